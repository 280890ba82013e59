//! The story plays through on both databases, breaks no rule, and leaves what a newcomer expects.

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
        parts: Parts::default(),
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
