//! The route table as a text file, so that a review sees each address that appears or opens up.
//!
//! `UPDATE=1 cargo test -p server --test it routes` writes it anew.

use crate::house::house;
use platform::{
    db::Engine,
    routing::{Family, Route},
};
use std::path::Path;

async fn table() -> Vec<Route> {
    let house = house(Engine::Sqlite).await;
    server::wiring::routes().finish(house.app.clone()).0
}

fn file() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/routes.txt")
}

#[tokio::test]
#[expect(clippy::disallowed_methods, reason = "whoever runs the test says that they looked")]
async fn the_table_is_the_one_that_was_reviewed() {
    let mut lines: Vec<String> = table()
        .await
        .iter()
        .map(|route| {
            format!("{:<40} {:<6} {:?}", route.path, route.method, route.access).to_lowercase()
        })
        .collect();
    lines.sort();
    let text = format!(
        "# Every address, its method, and who may come in. Made by a test; see CONTRIBUTING.md.\n{}\n",
        lines.join("\n")
    );
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(file(), &text).unwrap();
    }
    let reviewed = std::fs::read_to_string(file()).unwrap_or_default();
    assert!(
        text == reviewed,
        "docs/routes.txt is not the table that serves: look at the difference, then run this test \
         with UPDATE=1\n{text}"
    );
}

#[tokio::test]
async fn programs_and_people_have_separate_addresses() {
    for route in table().await {
        let below_api = route.path.starts_with("/api/");
        assert_eq!(below_api, route.family == Family::Api, "{} {}", route.method, route.path);
    }
}
