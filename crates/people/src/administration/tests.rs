//! What administrators do, through HTTP, and what nobody else may.

use crate::testing::{add, add_organization, add_to, house, id_of, mails, signed_in};
use axum::http::StatusCode;
use platform::{OrganizationId, on_both, testing::TestHouse};

const HANA: &str = "hana@mirai.example";
const MEGUMI: &str = "megumi@mirai.example";
const ICHIRO: &str = "ichiro@mirai.example";

async fn path_of(house: &TestHouse, email: &str) -> String {
    format!("/administration/people/{}", id_of(house, email).await)
}

on_both! { async fn only_administrators_find_these_pages(house: house) {
    let (hana, megumi) = (signed_in(&house, HANA).await, signed_in(&house, MEGUMI).await);
    let person = path_of(&house, ICHIRO).await;
    let pages = ["", "/people", "/pairs", "/audit", "/organization"];
    let pages = pages.map(|end| format!("/administration{end}")).into_iter().chain([person.clone()]);
    for path in pages {
        for language in ["ja", "en"] {
            hana.post("/settings/language", &[("language", language)]).await;
            let page = hana.get(&path).await.ok();
            let lost = ["administration-", "audit-", "pairs-"].map(|key| format!(">{key}"));
            assert!(!lost.iter().any(|key| page.text.contains(key)), "{path}");
        }
        megumi.get(&path).await.expect(StatusCode::NOT_FOUND);
        let door = platform::routing::encode_query(&path);
        hana.stranger().get(&path).await.sees(&format!("/sign-in?next={door}"));
    }
    for end in ["", "/suspension", "/reactivation", "/administrator", "/link"] {
        megumi.post(&format!("{person}{end}"), &[]).await.expect(StatusCode::NOT_FOUND);
    }
    let other = OrganizationId(2);
    add_organization(&house, other, "別の会社").await;
    let far = add_to(&house, other, "遠い 人", "とおい", "x@far.example", false).await;
    let far = format!("/administration/people/{far}");
    hana.get(&far).await.expect(StatusCode::NOT_FOUND);
    hana.post(&format!("{far}/suspension"), &[]).await.expect(StatusCode::NOT_FOUND);
}}

on_both! { async fn the_list_goes_on_page_by_page_in_the_order_of_kana(house: house) {
    for number in 0..70 {
        let email = format!("p{number}@mirai.example");
        add(&house, &format!("人{number}"), &format!("ん{number:03}"), &email, false).await;
    }
    let hana = signed_in(&house, HANA).await;
    let first = hana.get("/administration/people").await.ok();
    assert_eq!(first.text.matches("<th scope=\"row\">").count(), 50);
    assert!(first.text.find("佐藤 恵").unwrap() < first.text.find("鈴木 一郎").unwrap());
    let next = first.paths("/administration/people?q=").pop().unwrap();
    let second = hana.get(&next).await.ok();
    assert_eq!(second.text.matches("<th scope=\"row\">").count(), 23);
    assert!(second.has("人69") && second.paths("/administration/people?").is_empty());
    let found = hana.get("/administration/people?q=P69%40").await.ok();
    assert_eq!(found.text.matches("<th scope=\"row\">").count(), 1);
}}

on_both! { async fn a_suspension_ends_sessions_and_tokens_at_once(house: house) {
    let (hana, megumi) = (signed_in(&house, HANA).await, signed_in(&house, MEGUMI).await);
    let form = [("name", "x"), ("scopes", "read"), ("days", "30")];
    megumi.post("/settings/tokens", &form).await.ok();
    let path = path_of(&house, MEGUMI).await;
    hana.post(&format!("{path}/suspension"), &[]).await.sees(&format!("{path}?said=saved"));
    hana.post(&format!("{path}/suspension"), &[]).await.sees(&format!("{path}?said=saved"));
    megumi.get("/settings").await.sees("/sign-in?next=%2Fsettings");
    assert!(hana.get(&path).await.ok().has("停止中"));
    let late = hana.post(&format!("{path}/link"), &[]).await.expect(StatusCode::CONFLICT);
    assert!(late.has("リンクを送れません"));
    hana.post(&format!("{path}/reactivation"), &[]).await.sees(&format!("{path}?said=saved"));
    megumi.get("/settings").await.sees("/sign-in?next=%2Fsettings");
    let again = signed_in(&house, MEGUMI).await;
    assert_eq!(again.get("/settings/tokens").await.ok().paths("/settings/tokens/").len(), 0);
}}

on_both! { async fn somebody_always_administers(house: house) {
    let hana = signed_in(&house, HANA).await;
    let (mine, theirs) = (path_of(&house, HANA).await, path_of(&house, MEGUMI).await);
    let unmake = [("administrator", "false")];
    let refused = hana.post(&format!("{mine}/administrator"), &unmake).await;
    assert!(refused.expect(StatusCode::CONFLICT).has("管理者がひとりもいなくなる"));
    hana.post(&format!("{mine}/suspension"), &[]).await.expect(StatusCode::CONFLICT);
    hana.post(&format!("{theirs}/administrator"), &[("administrator", "true")]).await
        .sees(&format!("{theirs}?said=saved"));
    hana.post(&format!("{mine}/administrator"), &unmake).await.sees("/");
    hana.get("/administration").await.expect(StatusCode::NOT_FOUND);
    signed_in(&house, MEGUMI).await.get("/administration").await.ok();
}}

on_both! { async fn a_person_is_corrected_once_from_one_state(house: house) {
    let hana = signed_in(&house, HANA).await;
    let path = path_of(&house, MEGUMI).await;
    let seen = hana.get(&path).await.ok().value("seen");
    let form = |name, email, seen| [("name", name), ("kana", "さとう"), ("email", email), ("language", "en"), ("seen", seen)];
    let taken = hana.post(&path, &form("佐藤 恵", ICHIRO, &seen)).await;
    assert!(taken.expect(StatusCode::UNPROCESSABLE_ENTITY).has("すでに別の方"));
    hana.post(&path, &form("\u{202e}\u{7}", MEGUMI, &seen)).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    house.clock.advance(jiff::SignedDuration::from_secs(5));
    hana.post(&path, &form("𠮷田 🙂\u{202e}恵\u{7}", "Megumi.Y@Mirai.Example", &seen)).await
        .sees(&format!("{path}?said=saved"));
    let page = hana.get(&path).await.ok();
    assert_eq!(page.value("name"), "𠮷田 🙂恵");
    assert_eq!(page.value("email"), "megumi.y@mirai.example");
    let stale = hana.post(&path, &form("古い 名前", MEGUMI, &seen)).await;
    assert!(stale.expect(StatusCode::CONFLICT).has("ほかの管理者が先に直しました"));
    let long = "x".repeat(1_048_576);
    hana.post(&path, &form(&long, MEGUMI, &seen)).await.expect(StatusCode::PAYLOAD_TOO_LARGE);
}}

on_both! { async fn a_link_is_sent_once_for_a_double_tap(house: house) {
    let hana = signed_in(&house, HANA).await;
    let path = path_of(&house, MEGUMI).await;
    let key = hana.get(&path).await.ok().value("form_key");
    for _ in 0..2 {
        hana.post(&format!("{path}/link"), &[("form_key", &key)]).await.sees(&format!("{path}?said=link"));
    }
    let sent = mails(&house).await;
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].to, MEGUMI);
}}

on_both! { async fn pairs_are_joined_and_ended_without_a_look_inside(house: house) {
    let hana = signed_in(&house, HANA).await;
    let form = |leader, member| [("leader", leader), ("member", member), ("kind", "diagonal")];
    let unknown = hana.post("/administration/pairs", &form(ICHIRO, "nobody@mirai.example")).await;
    assert!(unknown.expect(StatusCode::UNPROCESSABLE_ENTITY).has("登録されていません"));
    hana.post("/administration/pairs", &form(ICHIRO, ICHIRO)).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    hana.post("/administration/pairs", &form(ICHIRO, MEGUMI)).await.sees("/administration/pairs?said=began");
    hana.post("/administration/pairs", &form(ICHIRO, MEGUMI)).await.expect(StatusCode::CONFLICT);
    assert_eq!(mails(&house).await.len(), 2);
    let page = hana.get("/administration/pairs").await.ok();
    assert!(page.has("ななめの関係"));
    let ending = page.paths("/pairs/").pop().unwrap();
    hana.get(&ending).await.ok();
    hana.post(&ending, &[]).await.sees("/administration/pairs?said=ended");
    assert!(hana.get("/administration/pairs").await.ok().paths("/pairs/").is_empty());
    let page = hana.get("/administration/audit").await.ok();
    assert!(page.has("ペアをはじめた") && page.has("ペアを終えた") && page.has("サインインした"));
}}

on_both! { async fn the_organization_is_renamed(house: house) {
    let hana = signed_in(&house, HANA).await;
    let form = [("name", "あたらしい会社"), ("zone", "Europe/Berlin"), ("language", "en")];
    hana.post("/administration/organization", &form).await.sees("/administration/organization?saved=1");
    assert!(hana.get("/administration").await.ok().has("あたらしい会社"));
    let wrong = [("name", ""), ("zone", "Mars/Base"), ("language", "xx")];
    let page = hana.post("/administration/organization", &wrong).await;
    assert!(page.expect(StatusCode::UNPROCESSABLE_ENTITY).has("名前を入れてください"));
}}
