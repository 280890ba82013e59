//! What programs get, and what they don't.

use crate::testing::{ORGANIZATION, house, id_of, mails};
use axum::http::StatusCode;
use platform::{
    access::Scope,
    on_both,
    testing::{Browser, TestHouse},
};
use serde_json::{Value, json};

/// A program of this person's, with these scopes.
async fn program(house: &TestHouse, email: &str, scopes: &[Scope]) -> Browser {
    let person = id_of(house, email).await;
    let mut tx = house.app.system(ORGANIZATION, "a test");
    let token = crate::sign_in::create_token(&mut tx, person, "t", scopes, 30).await.unwrap();
    tx.commit().await.unwrap();
    house.browser(crate::api_routes()).program(&token)
}

on_both! { async fn people_are_listed_for_administrators_by_cursor(house: house) {
    let hana = program(&house, "hana@mirai.example", &[Scope::Read]).await;
    let megumi = program(&house, "megumi@mirai.example", &[Scope::Read]).await;
    assert_eq!(megumi.get("/api/v1/me").await.ok().json()["email"], "megumi@mirai.example");
    megumi.get("/api/v1/people").await.expect(StatusCode::NOT_FOUND);
    megumi.stranger().get("/api/v1/me").await.expect(StatusCode::UNAUTHORIZED);
    let first = hana.get("/api/v1/people?limit=2").await.ok().json();
    assert_eq!(first["items"].as_array().unwrap().len(), 2);
    let next = first["next"].as_str().unwrap();
    let last = hana.get(&format!("/api/v1/people?limit=2&cursor={next}")).await.ok().json();
    assert_eq!((last["items"].as_array().unwrap().len(), &last["next"]), (1, &Value::Null));
    hana.get("/api/v1/people?cursor=%F0%9F%99%82").await.expect(StatusCode::UNPROCESSABLE_ENTITY);
}}

on_both! { async fn a_pair_begins_once_for_one_key(house: house) {
    let megumi = program(&house, "megumi@mirai.example", &[Scope::Read, Scope::Write]).await;
    let reader = program(&house, "megumi@mirai.example", &[Scope::Read]).await;
    let (me, leader) = (id_of(&house, "megumi@mirai.example").await, id_of(&house, "ichiro@mirai.example").await);
    let wish = json!({"leader": leader, "member": me, "kind": "mentor"});
    reader.json("POST", "/api/v1/pairs", &wish).await.expect(StatusCode::FORBIDDEN);
    let send = async || {
        let request = megumi.request("POST", "/api/v1/pairs").header("content-type", "application/json");
        megumi.send(request.header("idempotency-key", "k1").body(wish.to_string().into())).await
    };
    let first = send().await.expect(StatusCode::CREATED);
    assert_eq!(send().await.expect(StatusCode::CREATED).text, first.text);
    megumi.json("POST", "/api/v1/pairs", &wish).await.expect(StatusCode::CONFLICT);
    let hana = id_of(&house, "hana@mirai.example").await;
    let others = json!({"leader": leader, "member": hana, "kind": "peer"});
    megumi.json("POST", "/api/v1/pairs", &others).await.expect(StatusCode::FORBIDDEN);
    let list = megumi.get("/api/v1/pairs").await.ok().json();
    assert_eq!(list["items"][0]["kind"], "mentor");
    assert_eq!(list["items"][0]["id"], first.json()["id"]);
    assert_eq!(mails(&house).await.len(), 1);
}}

#[test]
fn the_document_names_every_route() {
    let document = serde_json::to_value(crate::openapi()).unwrap();
    let paths = document["paths"].as_object().unwrap();
    assert_eq!(paths.keys().collect::<Vec<_>>(), ["/api/v1/me", "/api/v1/pairs", "/api/v1/people"]);
    let list = &paths["/api/v1/pairs"]["get"]["responses"]["200"]["content"]["application/json"];
    let name = list["schema"]["$ref"].as_str().unwrap().rsplit('/').next().unwrap();
    let shape = &document["components"]["schemas"][name]["properties"];
    assert!(shape["items"].is_object() && shape["next"].is_object(), "{shape}");
}
