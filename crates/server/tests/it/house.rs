//! A test house with exactly the wiring that serves.

use platform::{
    db::Engine,
    testing::{Plan, TestHouse},
};
use server::{house::Places, serve::Health, wiring};

pub async fn house(engine: Engine) -> TestHouse {
    let places = Places { folder: std::env::temp_dir() };
    TestHouse::build(
        engine,
        Plan {
            migrations: wiring::migrations(),
            memo_migrations: wiring::memo_migrations(),
            texts: wiring::texts(),
            authenticator: wiring::authenticator(),
            menu: wiring::menu,
            jobs: wiring::jobs(),
            parts: wiring::parts().with(Health::new(places)),
        },
    )
    .await
}
