//! The settings, through HTTP.

use crate::testing::{ORGANIZATION, house, id_of, link, mails, signed_in};
use axum::http::StatusCode;
use platform::{on_both, testing::TestHouse};

async fn person(house: &TestHouse) -> crate::person::Person {
    let id = id_of(house, "megumi@mirai.example").await;
    let mut tx = house.app.system_reads(ORGANIZATION, "a test");
    crate::person::find(&mut tx, id).await.unwrap().unwrap()
}

on_both! { async fn every_page_of_the_settings_opens_in_both_languages(house: house) {
    let browser = signed_in(&house, "megumi@mirai.example").await;
    let paths = ["", "/language", "/display", "/notices", "/sign-in", "/tokens"];
    for language in ["ja", "en"] {
        browser.post("/settings/language", &[("language", language)]).await;
        for path in paths {
            let page = browser.get(&format!("/settings{path}")).await.ok();
            assert!(page.has(&format!("<html lang=\"{language}\"")), "{path}");
        }
        browser.stranger().get("/settings").await.sees("/sign-in?next=%2Fsettings");
    }
}}

on_both! { async fn language_and_zone_are_one_s_own(house: house) {
    let browser = signed_in(&house, "megumi@mirai.example").await;
    let wish = [("language", "en"), ("zone", "Europe/Berlin")];
    browser.post("/settings/language", &wish).await.sees("/settings/language?saved=1");
    let page = browser.get("/settings/language?saved=1").await.ok();
    assert!(page.has("Saved") && page.has("value=\"Europe/Berlin\" selected"));
    assert_eq!(browser.cookie("aizuchi_language").as_deref(), Some("en"));
    let wrong = [("language", "ja"), ("zone", "Mars/Base")];
    let page = browser.post("/settings/language", &wrong).await;
    assert!(page.expect(StatusCode::UNPROCESSABLE_ENTITY).has("Please choose a time zone"));
    assert_eq!(person(&house).await.zone.as_deref(), Some("Europe/Berlin"));
    browser.post("/settings/language", &[("language", "ja"), ("zone", "")]).await;
    assert_eq!(person(&house).await.zone, None);
}}

on_both! { async fn reminders_can_be_muted(house: house) {
    let browser = signed_in(&house, "megumi@mirai.example").await;
    let page = browser.get("/settings/notices").await.ok();
    assert_eq!(page.text.matches(" checked").count(), 3);
    browser.post("/settings/notices", &[("wanted", "after"), ("wanted", "nonsense")]).await;
    assert_eq!(person(&house).await.muted, ["day_before", "ten_minutes"]);
    assert_eq!(browser.get("/settings/notices").await.text.matches(" checked").count(), 1);
    browser.post("/settings/notices", &[]).await.sees("/settings/notices?saved=1");
    assert_eq!(person(&house).await.muted.len(), 3);
}}

on_both! { async fn looks_belong_to_the_device(house: house) {
    let browser = signed_in(&house, "megumi@mirai.example").await;
    browser.post("/settings/display", &[("theme", "dark"), ("text_size", "125")]).await
        .sees("/settings/display?saved=1");
    assert_eq!(browser.cookie("aizuchi_display").as_deref(), Some("dark.125"));
    let page = browser.get("/settings/display").await.ok();
    assert!(page.has("data-theme=\"dark\"") && page.has("data-text=\"125\""));
    for wrong in [("dark", "113"), ("pink", "100"), ("dark", "x")] {
        let fields = [("theme", wrong.0), ("text_size", wrong.1)];
        browser.post("/settings/display", &fields).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    }
}}

on_both! { async fn choosing_a_password_ends_other_sessions(house: house) {
    let other = signed_in(&house, "megumi@mirai.example").await;
    let browser = signed_in(&house, "megumi@mirai.example").await;
    for (chosen, reason) in
        [("short", "10文字以上"), ("megumimirai", "推測されやすい"), ("password123", "推測されやすい")]
    {
        let page = browser.post("/settings/password", &[("chosen", chosen)]).await;
        assert!(page.expect(StatusCode::UNPROCESSABLE_ENTITY).has(reason), "{chosen}");
    }
    let first = "akai tegami wo 5tsu";
    browser.post("/settings/password", &[("chosen", first)]).await.sees("/settings/sign-in?saved=1");
    other.get("/settings").await.sees("/sign-in?next=%2Fsettings");
    browser.get("/settings").await.ok();
    assert!(mails(&house).await.iter().any(|mail| mail.subject == "パスワードが変わりました"));

    let second = "aoi fuutou wo 6mai";
    let wrong = [("current", "not this"), ("chosen", second)];
    let page = browser.post("/settings/password", &wrong).await;
    assert!(page.expect(StatusCode::UNPROCESSABLE_ENTITY).has("いまのパスワードが合いません"));
    let right = [("current", first), ("chosen", second)];
    browser.post("/settings/password", &right).await.sees("/settings/sign-in?saved=1");
    let typed = |password| [("email", "megumi@mirai.example"), ("password", password)];
    let door = browser.stranger();
    door.post("/sign-in", &typed(first)).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    door.post("/sign-in", &typed(second)).await.sees("/");
}}

on_both! { async fn one_ends_one_s_own_sessions_only(house: house) {
    let browser = signed_in(&house, "megumi@mirai.example").await;
    let phone = signed_in(&house, "megumi@mirai.example").await;
    let stranger = signed_in(&house, "ichiro@mirai.example").await;
    let page = browser.get("/settings/sign-in").await.ok();
    let paths = page.paths("/settings/sessions/");
    let ending = paths.iter().find(|path| *path != "/settings/sessions/ending").unwrap();
    stranger.post(ending, &[]).await.sees("/settings/sign-in");
    phone.get("/settings").await.ok();
    browser.post(ending, &[]).await.sees("/settings/sign-in");
    phone.get("/settings").await.sees("/sign-in?next=%2Fsettings");
    let path = link(&house, "megumi@mirai.example").await;
    phone.post(&path, &[]).await.sees("/");
    browser.post("/settings/sessions/ending", &[]).await.sees("/settings/sign-in");
    phone.get("/settings").await.sees("/sign-in?next=%2Fsettings");
    browser.post("/settings/sessions/zzz!/ending", &[]).await.expect(StatusCode::NOT_FOUND);
}}

on_both! { async fn a_token_is_shown_once_and_can_be_revoked(house: house) {
    let browser = signed_in(&house, "megumi@mirai.example").await;
    let key = browser.get("/settings/tokens").await.ok().value("form_key");
    let wrong = [("name", "予定表"), ("days", "30")];
    let page = browser.post("/settings/tokens", &wrong).await;
    let page = page.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has("できることを1つ以上選んでください") && page.value("name") == "予定表");
    let typed = [
        ("name", "<b>予定表</b> 🙂"), ("scopes", "read"), ("scopes", "memo"), ("days", "90"),
        ("form_key", &key),
    ];
    let page = browser.post("/settings/tokens", &typed).await.ok();
    assert!(page.has("aizuchi_") && page.has("<b>予定表</b> 🙂") && !page.text.contains("<b>予定表"));
    // Sent twice: one token, and the page without it.
    browser.post("/settings/tokens", &typed).await.sees("/settings/tokens");
    let page = browser.get("/settings/tokens").await.ok();
    assert!(!page.has("aizuchi_") || !page.has("id=\"token\""));
    assert_eq!(page.paths("/settings/tokens/").len(), 1);
    browser.post(&page.paths("/settings/tokens/")[0], &[]).await.sees("/settings/tokens");
    let page = browser.get("/settings/tokens").await.ok();
    assert!(page.paths("/settings/tokens/").is_empty());
}}
