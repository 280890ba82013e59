//! The story plays through on both databases, breaks no rule, and leaves what a newcomer expects.

#![expect(clippy::unwrap_used, reason = "a test fails there")]

use platform::{
    access::Viewer,
    app::Parts,
    db::Engine,
    jobs::JobRegistry,
    on_both, params,
    render::Menu,
    sql,
    testing::{Plan, TestHouse},
};
use std::sync::Arc;

async fn house(engine: Engine) -> TestHouse {
    let mut migrations = platform::db::migrate::MIGRATIONS.to_vec();
    migrations.extend(people::MIGRATIONS);
    migrations.extend(meetings::MIGRATIONS);
    let plan = Plan {
        migrations,
        memo_migrations: meetings::MEMO_MIGRATIONS.to_vec(),
        texts: vec![platform::TEXTS, people::TEXTS, meetings::TEXTS],
        authenticator: Arc::new(people::sign_in::Doors),
        menu: |_: &Viewer| Menu::default(),
        jobs: JobRegistry::default(),
        parts: meetings::parts(people::parts(Parts::default())),
    };
    TestHouse::build(engine, plan).await
}

on_both! {
    async fn the_story_is_lived(house: house) {
        demo::fill(&house.app).await.expect("the story breaks no rule");
        demo::fill(&house.app).await.expect("filling twice changes nothing");
        let mut tx = house.app.system_reads(platform::OrganizationId(0), "test");
        let organizations = people::organization::all_ids(&mut tx).await.expect("all organizations");
        assert_eq!(organizations.len(), 2);
        let mut held = 0;
        for organization in organizations {
            let mut tx = house.app.system_reads(organization, "test");
            let departments = people::department::children(&mut tx, None).await.expect("the tree");
            assert!(departments.len() > 1, "{departments:?}");
            assert!(departments.iter().any(|department| department.people > 0));
            held += tx
                .first(
                    sql!("SELECT COUNT(*) FROM one_on_ones WHERE organization_id = $1 AND status = 'held'"),
                    params![organization],
                    |row| Ok(row.get::<i64>(0)?),
                )
                .await
                .expect("a count")
                .expect("one row");
        }
        assert_eq!(held, 137, "as many as the story tells");
    }
}

on_both! {
    async fn a_large_organization_comes_out_of_a_seed(house: house) {
        let scale = demo::scale::Scale { people: 400, one_on_ones: 1_200, seed: 7 };
        let made = demo::scale::fill(&house.app, scale, &|_, _| ()).await.unwrap();
        assert_eq!(made.pairs.len(), 60);
        let mut tx = house.app.system_reads(made.organization, "test");
        let counts = tx
            .first(
                sql!(
                    "SELECT (SELECT COUNT(*) FROM people WHERE organization_id = $1),
                            (SELECT COUNT(*) FROM one_on_ones WHERE organization_id = $1),
                            (SELECT COUNT(*) FROM agenda_items WHERE organization_id = $1),
                            (SELECT COUNT(*) FROM memo_texts WHERE organization_id = $1)"
                ),
                params![made.organization],
                |row| Ok([row.get::<i64>(0)?, row.get(1)?, row.get(2)?, row.get(3)?]),
            )
            .await
            .unwrap()
            .unwrap();
        assert_eq!(counts[..3], [400, 1_200, 1_800]);
        assert!(counts[3] > 300, "{counts:?}");
        let pair = people::pair::PairId(made.pairs[0].0);
        let promises = meetings::promise::of_pair(&mut tx, pair).await.unwrap();
        assert!(promises.iter().all(|promise| !promise.text.is_empty()), "sealed texts open");
    }
}
