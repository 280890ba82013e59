//! The first run, through HTTP.

use crate::testing::{ORGANIZATION, add_organization, empty, house};
use axum::http::StatusCode;
use platform::on_both;

const ORGANIZATION_FIELDS: [(&str, &str); 3] =
    [("organization", "みらい商事"), ("zone", "Asia/Tokyo"), ("language", "ja")];

fn all_fields<'a>(email: &'a str, password: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut fields = ORGANIZATION_FIELDS.to_vec();
    fields.extend([("name", "田中 花"), ("email", email), ("password", password)]);
    fields
}

on_both! { async fn the_first_run_leads_to_the_first_date(house: empty) {
    let path = crate::set_up::open(&house.app).await.unwrap().expect("a path");
    let browser = house.browser(crate::routes());
    let page = browser.get(&path).await.ok();
    assert!(page.has("value=\"Asia/Tokyo\" selected") && page.has("aria-current=\"step\""));
    let page = browser.post(&path, &ORGANIZATION_FIELDS).await.ok();
    assert_eq!(page.value("organization"), "みらい商事");

    let next = format!("{path}/administrator");
    let wrong = browser.post(&next, &all_fields("hana", "password1234")).await;
    let wrong = wrong.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.has("メールアドレスの形になっていません") && wrong.value("name") == "田中 花");
    let wrong = browser.post(&next, &all_fields("hana@mirai.example", "password1234")).await;
    assert!(wrong.expect(StatusCode::UNPROCESSABLE_ENTITY).has("推測されやすい"));
    assert!(crate::set_up::open(&house.app).await.unwrap().is_some(), "nothing is kept yet");
}}

on_both! { async fn the_first_administrator_is_signed_in(house: empty) {
    let path = crate::set_up::open(&house.app).await.unwrap().unwrap();
    let browser = house.browser(crate::routes());
    let next = format!("{path}/administrator");
    let fields = all_fields("Hana@mirai.example", "kiiroi kasa wa 4hon");
    browser.post(&next, &fields).await.sees("/administration/people/import?first=1");
    let page = browser.get("/administration/people/import?first=1").await.ok();
    assert!(page.has("あとで登録する"));

    let lines = "佐藤 恵 megumi@mirai.example\n田中 花 hana@mirai.example 営業部 megumi@mirai.example";
    let fields = [("text", lines), ("first", "1")];
    let applied = browser.upload("/administration/people/import/applying", &fields, None).await;
    let page = browser.follow(&applied).await.ok();
    assert!(page.has("1人を登録しました") && page.has("さいしょの日時を決める"));
    assert_eq!(page.paths("/pairs/").iter().filter(|path| path.ends_with("/series")).count(), 1);

    browser.get(&path).await.expect(StatusCode::GONE);
    browser.stranger().post(&next, &all_fields("x@x.example", "")).await.expect(StatusCode::GONE);
    assert_eq!(crate::set_up::open(&house.app).await.unwrap(), None);
    let typed = [("email", "hana@mirai.example"), ("password", "kiiroi kasa wa 4hon")];
    browser.stranger().post("/sign-in", &typed).await.sees("/");
}}

on_both! { async fn two_who_finish_at_once_make_one_organization(house: empty) {
    let path = crate::set_up::open(&house.app).await.unwrap().unwrap();
    let next = format!("{path}/administrator");
    let browser = house.browser(crate::routes());
    let others: Vec<_> = (0..6).map(|_| browser.stranger()).collect();
    let answers = futures_util::future::join_all(others.iter().enumerate().map(|(n, other)| {
        let next = next.clone();
        async move { other.post(&next, &all_fields(&format!("a{n}@x.example"), "")).await.status }
    }));
    let mut answers = answers.await;
    answers.sort_unstable();
    assert_eq!(answers, [303, 410, 410, 410, 410, 410]);
    let mut tx = house.app.system_reads(ORGANIZATION, "a test");
    assert_eq!(crate::organization::all_ids(&mut tx).await.unwrap().len(), 1);
}}

on_both! { async fn only_the_newest_link_opens_the_first_run(house: empty) {
    let old = crate::set_up::open(&house.app).await.unwrap().unwrap();
    let new = crate::set_up::open(&house.app).await.unwrap().unwrap();
    let browser = house.browser(crate::routes());
    browser.get(&old).await.expect(StatusCode::GONE);
    browser.get(&new).await.ok();
    browser.get("/set-up/guess").await.expect(StatusCode::GONE);
    let empty_name = [("organization", " \u{200b}"), ("zone", "Mars/Base"), ("language", "xx")];
    let page = browser.post(&new, &empty_name).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has("名前を入れてください") && page.has("時間帯を一覧から"));
    add_organization(&house, ORGANIZATION, "みらい商事").await;
    browser.get(&new).await.expect(StatusCode::GONE);
}}

on_both! { async fn a_house_with_people_has_no_first_run(house: house) {
    assert_eq!(crate::set_up::open(&house.app).await.unwrap(), None);
}}
