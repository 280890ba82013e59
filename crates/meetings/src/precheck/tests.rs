//! The look: it shows what counts, marks only by its button, and only for the leader.

use crate::{
    agenda::{self, Choice, Expectation},
    one_on_one::{OneOnOne, OneOnOneId},
    promise::{self, NewPromise},
    testing::{Two, house},
    topic::Word,
};
use axum::http::StatusCode;
use people::pair::Seat;
use platform::{access::Edit, on_both, testing::TestHouse};

const NEXT: &str = "2026-11-26T06:00:00Z";

async fn choose(
    house: &TestHouse,
    two: &Two,
    id: OneOnOneId,
    words: &[(Word, Option<Expectation>)],
) {
    let mut choices = Vec::new();
    for (word, expectation) in words {
        let topic = two.topic(house, *word).await;
        choices.push(Choice { topic, expectation: *expectation, line: format!("{word}のこと") });
    }
    let mut tx = two.acting_member(house);
    let one_on_one = tx.load::<Edit, OneOnOne>(id).await.unwrap();
    agenda::prepare(&mut tx, &one_on_one, &choices, one_on_one.version).await.unwrap();
    tx.commit().await.unwrap();
}

async fn seen(house: &TestHouse, two: &Two, id: OneOnOneId) -> Option<String> {
    let mut tx = two.acting_member(house);
    let one_on_one = tx.load::<Edit, OneOnOne>(id).await.unwrap();
    one_on_one.seen_at.map(|at| at.to_string())
}

on_both! { async fn it_says_what_the_member_would_like(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, NEXT).await;
    choose(&house, &two, id, &[(Word::Career, Some(Expectation::Listen)), (Word::Work, None)]).await;
    let mut tx = two.acting_leader(&house);
    let one_on_one = tx.load::<Edit, OneOnOne>(id).await.unwrap();
    let new = |text: &str| NewPromise { owner: Seat::Leader, text: text.into(), due: None };
    for text in ["いちばん古い約束", "二つめの約束", "三つめの約束", "新しい約束"] {
        promise::make(&mut tx, &one_on_one, &new(text)).await.unwrap();
    }
    tx.commit().await.unwrap();
    let leader = two.browser(&house, two.leader).await;
    let page = leader.get(&format!("/one-on-ones/{id}/precheck")).await.ok();
    for text in [
        "これからのキャリア",
        "聞いてほしい",
        "まず最後まで聞く。助言は求められてから。",
        "実現できるかどうかは脇に置く。",
        "careerのこと",
        "まだ決めていない",
        "どう応えてほしいかは、はじめに一言たずねる。",
        "新しい約束",
        "二つめの約束",
        "見ました",
    ] {
        assert!(page.has(text), "{text}");
    }
    assert!(!page.has("いちばん古い約束"), "three at most");
}}

on_both! { async fn a_fourth_topic_is_named_only(house: house) {
    let two = Two::meet(&house).await;
    two.reads_english(&house, two.leader).await;
    let id = two.plan(&house, NEXT).await;
    let words = [Word::Career, Word::Work, Word::Skills, Word::Policy];
    choose(&house, &two, id, &words.map(|word| (word, Some(Expectation::Report)))).await;
    let leader = two.browser(&house, two.leader).await;
    let page = leader.get(&format!("/one-on-ones/{id}/precheck")).await.ok();
    assert!(page.has("Also: Company and department direction"));
    assert!(page.text.contains("data-count=\"3\"") && !page.has("policyのこと"));
}}

on_both! { async fn only_the_button_marks_and_only_once(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, NEXT).await;
    house.clock.set("2026-11-26T05:51:00Z".parse().unwrap());
    let path = format!("/one-on-ones/{id}/precheck");
    let leader = two.browser(&house, two.leader).await;
    let page = leader.get(&path).await.ok();
    assert!(page.has("話題はその場で一緒に選べます"), "not prepared is neutral");
    assert_eq!(seen(&house, &two, id).await, None, "opening marks nothing");
    leader.post(&path, &[]).await.sees(&format!("/one-on-ones/{id}"));
    house.clock.set("2026-11-26T05:55:00Z".parse().unwrap());
    leader.post(&path, &[]).await.sees(&format!("/one-on-ones/{id}"));
    assert_eq!(seen(&house, &two, id).await.as_deref(), Some("2026-11-26T05:51:00Z"));
    let member = two.browser(&house, two.member).await;
    assert!(member.get("/").await.ok().has("藤崎さんがきょう 14:51に見ました"));
    assert!(leader.get("/today").await.ok().has("確認しました"));
}}

on_both! { async fn the_member_may_look_over_the_shoulder_but_not_mark(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, NEXT).await;
    let path = format!("/one-on-ones/{id}/precheck");
    let member = two.browser(&house, two.member).await;
    let page = member.get(&path).await.ok();
    assert!(page.has("藤崎さんには、始まる前にこのように見えます。") && !page.has("見ました"));
    member.post(&path, &[]).await.expect(StatusCode::FORBIDDEN);
    assert_eq!(seen(&house, &two, id).await, None);
}}

on_both! { async fn for_everybody_else_it_does_not_exist(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, NEXT).await;
    let path = format!("/one-on-ones/{id}/precheck");
    let other = Two::meet(&house).await;
    let leader = two.browser(&house, two.leader).await;
    let stranger = two.browser(&house, two.stranger).await;
    let elsewhere = other.browser(&house, other.leader).await;
    two.part(&house).await;
    for browser in [&leader, &stranger, &elsewhere] {
        browser.get(&path).await.expect(StatusCode::NOT_FOUND);
        browser.post(&path, &[]).await.expect(StatusCode::NOT_FOUND);
    }
    leader.get("/one-on-ones/nonsense/precheck").await.expect(StatusCode::NOT_FOUND);
}}
