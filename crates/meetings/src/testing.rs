//! What the tests of this area stand on: a house with two people who are a pair.

use crate::{
    one_on_one::{self, NewOneOnOne, OneOnOneId},
    topic::{self, TopicId, Word},
};
use people::{
    organization::{self, Organization},
    pair::{self, Kind, Pair, PairId},
    person::{self, NewPerson},
    sign_in,
};
use platform::{
    OrganizationId, PersonId,
    access::{Administer, Display, Edit, Scope, Tx, Viewer, ViewerKind},
    app::Parts,
    db::Engine,
    i18n::Language,
    jobs::JobRegistry,
    params,
    render::Menu,
    sql,
    testing::{Browser, Plan, TestHouse},
};
use std::{sync::Arc, time::Duration};

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
        jobs: crate::jobs(people::jobs(JobRegistry::default())),
        parts: crate::parts(people::parts(Parts::default()))
            .with(crate::memo::MemoHub::with_idle(Duration::from_millis(300))),
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

    /// A browser in which this person is signed in.
    pub async fn browser(&self, house: &TestHouse, person: PersonId) -> Browser {
        let mut tx = house.app.system(self.organization, "test");
        let hour = jiff::SignedDuration::from_hours(1);
        let token = sign_in::create_link(&mut tx, person, "/", hour, false).await.unwrap();
        tx.commit().await.unwrap();
        let browser = house.browser(people::routes().merge(crate::routes()));
        browser.post(&sign_in::link_path(&token), &[]).await.sees("/");
        browser
    }

    /// A program with a token of this person.
    pub async fn program(&self, house: &TestHouse, person: PersonId, scopes: &[Scope]) -> Browser {
        let mut tx = house.app.system(self.organization, "test");
        let token = sign_in::create_token(&mut tx, person, "test", scopes, 30).await.unwrap();
        tx.commit().await.unwrap();
        house.browser(people::api_routes().merge(crate::api_routes())).program(&token)
    }

    /// From now on this person reads English.
    pub async fn reads_english(&self, house: &TestHouse, person: PersonId) {
        let mut tx = house.app.system(self.organization, "test");
        tx.execute(
            sql!("UPDATE people SET language = 'en' WHERE organization_id = $1 AND id = $2"),
            params![self.organization, person],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
    }

    /// Plans an extra 1-on-1 of half an hour.
    pub async fn plan(&self, house: &TestHouse, starts_at: &str) -> OneOnOneId {
        let mut tx = self.acting_member(house);
        let pair = tx.load::<Edit, Pair>(self.pair).await.unwrap();
        let starts_at = starts_at.parse().unwrap();
        let new = NewOneOnOne { starts_at, minutes: 30, occurrence: None, place: String::new() };
        let id = one_on_one::schedule_extra(&mut tx, &pair, &new, true).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// The pair is no more.
    pub async fn part(&self, house: &TestHouse) {
        let mut tx = self.acting_leader(house);
        let pair = tx.load::<Administer, Pair>(self.pair).await.unwrap();
        pair::end(&mut tx, &pair).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// The topic with this word.
    pub async fn topic(&self, house: &TestHouse, word: Word) -> TopicId {
        let mut tx = self.acting_member(house);
        let topics = topic::list(&mut tx).await.unwrap();
        topics.iter().find(|topic| topic.word == Some(word)).unwrap().id
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
