//! What administrators do, through HTTP, and what nobody else may.

use crate::testing::{ORGANIZATION, add, add_organization, add_to, house, id_of, mails, signed_in};
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

on_both! { async fn people_are_found_and_paged(house: house) {
    for n in 0..120 {
        add(&house, &format!("山田 {n:03}"), &format!("やまだ {n:03}"), &format!("y{n}@mirai.example"), false).await;
    }
    let browser = signed_in(&house, "hana@mirai.example").await;
    let mut path = "/administration/people?q=ヤマダ".to_owned();
    let mut found = Vec::new();
    loop {
        let page = browser.get(&path).await.ok();
        let links = page.paths("/administration/people/");
        found.extend(links.into_iter().filter(|path| !path.ends_with("/new") && !path.ends_with("/import") && !path.ends_with("/export")));
        let next = page.paths("/administration/people?q=").into_iter().find(|path| path.contains("after="));
        let Some(next) = next else { break };
        path = next;
    }
    assert_eq!(found.len(), 120);
    found.sort();
    found.dedup();
    assert_eq!(found.len(), 120, "each once");
    assert!(browser.get("/administration/people?q=megumi%40mirai").await.ok().has("佐藤 恵"));
    assert!(browser.get("/administration/people?q=一").await.ok().has("鈴木 一郎"));
    for nothing in ["%25", "_", "\\", "%27%3B--", "%F0%9F%99%82"] {
        let page = browser.get(&format!("/administration/people?q={nothing}")).await.ok();
        assert!(page.has("見つかりませんでした"), "{nothing}");
    }
}}

on_both! { async fn somebody_is_added_and_corrected(house: house) {
    let browser = signed_in(&house, "hana@mirai.example").await;
    let key = browser.get("/administration/people/new").await.ok().value("form_key");
    let wrong = [("name", ""), ("email", "megumi@mirai.example"), ("department", "営業部")];
    let page = browser.post("/administration/people", &wrong).await;
    assert!(page.expect(StatusCode::UNPROCESSABLE_ENTITY).has("名前を入れてください"));
    let taken = [("name", "高橋"), ("email", "MEGUMI@mirai.example")];
    let page = browser.post("/administration/people", &taken).await;
    assert!(page.expect(StatusCode::UNPROCESSABLE_ENTITY).has("すでに別の方が使っています"));
    let fields = [
        ("name", "高橋 \u{202e}直"), ("kana", "たかはし なお"), ("email", "nao@mirai.example"),
        ("department", "営業部／営業1課"), ("welcome", "1"), ("form_key", &key),
    ];
    let added = browser.post("/administration/people", &fields).await.expect(StatusCode::SEE_OTHER);
    browser.post("/administration/people", &fields).await.sees("/administration/people");
    let page = browser.follow(&added).await.ok();
    assert_eq!((page.value("name"), page.value("department")), ("高橋 直".into(), "営業部/営業1課".into()));
    assert_eq!(mails(&house).await.len(), 1);

    let path = path_of(&house, "nao@mirai.example").await;
    let seen = page.value("seen");
    let change = |name: &'static str| {
        vec![("name", name), ("email", "nao@mirai.example"), ("department", "営業部"), ("head", "1"), ("language", "ja")]
    };
    let with_seen = |mut fields: Vec<(&'static str, &'static str)>, seen: &str| {
        fields.push(("seen", seen.to_owned().leak()));
        fields
    };
    house.clock.advance(jiff::SignedDuration::from_secs(1));
    browser.post(&path, &with_seen(change("高橋 直子"), &seen)).await.sees(&format!("{path}?said=saved"));
    // A tab that was opened before.
    let stale = browser.post(&path, &with_seen(change("高橋 古い"), &seen)).await.expect(StatusCode::CONFLICT);
    assert!(stale.has("ほかの管理者が先に直しました") && stale.has("高橋 直子") && stale.value("name") == "高橋 古い");
    let seen = stale.value("seen");
    browser.post(&path, &with_seen(change("高橋 新しい"), &seen)).await.sees(&format!("{path}?said=saved"));
    assert!(browser.get(&path).await.ok().has("name=\"head\" value=\"1\" checked"));
    browser.get("/administration/people/zzzz").await.expect(StatusCode::NOT_FOUND);
}}

on_both! { async fn a_new_address_signs_out_and_tells_the_old_one(house: house) {
    let browser = signed_in(&house, "hana@mirai.example").await;
    let somebody = signed_in(&house, "megumi@mirai.example").await;
    let path = path_of(&house, "megumi@mirai.example").await;
    let seen = browser.get(&path).await.ok().value("seen");
    let fields = [("name", "佐藤 恵"), ("email", "new@mirai.example"), ("language", "ja"), ("seen", &seen)];
    browser.post(&path, &fields).await.sees(&format!("{path}?said=saved"));
    somebody.get("/settings").await.sees("/sign-in?next=%2Fsettings");
    let sent = mails(&house).await;
    assert_eq!((sent.len(), sent[0].to.as_str()), (1, "megumi@mirai.example"));
    assert!(sent[0].subject.contains("メールアドレスが変わりました"));
    browser.stranger().post("/sign-in", &[("email", "megumi@mirai.example")]).await.ok();
    assert!(mails(&house).await.is_empty());
    browser.stranger().post("/sign-in", &[("email", "new@mirai.example")]).await.ok();
    assert_eq!(mails(&house).await.len(), 1);
}}

on_both! { async fn suspending_for_a_moment_does_not_keep_the_warning_back(house: house) {
    let browser = signed_in(&house, "hana@mirai.example").await;
    let path = path_of(&house, "megumi@mirai.example").await;
    browser.post(&format!("{path}/suspension"), &[]).await;
    let seen = browser.get(&path).await.ok().value("seen");
    let fields = [("name", "佐藤 恵"), ("email", "new@mirai.example"), ("language", "ja"), ("seen", &seen)];
    browser.post(&path, &fields).await.sees(&format!("{path}?said=saved"));
    let sent = mails(&house).await;
    assert_eq!((sent.len(), sent[0].to.as_str()), (1, "megumi@mirai.example"));
}}

on_both! { async fn two_who_leave_at_once_do_not_both_leave(house: house) {
    let megumi = path_of(&house, "megumi@mirai.example").await;
    let hana = path_of(&house, "hana@mirai.example").await;
    let first = signed_in(&house, "hana@mirai.example").await;
    let second = signed_in(&house, "megumi@mirai.example").await;
    for _ in 0..5 {
        first.post(&format!("{megumi}/administrator"), &[("administrator", "true")]).await;
        second.post(&format!("{hana}/administrator"), &[("administrator", "true")]).await;
        let (hana, megumi) = (format!("{hana}/administrator"), format!("{megumi}/administrator"));
        let take = [("administrator", "false")];
        let both = tokio::join!(first.post(&hana, &take), second.post(&megumi, &take));
        let mut tx = house.app.system_reads(ORGANIZATION, "a test");
        let left = crate::person::count_administrators(&mut tx).await.unwrap();
        assert_eq!(left, 1, "{} {}", both.0.status, both.1.status);
    }
}}

on_both! { async fn departments_grow_and_end(house: house) {
    let browser = signed_in(&house, "hana@mirai.example").await;
    let top = "/administration/departments";
    browser.post(top, &[("name", "営業部")]).await.sees(top);
    let page = browser.get(top).await.ok();
    let open = page.paths("/administration/departments?within=")[0].clone();
    let id = open.split('=').next_back().unwrap().to_owned();
    assert!(browser.post(top, &[("name", "営業部")]).await.expect(StatusCode::UNPROCESSABLE_ENTITY).has("同じ名前の部門"));
    browser.post(top, &[("name", "営業1課"), ("within", &id)]).await.sees(&open);
    let ending = format!("{top}/{id}/ending");
    let refused = browser.post(&ending, &[]).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("先に移してください"));
    browser.post(&format!("{top}/{id}"), &[("name", "第一営業部")]).await.sees(&open);
    assert!(browser.get(&open).await.ok().has("第一営業部"));
    let child = browser.get(&open).await.ok().paths("/administration/departments?within=")
        .into_iter().find(|path| *path != open).unwrap();
    let child_id = child.split('=').next_back().unwrap();
    browser.post(&format!("{top}/{child_id}/ending"), &[]).await.sees(&open);
    browser.post(&ending, &[]).await.sees(top);
    browser.get(&open).await.expect(StatusCode::NOT_FOUND);
    assert!(browser.post(top, &[("name", " ")]).await.expect(StatusCode::UNPROCESSABLE_ENTITY).has("名前を入れて"));
    browser.post(top, &[("name", "x"), ("within", "zz")]).await.expect(StatusCode::NOT_FOUND);
}}

on_both! { async fn the_list_can_be_saved_and_imported_again(house: house) {
    add(&house, "=cmd|' /C calc'!A0", "", "evil@mirai.example", false).await;
    add(&house, "𠮷野, \"花\"", "よしの", "yoshino@mirai.example", false).await;
    let browser = signed_in(&house, "hana@mirai.example").await;
    let pair = [("leader", "megumi@mirai.example"), ("member", "ichiro@mirai.example"), ("kind", "line")];
    browser.post("/administration/pairs", &pair).await;
    let saved = browser.post("/administration/people/export", &[]).await.ok();
    assert!(saved.text.starts_with('\u{feff}') && saved.headers["content-type"] == "text/csv; charset=utf-8");
    assert!(saved.text.contains("\r\n'=cmd|"), "{}", saved.text);
    assert!(saved.text.contains("鈴木 一郎,すずき いちろう,ichiro@mirai.example,,megumi@mirai.example"));
    let file = ("file", "people.csv", saved.text.as_bytes());
    let page = browser.upload("/administration/people/import", &[], Some(file)).await.ok();
    assert!(page.has("変わるところはありません") && page.has("変わらない: 5人"));
    assert!(browser.get("/administration/audit").await.ok().has("人の一覧を保存した"));
}}
