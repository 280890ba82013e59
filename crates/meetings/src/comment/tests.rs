//! Comments over the pages, on both databases.

use crate::{
    memo,
    one_on_one::{OneOnOne, OneOnOneId},
    testing::{Two, house},
};
use axum::http::StatusCode;
use platform::{
    access::{Edit, Scope},
    on_both, params, sql,
    testing::{Browser, TestHouse},
};
use serde_json::{Value, json};

const NOW: &str = "2026-11-26T06:00:00Z";

/// Two who sit together.
async fn sat_down(house: &TestHouse, two: &Two) -> (OneOnOneId, Browser, Browser) {
    let id = two.plan(house, NOW).await;
    let mut tx = two.acting_member(house);
    let one_on_one = tx.load::<Edit, OneOnOne>(id).await.unwrap();
    crate::room::start(&mut tx, &one_on_one).await.unwrap();
    tx.commit().await.unwrap();
    (id, two.browser(house, two.member).await, two.browser(house, two.leader).await)
}

fn passage<'a>(document: &'a str, text: &'a str, key: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("document", document),
        ("quote", "答えを言うのが早い"),
        ("anchor", "0401020304"),
        ("text", text),
        ("key", key),
    ]
}

async fn first(house: &TestHouse, two: &Two, id: OneOnOneId) -> String {
    let mut tx = two.acting_member(house);
    super::of_one_on_one(&mut tx, id).await.unwrap()[0].id.to_string()
}

on_both! { async fn one_says_it_the_other_answers_and_it_is_settled(house: house) {
    let two = Two::meet(&house).await;
    let (id, member, leader) = sat_down(&house, &two).await;
    let list = format!("/one-on-ones/{id}/comments");
    let tapped = [passage("shared", "", "a"), vec![("nuance", "1")]].concat();
    member.post(&list, &tapped).await.sees(&list);
    member.post(&list, &tapped).await.sees(&list);
    let seen = leader.get(&format!("/one-on-ones/{id}")).await.ok();
    assert!(seen.has("ニュアンスが少し違います") && seen.has("答えを言うのが早い") && seen.has("高瀬さん"));
    assert_eq!(seen.text.matches("data-anchor=\"0401020304\"").count(), 1, "pressed twice, kept once");
    let comment = format!("{list}/{}", first(&house, &two, id).await);
    let empty = leader.post(&format!("{comment}/answers"), &[("text", " ")]).await;
    assert!(empty.expect(StatusCode::UNPROCESSABLE_ENTITY).has("ことばを入れてください"));
    leader.post(&format!("{comment}/answers"), &[("text", "言いなおします")]).await.sees(&list);
    assert!(member.get(&list).await.ok().has("言いなおします"));
    leader.post(&format!("{comment}/state"), &[("state", "settled")]).await.sees(&list);
    assert!(member.get(&list).await.ok().has("話せたひとこと"));
    member.post(&format!("{comment}/state"), &[("state", "open")]).await.sees(&list);
    assert!(!member.get(&list).await.ok().has("話せたひとこと"));
    leader.post(&format!("{comment}/withdrawal"), &[]).await.expect(StatusCode::FORBIDDEN);
    member.post(&format!("{comment}/withdrawal"), &[]).await.sees(&list);
    let after = leader.get(&list).await.ok();
    assert!(after.has("取り下げられました") && after.has("言いなおします"));
    assert!(!after.has("答えを言うのが早い"), "the passage goes with the words");
}}

on_both! { async fn a_reader_says_something_too_but_never_beside_a_private_note(house: house) {
    let two = Two::meet(&house).await;
    let (id, member, leader) = sat_down(&house, &two).await;
    let list = format!("/one-on-ones/{id}/comments");
    leader.post(&list, &passage("mindful", "いいことばですね", "a")).await.sees(&list);
    assert!(member.get(&list).await.ok().has("次回まで意識すること"));
    for wrong in [
        passage("private_note", "のぞき見", "b"),
        vec![("document", "shared"), ("quote", "x"), ("anchor", "zz"), ("text", "x")],
        passage("shared", "", "c"),
    ] {
        member.post(&list, &wrong).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let stranger = two.browser(&house, two.stranger).await;
    stranger.get(&list).await.expect(StatusCode::NOT_FOUND);
    stranger.post(&list, &passage("shared", "x", "d")).await.expect(StatusCode::NOT_FOUND);
    let comment = format!("{list}/{}", first(&house, &two, id).await);
    stranger.post(&format!("{comment}/state"), &[("state", "settled")]).await.expect(StatusCode::NOT_FOUND);
    let other = two.plan(&house, "2026-12-03T06:00:00Z").await;
    let elsewhere = format!("/one-on-ones/{other}/comments/{}", first(&house, &two, id).await);
    leader.post(&format!("{elsewhere}/state"), &[("state", "settled")]).await.expect(StatusCode::NOT_FOUND);
}}

on_both! { async fn a_script_is_told_why_and_never_led_elsewhere(house: house) {
    let two = Two::meet(&house).await;
    let (id, member, _) = sat_down(&house, &two).await;
    let list = format!("/one-on-ones/{id}/comments");
    let post = async |browser: &Browser| {
        let body = "document=shared&quote=x&anchor=04&text=&key=a";
        let form = "application/x-www-form-urlencoded";
        let asked = browser.request("POST", &list).header("accept", "application/problem+json");
        browser.send(asked.header("content-type", form).body(body.into())).await
    };
    let refused = post(&member).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.json()["errors"][0]["reason"].as_str().unwrap().contains("ことば"), "{}", refused.text);
    let nobody = house.browser(crate::routes());
    assert_eq!(post(&nobody).await.expect(StatusCode::UNAUTHORIZED).json()["code"], "signed-out");
}}

on_both! { async fn afterwards_it_is_read_and_exported_and_the_former_leader_is_out(house: house) {
    let two = Two::meet(&house).await;
    let (id, member, leader) = sat_down(&house, &two).await;
    let (path, list) = (format!("/one-on-ones/{id}"), format!("/one-on-ones/{id}/comments"));
    member.post(&list, &passage("shared", "待つのがこわいだけです", "a")).await.sees(&list);
    member.post(&format!("{path}/closing"), &[]).await.sees(&format!("{path}/closing"));
    let after = leader.get(&path).await.ok();
    assert!(after.has("待つのがこわいだけです") && !after.has("取り下げる") && !after.has("返事をする"));
    for export in ["/export/aizuchi.md", "/export/aizuchi.json"] {
        assert!(leader.get(export).await.ok().has("待つのがこわいだけです"), "{export}");
    }
    assert!(member.get(&format!("/pairs/{}/journey?q=こわい", two.pair)).await.ok().has("こわい"));
    two.part(&house).await;
    leader.get(&list).await.expect(StatusCode::NOT_FOUND);
    leader.post(&list, &passage("shared", "x", "b")).await.expect(StatusCode::NOT_FOUND);
    assert!(member.get(&list).await.ok().has("待つのがこわいだけです"));
    member.post(&list, &passage("shared", "x", "c")).await.expect(StatusCode::NOT_FOUND);
}}

on_both! { async fn programs_say_answer_settle_and_take_back(house: house) {
    let two = Two::meet(&house).await;
    let (id, _, _) = sat_down(&house, &two).await;
    let all = [Scope::Read, Scope::Write];
    let member = two.program(&house, two.member, &all).await;
    let leader = two.program(&house, two.leader, &all).await;
    let stranger = two.program(&house, two.stranger, &all).await;
    let list = format!("/api/v1/one-on-ones/{id}/comments");
    let new = json!({"document": "shared", "quote": "答えを言うのが早い", "anchor": "0401020304",
        "text": "待つのがこわいだけです"});
    let made = member.json("POST", &list, &new).await.expect(StatusCode::CREATED).json();
    let path = format!("/api/v1/comments/{}", made["id"].as_str().unwrap());
    for wrong in [
        json!({"document": "private_note", "quote": "x", "anchor": "04", "text": "x"}),
        json!({"document": "shared", "quote": "x", "anchor": "zz", "text": "x"}),
        json!({"document": "shared", "quote": "x", "anchor": "04", "text": ""}),
    ] {
        member.json("POST", &list, &wrong).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let read = leader.get(&path).await.ok();
    assert_eq!((&read.json()["anchor"], read.headers["etag"].to_str().unwrap()), (&json!("0401020304"), "\"1\""));
    let said = json!({"text": "言いなおします"});
    let answers = format!("{path}/answers");
    let answer = leader.json("POST", &answers, &said).await.expect(StatusCode::CREATED).json();
    assert_eq!((&answer["answers"], &answer["quote"]), (&made["id"], &Value::Null));
    // Who has not read the answer does not settle it unseen.
    let settled = json!({"settled": true}).to_string();
    let patch = |tag: &'static str| member.request("PATCH", &path).header("content-type", "application/json").header("if-match", tag);
    let stale = member.send(patch("\"1\"").body(settled.clone().into())).await;
    assert_eq!(stale.expect(StatusCode::CONFLICT).json()["current"]["version"], 2);
    let done = member.send(patch("\"2\"").body(settled.into())).await.ok().json();
    assert!(done["settled_at"].is_string() && done["version"] == 3);
    let own = format!("/api/v1/comments/{}", answer["id"].as_str().unwrap());
    member.json("PATCH", &own, &json!({"settled": true})).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    member.json("DELETE", &own, &Value::Null).await.expect(StatusCode::FORBIDDEN);
    leader.json("DELETE", &own, &Value::Null).await.expect(StatusCode::NO_CONTENT);
    let listed = member.get(&list).await.ok().json();
    assert_eq!(listed["items"][0]["quote"], "答えを言うのが早い");
    assert!(listed["items"][1]["text"] == "" && listed["items"][1]["withdrawn_at"].is_string());
    // That both read the passage is noted; nobody else finds it.
    let readings = two.browser(&house, two.member).await.get(&format!("/pairs/{}/readings", two.pair)).await.ok();
    assert!(readings.has("藤崎") && readings.has("プログラム"), "{}", readings.text);
    for (method, path) in [("GET", &list), ("GET", &path), ("DELETE", &path)] {
        stranger.json(method, path, &Value::Null).await.expect(StatusCode::NOT_FOUND);
    }
    stranger.json("POST", &list, &new).await.expect(StatusCode::NOT_FOUND);
    stranger.json("POST", &answers, &said).await.expect(StatusCode::NOT_FOUND);
    two.part(&house).await;
    leader.get(&path).await.expect(StatusCode::NOT_FOUND);
    leader.get(&list).await.expect(StatusCode::NOT_FOUND);
    member.get(&path).await.ok();
    member.json("POST", &answers, &said).await.expect(StatusCode::NOT_FOUND);
}}

on_both! { async fn what_is_said_lies_sealed(house: house) {
    let two = Two::meet(&house).await;
    let (id, member, _) = sat_down(&house, &two).await;
    let list = format!("/one-on-ones/{id}/comments");
    member.post(&list, &passage("shared", "ひみつのことば", "a")).await.sees(&list);
    let mut tx = two.acting_member(&house);
    let organization = two.organization;
    let lies = tx
        .first(
            sql!("SELECT text, quote FROM memo_comments WHERE organization_id = $1"),
            params![organization],
            |row| Ok([row.get::<Vec<u8>>(0)?, row.get::<Vec<u8>>(1)?].concat()),
        )
        .await
        .unwrap()
        .unwrap();
    let lies = String::from_utf8_lossy(&lies).into_owned();
    assert!(!lies.contains("ひみつ") && !lies.contains("答え"));
    assert!(memo::documents(&mut tx, id, two.member).await.unwrap().is_some());
}}
