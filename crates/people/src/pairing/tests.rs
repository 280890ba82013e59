//! Beginning and ending pairs, through HTTP.

use crate::{
    pair::{self, PairId},
    testing::{ORGANIZATION, add, add_organization, add_to, house, id_of, mails, signed_in},
};
use axum::http::StatusCode;
use platform::{OrganizationId, on_both, testing::TestHouse};

const ICHIRO: &str = "ichiro@mirai.example";
const MEGUMI: &str = "megumi@mirai.example";

/// 鈴木 一郎 leads 佐藤 恵.
async fn begun(house: &TestHouse) -> PairId {
    let (leader, member) = (id_of(house, ICHIRO).await, id_of(house, MEGUMI).await);
    let mut tx = house.app.system(ORGANIZATION, "a test");
    let id = pair::begin(&mut tx, leader, member, pair::Kind::Line).await.unwrap();
    tx.commit().await.unwrap();
    id
}

on_both! { async fn anybody_begins_a_1_on_1_without_machinery(house: house) {
    let browser = signed_in(&house, MEGUMI).await;
    assert!(browser.get("/pairs").await.ok().has("上司でなくてもかまいません"));
    for wanted in ["すずき", "スズキ", "鈴木", ICHIRO] {
        let path = format!("/pairs/new?q={}", platform::routing::encode_query(wanted));
        let page = browser.get(&path).await.ok();
        assert!(page.has("鈴木 一郎"), "{wanted}");
        assert!(wanted == ICHIRO || !page.has(ICHIRO), "{wanted}");
    }
    for guessed in ["ichiro@", "mirai.example", "@"] {
        let path = format!("/pairs/new?q={}", platform::routing::encode_query(guessed));
        assert!(browser.get(&path).await.ok().paths("/pairs/new?person=").is_empty(), "{guessed}");
    }
    let page = browser.get("/pairs/new?q=").await.ok();
    assert!(page.paths("/pairs/new?person=").is_empty());
    let found = browser.get("/pairs/new?q=suzuki-nobody").await.ok();
    assert!(found.has("見つかりませんでした"));
    let ichiro = id_of(&house, ICHIRO).await.to_string();
    let page = browser.get(&format!("/pairs/new?person={ichiro}")).await.ok();
    let key = page.value("form_key");
    let form = [("person", ichiro.as_str()), ("seat", "member"), ("kind", "mentor"), ("form_key", &key)];
    browser.post("/pairs", &form[..1]).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    browser.post("/pairs", &form).await.sees("/pairs?said=began");
    browser.post("/pairs", &form).await.sees("/pairs");
    let again = browser.post("/pairs", &form[..3]).await.expect(StatusCode::CONFLICT);
    assert!(again.has("すでにはじまっています"));
    let page = browser.get("/pairs?said=began").await.ok();
    assert!(page.has("メンター") && page.has("鈴木 一郎") && page.has("1on1のペアになりました"));
    let sent = mails(&house).await;
    assert_eq!(sent.len(), 1);
    assert_eq!((sent[0].to.as_str(), sent[0].subject.as_str()), (ICHIRO, "1on1のお知らせ"));
    assert!(sent[0].text.contains("佐藤 恵") && sent[0].text.contains("/pairs"));
}}

on_both! { async fn one_begins_with_people_of_one_s_own_organization(house: house) {
    let browser = signed_in(&house, MEGUMI).await;
    let other = OrganizationId(2);
    add_organization(&house, other, "別の会社").await;
    let stranger = add_to(&house, other, "遠い 人", "とおい ひと", "x@far.example", false).await;
    let stranger = stranger.to_string();
    browser.get(&format!("/pairs/new?person={stranger}")).await.expect(StatusCode::NOT_FOUND);
    let form = [("person", stranger.as_str()), ("seat", "member"), ("kind", "peer")];
    browser.post("/pairs", &form).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(browser.get("/pairs/new?q=far").await.ok().has("見つかりませんでした"));
    let me = id_of(&house, MEGUMI).await.to_string();
    browser.get(&format!("/pairs/new?person={me}")).await.expect(StatusCode::NOT_FOUND);
    let form = [("person", me.as_str()), ("seat", "member"), ("kind", "peer")];
    browser.post("/pairs", &form).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    browser.stranger().get("/pairs").await.sees("/sign-in?next=%2Fpairs");
}}

on_both! { async fn ending_takes_the_leader_s_access_and_leaves_the_member_s(house: house) {
    let id = begun(&house).await;
    add(&house, "森田 結", "もりた ゆい", "yui@mirai.example", false).await;
    let (leader, member) = (signed_in(&house, ICHIRO).await, signed_in(&house, MEGUMI).await);
    let path = format!("/pairs/{id}/ending");
    let stranger = signed_in(&house, "yui@mirai.example").await;
    stranger.get(&path).await.expect(StatusCode::NOT_FOUND);
    stranger.post(&path, &[]).await.expect(StatusCode::NOT_FOUND);
    let page = leader.get(&path).await.ok();
    assert!(page.has("鈴木 一郎さんは") && page.has("佐藤 恵さんは"));
    let key = page.value("form_key");
    leader.post(&path, &[("form_key", &key)]).await.sees("/pairs?said=ended");
    leader.post(&path, &[("form_key", &key)]).await.sees("/pairs?said=ended");
    leader.get(&path).await.expect(StatusCode::NOT_FOUND);
    assert!(!leader.get("/pairs").await.ok().has("佐藤 恵"));
    let page = member.get("/pairs").await.ok();
    assert!(page.has("これまでの相手") && page.has(&format!("/pairs/{id}/journey")));
    member.get(&path).await.sees("/pairs");
    member.post(&path, &[]).await.sees("/pairs?said=ended");
}}

on_both! { async fn both_are_told_of_the_end_after_the_commit(house: house) {
    let id = begun(&house).await;
    let leader = signed_in(&house, ICHIRO).await;
    let mut told = house.app.rights_changes();
    leader.get(&format!("/pairs/{id}/ending")).await.ok();
    assert!(told.try_recv().is_err());
    leader.post(&format!("/pairs/{id}/ending"), &[]).await.sees("/pairs?said=ended");
    let people = [told.try_recv().unwrap(), told.try_recv().unwrap()];
    assert_eq!(people, [id_of(&house, ICHIRO).await, id_of(&house, MEGUMI).await]);
}}

on_both! { async fn strange_searches_find_nobody_and_break_nothing(house: house) {
    let browser = signed_in(&house, MEGUMI).await;
    for strange in ["%", "_", "\\", "'", "𠮷", "🙂", "\u{202e}abc", "\u{1}", &"あ".repeat(2_000)] {
        let path = format!("/pairs/new?q={}", platform::routing::encode_query(strange));
        assert!(browser.get(&path).await.ok().paths("/pairs/new?person=").is_empty(), "{strange}");
    }
    browser.get("/pairs/new?person=nonsense").await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    let long = "x".repeat(1_048_576);
    browser.post("/pairs", &[("person", &long)]).await.expect(StatusCode::PAYLOAD_TOO_LARGE);
    browser.post("/pairs", &[("person", "0"), ("seat", "王"), ("kind", "🙂")]).await
        .expect(StatusCode::NOT_FOUND);
}}
