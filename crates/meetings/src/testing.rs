//! What the tests of this area stand on: a house with two people who are a pair.

use people::{
    organization::{self, Organization},
    pair::{self, Kind, PairId},
    person::{self, NewPerson},
};
use platform::{
    OrganizationId, PersonId,
    access::{Display, Tx, Viewer, ViewerKind},
    app::Parts,
    db::Engine,
    i18n::Language,
    jobs::JobRegistry,
    render::Menu,
    testing::{Plan, TestHouse},
};
use std::sync::Arc;

/// An empty house with everything of this area.
pub async fn house(engine: Engine) -> TestHouse {
    let mut migrations = platform::db::migrate::MIGRATIONS.to_vec();
    migrations.extend(people::MIGRATIONS);
    migrations.extend(crate::MIGRATIONS);
    let plan = Plan {
        migrations,
        memo_migrations: crate::MEMO_MIGRATIONS.to_vec(),
        texts: vec![platform::TEXTS, people::TEXTS, crate::TEXTS],
        authenticator: Arc::new(people::sign_in::Doors),
        menu: |_| Menu::default(),
        jobs: crate::jobs(JobRegistry::default()),
        parts: people::parts(Parts::default()),
    };
    TestHouse::build(engine, plan).await
}

/// Aoi leads Ren.
pub struct Two {
    pub organization: OrganizationId,
    pub leader: PersonId,
    pub member: PersonId,
    pub stranger: PersonId,
    pub pair: PairId,
}

impl Two {
    pub async fn meet(house: &TestHouse) -> Self {
        let id = OrganizationId(house.app.world().new_id());
        let mut tx = house.app.system(id, "test");
        let organization = Organization {
            id,
            name: "試験株式会社".into(),
            zone: "Asia/Tokyo".into(),
            language: Language::Ja,
            reusable_links: false,
        };
        organization::create(&mut tx, &organization).await.unwrap();
        crate::topic::ensure(&mut tx).await.unwrap();
        let leader = person::create(&mut tx, &new_person("藤崎 葵", "aoi")).await.unwrap();
        let member = person::create(&mut tx, &new_person("高瀬 蓮", "ren")).await.unwrap();
        let stranger = person::create(&mut tx, &new_person("森田 結", "yui")).await.unwrap();
        let pair = pair::begin(&mut tx, leader, member, Kind::Line).await.unwrap();
        tx.commit().await.unwrap();
        // The clock of reminders starts to run.
        platform::jobs::run_due(&house.app).await.unwrap();
        house.mails.take();
        Self { organization: id, leader, member, stranger, pair }
    }

    pub fn acting_leader(&self, house: &TestHouse) -> Tx {
        self.acting(house, self.leader)
    }

    pub fn acting_member(&self, house: &TestHouse) -> Tx {
        self.acting(house, self.member)
    }

    pub fn acting(&self, house: &TestHouse, person: PersonId) -> Tx {
        let zone = jiff::tz::TimeZone::get("Asia/Tokyo").unwrap();
        let viewer = Viewer {
            kind: ViewerKind::Person {
                person,
                administrator: false,
                participates: true,
                leads: true,
                scopes: None,
                session: 0,
            },
            organization: self.organization,
            name: String::new(),
            language: Language::Ja,
            zone: zone.clone(),
            organization_zone: zone,
            display: Display::default(),
        };
        #[expect(clippy::disallowed_methods, reason = "a test acts as a person")]
        let tx = house.app.rehearse(viewer, house.app.world().now());
        tx
    }

    pub fn member_mail(&self) -> String {
        "ren@test.example".into()
    }
}

fn new_person(name: &str, key: &str) -> NewPerson {
    NewPerson {
        name: name.into(),
        kana: key.into(),
        email: format!("{key}@test.example"),
        language: Language::Ja,
        administrator: false,
    }
}
