//! The whole loop by programs alone, and what they don't get.

use crate::{
    memo,
    one_on_one::OneOnOneId,
    room,
    testing::{Two, house},
    topic::Word,
};
use axum::http::StatusCode;
use platform::{
    access::{Edit, Scope},
    on_both,
    testing::{Answer, Browser, TestHouse},
};
use serde_json::{Value, json};

const NEXT: &str = "2026-11-26T06:00:00Z";
const LATER: &str = "2026-12-10T06:00:00Z";
const ALL: [Scope; 3] = [Scope::Read, Scope::Write, Scope::Memo];

/// Sends JSON with headers of one's own.
async fn send(
    program: &Browser,
    (method, path): (&str, &str),
    headers: &[(&str, &str)],
    body: &Value,
) -> Answer {
    let mut request = program.request(method, path).header("content-type", "application/json");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    program.send(request.body(body.to_string().into())).await
}

fn items(answer: &Answer) -> Vec<Value> {
    answer.json()["items"].as_array().expect("a list").clone()
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// Writes into the shared memo and folds it, as the close does.
async fn write_memo(house: &TestHouse, two: &Two, id: OneOnOneId, words: &str) {
    let mut tx = two.acting_member(house);
    let one_on_one = crate::two::load(&mut tx, id).await.unwrap();
    let one_on_one: platform::access::Permit<Edit, crate::one_on_one::OneOnOne> = one_on_one;
    let memos = room::memos(&mut tx, &one_on_one).await.unwrap().unwrap();
    let shared = tx.load::<Edit, memo::Memo>(memos.documents.shared).await.unwrap();
    drop(tx);
    let app = &house.app;
    memo::write_markdown(app, two.organization, &shared, two.member, words).await.unwrap();
}

on_both! { async fn two_programs_walk_the_whole_loop(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, NEXT).await;
    let later = two.plan(&house, LATER).await;
    let member = two.program(&house, two.member, &ALL).await;
    let leader = two.program(&house, two.leader, &ALL).await;
    let base = format!("/api/v1/one-on-ones/{id}");

    // Before: the member prepares, the leader proposes, the member answers.
    let topics = items(&member.get("/api/v1/topics").await.ok());
    let topic = |word: &str| topics.iter().find(|topic| topic["word"] == word).unwrap()["id"].clone();
    let upcoming = items(&member.get("/api/v1/one-on-ones").await.ok());
    assert_eq!(upcoming.len(), 2);
    assert_eq!(upcoming[0]["id"], id.to_string());
    let read = member.get(&format!("{base}/agenda")).await.ok();
    let tag = read.headers["etag"].to_str().unwrap().to_owned();
    let wanted = json!({"items": [
        {"topic": topic("work"), "expectation": "listen", "line": "来月の分担"},
        {"topic": topic("career")},
    ]});
    let path = format!("{base}/agenda");
    let prepared = send(&member, ("PUT", &path), &[("if-match", &tag)], &wanted).await.ok();
    assert_eq!(items(&prepared)[0]["line"], "来月の分担");
    let stale = send(&member, ("PUT", &path), &[("if-match", &tag)], &wanted).await;
    let problem = stale.expect(StatusCode::CONFLICT).json();
    assert_eq!(problem["current"]["items"].as_array().unwrap().len(), 2, "{problem}");
    leader.json("PUT", &path, &wanted).await.expect(StatusCode::FORBIDDEN);
    let proposal = json!({"topic": topic("skills"), "line": "研修のあと"});
    let key = [("idempotency-key", "p1")];
    let proposed = send(&leader, ("POST", &path), &key, &proposal).await.expect(StatusCode::CREATED);
    let again = send(&leader, ("POST", &path), &key, &proposal).await.expect(StatusCode::CREATED);
    assert_eq!(again.text, proposed.text);
    let other = json!({"topic": topic("policy")});
    send(&leader, ("POST", &path), &key, &other).await.expect(StatusCode::CONFLICT);
    assert_eq!(proposed.json()["state"], "proposed");
    let answer = format!("{path}/{}/answer", text(&proposed.json()["id"]));
    leader.json("POST", &answer, &json!({"answer": "accept"})).await.expect(StatusCode::FORBIDDEN);
    let accepted = member.json("POST", &answer, &json!({"answer": "accept"})).await.ok();
    assert_eq!(accepted.json()["state"], "accepted");

    // Just before: the leader looks, the member sees that.
    let look = leader.get(&format!("{base}/precheck")).await.ok().json();
    assert_eq!(look["wants"][0]["line"], "来月の分担");
    assert!(look["wants"][0]["behaviour"].as_str().is_some_and(|text| !text.is_empty()));
    let precheck = format!("{base}/precheck");
    member.json("POST", &precheck, &Value::Null).await.expect(StatusCode::FORBIDDEN);
    assert!(member.get(&base).await.ok().json()["seen_at"].is_null());
    leader.json("POST", &precheck, &Value::Null).await.ok();
    assert!(member.get(&base).await.ok().json()["seen_at"].is_string());

    // Together: memo, expectations, outcomes, a promise.
    member.get(&format!("{base}/memo")).await.expect(StatusCode::NOT_FOUND);
    member.json("POST", &format!("{base}/start"), &Value::Null).await.ok();
    leader.json("POST", &format!("{base}/start"), &Value::Null).await.ok();
    write_memo(&house, &two, id, "見積もりの**型**を見る").await;
    let memo = leader.get(&format!("{base}/memo")).await.ok().json();
    assert!(text(&memo["markdown"]).contains("**型**") && text(&memo["text"]).contains("見積もりの型"));
    let agenda = items(&member.get(&path).await.ok());
    let item = |index: usize| format!("{path}/{}", text(&agenda[index]["id"]));
    let advice = json!({"expectation": "advice", "line": "分担と順番"});
    assert_eq!(member.json("PATCH", &item(0), &advice).await.ok().json()["expectation"], "advice");
    let undecided = json!({"expectation": null});
    assert!(member.json("PATCH", &item(0), &undecided).await.ok().json()["expectation"].is_null());
    leader.json("PATCH", &item(0), &advice).await.expect(StatusCode::FORBIDDEN);
    leader.json("PATCH", &item(0), &json!({"outcome": "reached"})).await.ok();
    member.json("DELETE", &item(2), &Value::Null).await.expect(StatusCode::NO_CONTENT);
    let promises = format!("{base}/promises");
    let promise = json!({"owner_seat": "leader", "text": "型を見せる", "due": "2026-12-01"});
    let made = leader.json("POST", &promises, &promise).await.expect(StatusCode::CREATED).json();
    let no_day = json!({"owner_seat": "leader", "text": "型", "due": "2026-02-30"});
    let refused = leader.json("POST", &promises, &no_day).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.json()["errors"][0]["field"], "due");

    // After: closed by both, unreached topics go on, the promise is kept.
    let closing = format!("{base}/closing");
    let closed = leader.json("POST", &closing, &Value::Null).await.ok().json();
    assert_eq!(closed["one_on_one"]["status"], "held");
    assert_eq!(closed["next"]["id"], later.to_string());
    assert_eq!(member.json("POST", &closing, &Value::Null).await.ok().json(), closed);
    member.json("PATCH", &item(0), &advice).await.expect(StatusCode::CONFLICT);
    let carried = items(&member.get(&format!("/api/v1/one-on-ones/{later}/agenda")).await.ok());
    assert_eq!((carried.len(), &carried[0]["carried"]), (1, &json!(true)));
    let owed = items(&leader.get("/api/v1/promises").await.ok());
    assert_eq!(owed[0]["text"], "型を見せる");
    let path = format!("/api/v1/promises/{}", text(&made["id"]));
    let done = json!({"state": "done"});
    let kept = send(&member, ("PATCH", &path), &[("if-match", "\"1\"")], &done).await.ok();
    assert_eq!(kept.json()["state"], "done");
    let stale = send(&leader, ("PATCH", &path), &[("if-match", "\"1\"")], &done).await;
    assert_eq!(stale.expect(StatusCode::CONFLICT).json()["current"]["state"], "done");
    let past = items(&member.get("/api/v1/one-on-ones?when=past").await.ok());
    assert_eq!((past.len(), &past[0]["id"]), (1, &json!(id.to_string())));
    let history = format!("/api/v1/pairs/{}/history?q=", two.pair);
    let found = items(&leader.get(&format!("{history}%E5%9E%8B")).await.ok());
    assert_eq!(found[0]["one_on_one"]["id"], id.to_string());
    assert!(items(&leader.get(&format!("{history}nothing")).await.ok()).is_empty());
    let archive = member.get("/api/v1/export").await.ok().json();
    let exported = &archive["pairs"][0]["one_on_ones"];
    assert_eq!((&exported[0]["id"], &exported[0]["status"]), (&json!(later.to_string()), &json!("scheduled")));
    assert_eq!(exported[1]["promises"][0]["text"], "型を見せる");
}}

on_both! { async fn lists_go_on_by_a_cursor(house: house) {
    let two = Two::meet(&house).await;
    for day in 2..=6 {
        two.plan(&house, &format!("2026-12-0{day}T06:00:00Z")).await;
    }
    let member = two.program(&house, two.member, &[Scope::Read]).await;
    for list in ["/api/v1/one-on-ones".to_owned(), format!("/api/v1/pairs/{}/one-on-ones", two.pair)] {
        let (mut starts, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = member.get(&format!("{list}?limit=2{cursor}")).await.ok().json();
            let items = page["items"].as_array().unwrap().clone();
            starts.extend(items.iter().map(|item| text(&item["starts_at"]).to_owned()));
            let Some(next) = page["next"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        let all = ["02", "03", "04", "05", "06"].map(|day| format!("2026-12-{day}T06:00:00Z"));
        assert_eq!(starts, all);
    }
    for wrong in ["limit=0", "limit=201", "limit=x", "cursor=x", "when=now"] {
        let refused = member.get(&format!("/api/v1/one-on-ones?{wrong}")).await;
        let problem = refused.expect(StatusCode::UNPROCESSABLE_ENTITY).json();
        assert!(problem["next"].is_string() && problem["errors"][0]["reason"].is_string(), "{problem}");
    }
}}

on_both! { async fn nobody_else_gets_anything(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, NEXT).await;
    let member = two.program(&house, two.member, &ALL).await;
    let leader = two.program(&house, two.leader, &ALL).await;
    let start = format!("/api/v1/one-on-ones/{id}/start");
    member.json("POST", &start, &Value::Null).await.ok();
    write_memo(&house, &two, id, "ふたりのこと").await;
    let addresses = ["", "/agenda", "/precheck", "/promises", "/memo", "/private-note"]
        .map(|part| format!("/api/v1/one-on-ones/{id}{part}"));
    let of_pair = ["one-on-ones", "promises", "history"]
        .map(|part| format!("/api/v1/pairs/{}/{part}", two.pair));
    let note = |program: Browser| async move {
        let path = format!("/api/v1/one-on-ones/{id}/private-note");
        program.get(&path).await.ok().json()["document"].clone()
    };
    assert_ne!(note(member.clone()).await, note(leader.clone()).await, "each has a note of their own");
    let stranger = two.program(&house, two.stranger, &ALL).await;
    for path in addresses.iter().chain(&of_pair) {
        member.get(path).await.ok();
        leader.get(path).await.ok();
        stranger.get(path).await.expect(StatusCode::NOT_FOUND);
        let nobody = member.stranger().get(path).await.expect(StatusCode::UNAUTHORIZED);
        assert_eq!(nobody.headers["www-authenticate"], "Bearer");
    }
    let reader = two.program(&house, two.member, &[Scope::Read]).await;
    reader.json("POST", &start, &Value::Null).await.expect(StatusCode::FORBIDDEN);
    let writer = two.program(&house, two.member, &[Scope::Write]).await;
    writer.get(&addresses[0]).await.ok();
    let memo_only = two.program(&house, two.member, &[Scope::Memo]).await;
    memo_only.get(&addresses[0]).await.expect(StatusCode::FORBIDDEN);
    two.part(&house).await;
    for path in addresses.iter().chain(&of_pair) {
        leader.get(path).await.expect(StatusCode::NOT_FOUND);
    }
    member.get(&addresses[4]).await.ok();
    member.json("POST", &start, &Value::Null).await.expect(StatusCode::NOT_FOUND);
    assert!(items(&leader.get("/api/v1/one-on-ones?when=past").await.ok()).is_empty());
}}

on_both! { async fn a_leader_does_not_open_private_life(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, NEXT).await;
    let leader = two.program(&house, two.leader, &ALL).await;
    let private = two.topic(&house, Word::Private).await;
    let path = format!("/api/v1/one-on-ones/{id}/agenda");
    let refused = leader.json("POST", &path, &json!({"topic": private})).await;
    let problem = refused.expect(StatusCode::UNPROCESSABLE_ENTITY).json();
    assert_eq!(problem["errors"][0]["field"], "topic");
    let unknown = leader.json("POST", &path, &json!({"topic": private, "wish": 1})).await;
    let problem = unknown.expect(StatusCode::UNPROCESSABLE_ENTITY).json();
    assert!(text(&problem["errors"][0]["reason"]).contains("wish"), "{problem}");
}}

on_both! { async fn dates_are_moved_skipped_and_repeated(house: house) {
    let two = Two::meet(&house).await;
    let member = two.program(&house, two.member, &ALL).await;
    let leader = two.program(&house, two.leader, &ALL).await;
    let pair = format!("/api/v1/pairs/{}", two.pair);
    let extra = json!({"starts_at": "2026-12-03T15:00:00+09:00", "minutes": 30});
    let path = format!("{pair}/one-on-ones");
    let planned = member.json("POST", &path, &extra).await.expect(StatusCode::CREATED).json();
    assert_eq!((&planned["starts_at"], &planned["extra"]), (&json!("2026-12-03T06:00:00Z"), &json!(true)));
    leader.json("POST", &path, &extra).await.expect(StatusCode::CONFLICT);
    let sunday = json!({"starts_at": "2026-12-06T15:00:00+09:00", "minutes": 30});
    leader.json("POST", &path, &sunday).await.expect(StatusCode::CONFLICT);
    let base = format!("/api/v1/one-on-ones/{}", text(&planned["id"]));
    let date = format!("{base}/date");
    let to = json!({"starts_at": "2026-12-04T10:00:00+09:00", "minutes": 45, "moves": "one"});
    let moved = send(&leader, ("PUT", &date), &[("if-match", "\"1\"")], &to).await.ok().json();
    assert_eq!((&moved["starts_at"], &moved["minutes"]), (&json!("2026-12-04T01:00:00Z"), &json!(45)));
    let stale = send(&member, ("PUT", &date), &[("if-match", "\"1\"")], &to).await;
    assert_eq!(stale.expect(StatusCode::CONFLICT).json()["current"], moved);
    let past = json!({"starts_at": "2026-01-04T10:00:00+09:00", "minutes": 45, "moves": "one", "anyway": true});
    member.json("PUT", &date, &past).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    let written = member.json("PUT", &format!("{base}/manner"), &json!({"manner": "written"})).await;
    assert_eq!(written.ok().json()["manner"], "written");

    let series = format!("{pair}/series");
    member.get(&series).await.expect(StatusCode::NOT_FOUND);
    let rhythm = json!({"cadence": "weekly", "weekday": "tuesday", "time": "16:30", "minutes": 30,
        "first": "2026-12-07", "zone": "Asia/Tokyo"});
    member.json("PUT", &series, &rhythm).await.ok();
    assert_eq!(leader.get(&series).await.ok().json()["time"], "16:30");
    let upcoming = items(&member.get("/api/v1/one-on-ones").await.ok());
    assert_eq!(upcoming[1]["starts_at"], "2026-12-08T07:30:00Z");
    let second = format!("/api/v1/one-on-ones/{}/date", text(&upcoming[1]["id"]));
    let all = json!({"starts_at": "2026-12-09T16:30:00+09:00", "minutes": 30, "moves": "all"});
    leader.json("PUT", &second, &all).await.ok();
    assert_eq!(member.get(&series).await.ok().json()["weekday"], "wednesday");
    let mut sunday = rhythm.clone();
    sunday["weekday"] = json!("sunday");
    member.json("PUT", &series, &sunday).await.expect(StatusCode::UNPROCESSABLE_ENTITY);

    let skip = format!("{base}/skip");
    let reason = json!({"reason": "nothing_today"});
    let key = [("idempotency-key", "s")];
    let skipped = send(&member, ("POST", &skip), &key, &reason).await.ok();
    assert_eq!(send(&member, ("POST", &skip), &key, &reason).await.ok().text, skipped.text);
    member.json("POST", &skip, &reason).await.expect(StatusCode::CONFLICT);
    let other = format!("/api/v1/one-on-ones/{}/cancellation", text(&upcoming[1]["id"]));
    assert_eq!(leader.json("POST", &other, &Value::Null).await.ok().json()["status"], "cancelled");
}}

on_both! { async fn administrators_keep_the_list_of_topics(house: house) {
    let two = Two::meet(&house).await;
    let member = two.program(&house, two.member, &ALL).await;
    let new = json!({"name": "育児と仕事", "name_en": "Family"});
    member.json("POST", "/api/v1/topics", &new).await.expect(StatusCode::FORBIDDEN);
    let mut tx = house.app.system(two.organization, "test");
    tx.execute(
        platform::sql!("UPDATE people SET administrator = TRUE WHERE organization_id = $1 AND id = $2"),
        platform::params![two.organization, two.stranger],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let clerk = two.program(&house, two.stranger, &ALL).await;
    let added = clerk.json("POST", "/api/v1/topics", &new).await.expect(StatusCode::CREATED).json();
    clerk.json("POST", "/api/v1/topics", &new).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    let path = format!("/api/v1/topics/{}", text(&added["id"]));
    let renamed = clerk.json("PATCH", &path, &json!({"name": "家庭と仕事"})).await.ok().json();
    assert_eq!((&renamed["name"], &renamed["hidden"]), (&json!("家庭と仕事"), &json!(false)));
    let hidden = clerk.json("PATCH", &path, &json!({"hidden": true})).await.ok().json();
    assert_eq!((&hidden["name"], &hidden["hidden"]), (&json!("家庭と仕事"), &json!(true)));
    member.json("PATCH", &path, &json!({"hidden": false})).await.expect(StatusCode::FORBIDDEN);
    clerk.json("PATCH", "/api/v1/topics/1", &json!({})).await.expect(StatusCode::NOT_FOUND);
}}
