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

#[tokio::test]
async fn the_openapi_document_describes_the_whole_api_and_nothing_else() {
    let document: serde_json::Value =
        serde_json::from_str(&server::api::openapi("http://x").to_json().unwrap()).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    let mut described = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        described.extend(item.as_object().unwrap().keys().map(|key| (path.clone(), key.clone())));
    }
    let mut served: Vec<_> = table()
        .await
        .into_iter()
        .filter(|route| route.path.starts_with("/api/v1/"))
        .map(|route| (route.path.to_owned(), route.method.to_lowercase()))
        .collect();
    described.sort();
    served.sort();
    assert_eq!(described, served);
}

#[test]
fn each_operation_can_be_called_without_guessing() {
    let text = server::api::openapi("http://x").to_json().unwrap();
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    let tags: Vec<_> =
        document["tags"].as_array().unwrap().iter().map(|tag| &tag["name"]).collect();
    let mut names = std::collections::BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let what = format!("{method} {path}: {operation}");
            assert!(names.insert(operation["operationId"].to_string()), "a second {what}");
            assert!(tags.contains(&&operation["tags"][0]), "no known tag for {what}");
            assert!(operation["summary"].is_string(), "no summary for {what}");
            let responses = &operation["responses"];
            assert!(responses["401"].is_object() && responses["500"].is_object(), "{what}");
            assert!(responses["404"].is_object() || !path.contains('{'), "{what}");
            let keyed = operation["parameters"].to_string().contains("Idempotency-Key");
            assert_eq!(keyed, method == "post", "{what}");
        }
    }
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        let shown = schema["example"].is_object() || schema["examples"].is_array();
        let is_input = text.matches(&format!("/{name}\"}}}}}},\"required\":true")).count() > 0;
        assert!(shown || !is_input, "the body {name} has no example");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_problem_s_type_leads_somewhere() {
    let installation = crate::child::Installation::new(Engine::Sqlite).await;
    let running = installation.serve();
    let answer = running.get("/api/v1/me").unwrap();
    assert_eq!(answer.status, 401);
    let problem: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    let (_, path) = problem["type"].as_str().unwrap().split_once(&running.address).unwrap();
    let meaning = running.get(path).unwrap();
    assert_eq!(meaning.status, 200);
    assert!(meaning.body.contains("\"status\":401"), "{}", meaning.body);
    assert_eq!(running.get("/api/problems/none").unwrap().status, 404);
}
