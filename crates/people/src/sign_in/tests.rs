//! The doors, through HTTP.

use crate::sign_in;
use crate::testing::{
    ORGANIZATION, add_organization, add_to, empty, house, id_of, link, mails, path_in, signed_in,
};
use axum::http::{StatusCode, header};
use jiff::SignedDuration;
use platform::{
    OrganizationId,
    access::{Edit, Scope},
    on_both,
    testing::{Answer, TestHouse},
};

const PASSWORD: &str = "midori no kasa ga 3bon";

/// Gives somebody a password, as the settings do.
async fn give_password(house: &TestHouse, organization: OrganizationId, email: &str) {
    let app = &house.app;
    let hash = super::first_password(app, PASSWORD, &[]).await.unwrap();
    let mut tx = app.system(organization, "a test");
    let person = crate::person::find_by_email(&mut tx, email).await.unwrap().unwrap().id;
    super::keep_password(&mut tx, person, &hash).await.unwrap();
    tx.commit().await.unwrap();
}

async fn audit_of(house: &TestHouse) -> Vec<(String, String)> {
    let mut tx = house.app.system_reads(ORGANIZATION, "a test");
    let entries = crate::audit::page(&mut tx, i64::MAX, 50).await.unwrap();
    entries.into_iter().map(|entry| (entry.action, entry.detail)).collect()
}

fn cookie_line(answer: &Answer) -> String {
    let lines = answer.headers.get_all(header::SET_COOKIE).iter();
    let lines = lines.map(|line| line.to_str().unwrap().to_owned());
    lines.into_iter().find(|line| line.starts_with("aizuchi=")).expect("a session cookie")
}

on_both! { async fn a_mailed_link_lets_in_once(house: house) {
    let browser = house.browser(crate::routes());
    let page = browser.get("/sign-in?next=/settings/tokens").await.ok();
    assert_eq!(page.value("next"), "/settings/tokens");
    let typed = [("email", " Megumi@Mirai.example "), ("next", "/settings/tokens")];
    let known = browser.post("/sign-in", &typed).await.ok();
    let sent = mails(&house).await;
    assert_eq!((sent.len(), sent[0].to.as_str()), (1, "megumi@mirai.example"));
    assert!(!sent[0].subject.contains("佐藤") && sent[0].text.contains("佐藤 恵 さん"));

    let path = path_in(&sent[0]);
    for _ in 0..3 {
        // What mail scanners do.
        assert!(browser.stranger().get(&path).await.ok().has("佐藤 恵"));
    }
    let entered = browser.post(&path, &[]).await.sees("/settings/tokens");
    let line = cookie_line(&entered);
    assert!(line.contains("HttpOnly") && line.contains("SameSite=Lax") && line.contains("Path=/"));
    assert_eq!(browser.cookie("aizuchi_language").as_deref(), Some("ja"));
    assert!(browser.get("/settings").await.ok().has("佐藤 恵"));

    let again = browser.stranger().post(&path, &[]).await.expect(StatusCode::GONE);
    assert!(again.has("このリンクは使えなくなりました") && again.has("リンクをメールで受け取る"));
    browser.stranger().get(&path).await.expect(StatusCode::GONE);

    let unknown = browser.post("/sign-in", &[("email", "nobody@mirai.example")]).await.ok();
    assert!(mails(&house).await.is_empty());
    let same = |answer: &Answer, email: &str| answer.text.replace(email, "…");
    assert_eq!(same(&known, " Megumi@Mirai.example "), same(&unknown, "nobody@mirai.example"));
    assert_eq!(audit_of(&house).await, [("signed-in".into(), "link".into())]);
}}

on_both! { async fn links_expire_and_may_be_reusable(house: house) {
    let browser = house.browser(crate::routes());
    let path = link(&house, "megumi@mirai.example").await;
    house.clock.advance(SignedDuration::from_secs(15 * 60 + 1));
    browser.get(&path).await.expect(StatusCode::GONE);
    browser.post(&path, &[]).await.expect(StatusCode::GONE);
    for unknown in ["x", "%F0%9F%99%82", "..%2F", &"a".repeat(5_000)] {
        let path = format!("/sign-in/link/{unknown}");
        browser.get(&path).await.expect(StatusCode::GONE);
        browser.post(&path, &[]).await.expect(StatusCode::GONE);
    }

    let person = id_of(&house, "megumi@mirai.example").await;
    let mut tx = house.app.system(ORGANIZATION, "a test");
    let day = SignedDuration::from_hours(24);
    let token = sign_in::create_link(&mut tx, person, "/settings", day, true).await.unwrap();
    tx.commit().await.unwrap();
    for _ in 0..3 {
        browser.stranger().post(&sign_in::link_path(&token), &[]).await.sees("/settings");
    }
}}

on_both! { async fn asking_again_and_again_sends_five_links(house: house) {
    let browser = house.browser(crate::routes());
    let mut sent = 0;
    for _ in 0..8 {
        browser.post("/sign-in", &[("email", "megumi@mirai.example")]).await.ok();
        sent += mails(&house).await.len();
    }
    assert_eq!(sent, 5);
}}

on_both! { async fn a_mail_server_that_is_away_for_an_hour_delays_the_link_only(house: house) {
    let browser = house.browser(crate::routes());
    house.mails.set_away(true);
    browser.post("/sign-in", &[("email", "megumi@mirai.example")]).await.ok();
    for _ in 0..7 {
        house.clock.advance(SignedDuration::from_mins(2));
        drop(platform::jobs::run_due(&house.app).await);
        assert!(house.mails.take().is_empty());
    }
    house.mails.set_away(false);
    house.clock.advance(SignedDuration::from_mins(30));
    let sent = mails(&house).await;
    assert_eq!(sent.len(), 1, "late, but there");
    browser.post(&path_in(&sent[0]), &[]).await.sees("/");
}}

on_both! { async fn nobody_is_sent_elsewhere(house: house) {
    let browser = house.browser(crate::routes());
    for elsewhere in ["https://evil.example", "//evil.example", "/\\evil.example", "/\u{0}a"] {
        let email = [("email", "ichiro@mirai.example"), ("next", elsewhere)];
        browser.post("/sign-in", &email).await.ok();
        let path = path_in(&mails(&house).await[0]);
        browser.post(&path, &[]).await.sees("/");
        house.clock.advance(SignedDuration::from_mins(20));
    }
}}

on_both! { async fn a_password_lets_in(house: house) {
    give_password(&house, ORGANIZATION, "megumi@mirai.example").await;
    let browser = house.browser(crate::routes());
    let typed = [("email", "megumi@mirai.example"), ("password", PASSWORD), ("next", "/pairs")];
    browser.post("/sign-in/password", &typed).await.sees("/pairs");
    let first = browser.cookie("aizuchi").unwrap();
    // The first button of the form, as Enter presses it; and a new token each time.
    browser.post("/sign-in", &typed).await.sees("/pairs");
    let second = browser.cookie("aizuchi").unwrap();
    assert_ne!(first, second);
    let old = browser.stranger();
    old.set_cookie("aizuchi", &first);
    old.get("/settings").await.sees("/sign-in?next=%2Fsettings");
    let signed_in = || ("signed-in".to_owned(), "password".to_owned());
    assert_eq!(audit_of(&house).await, [signed_in(), signed_in()]);
}}

on_both! { async fn wrong_passwords_wait_whether_or_not_the_address_is_known(house: house) {
    give_password(&house, ORGANIZATION, "megumi@mirai.example").await;
    let browser = house.browser(crate::routes());
    let attempt = async |email: &str| {
        let fields = [("email", email), ("password", "wrong"), ("next", "")];
        let answer = browser.post("/sign-in/password", &fields).await;
        (answer.status, answer.text.replace(email, "…"))
    };
    // 花 has an account without a password, the last one none at all.
    for _ in 0..7 {
        let known = attempt("megumi@mirai.example").await;
        assert_eq!(known, attempt("hana@mirai.example").await);
        assert_eq!(known, attempt("nobody@mirai.example").await);
        house.clock.advance(SignedDuration::from_secs(3));
    }
    assert_eq!(attempt("megumi@mirai.example").await.0, 429);
    let right = [("email", "megumi@mirai.example"), ("password", PASSWORD)];
    browser.post("/sign-in/password", &right).await.expect(StatusCode::TOO_MANY_REQUESTS);
    // The link always works, and so does the password when the wait is over.
    browser.stranger().post(&link(&house, "hana@mirai.example").await, &[]).await.sees("/");
    house.clock.advance(SignedDuration::from_mins(16));
    browser.post("/sign-in/password", &right).await.sees("/");
    let entries = audit_of(&house).await;
    assert!(entries.contains(&("sign-in-failed".into(), "5".into())), "{entries:?}");
}}

on_both! { async fn a_crowd_from_one_address_is_slowed_down(house: house) {
    let browser = house.browser(crate::routes());
    let knock = async || {
        let request = browser
            .request("POST", "/sign-in")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .extension(axum::extract::ConnectInfo(std::net::SocketAddr::from(([192, 0, 2, 1], 9))));
        browser.send(request.body("email=x%40y.example".into())).await
    };
    for _ in 0..30 {
        knock().await.ok();
    }
    assert!(knock().await.expect(StatusCode::TOO_MANY_REQUESTS).has("少し時間をおいてください"));
    house.clock.advance(SignedDuration::from_secs(61));
    knock().await.ok();
}}

on_both! { async fn somebody_in_two_organizations_chooses(house: house) {
    let second = OrganizationId(2);
    add_organization(&house, second, "あおば設計").await;
    add_to(&house, second, "佐藤 恵", "", "megumi@mirai.example", false).await;
    give_password(&house, ORGANIZATION, "megumi@mirai.example").await;
    give_password(&house, second, "megumi@mirai.example").await;
    let browser = house.browser(crate::routes());
    let typed = [("email", "megumi@mirai.example"), ("password", PASSWORD), ("next", "/settings")];
    let page = browser.post("/sign-in/password", &typed).await.ok();
    assert!(page.has("みらい商事") && page.has("あおば設計"));
    let paths = page.paths("/sign-in/link/");
    browser.post(&paths[1], &[]).await.sees("/settings");
    assert!(browser.get("/settings").await.ok().has("あおば設計"));

    browser.post("/sign-in", &typed[..1]).await.ok();
    let sent = mails(&house).await;
    assert_eq!(sent.len(), 2, "a mail for each");
    for organization in ["みらい商事", "あおば設計"] {
        assert!(sent.iter().any(|mail| mail.text.contains(organization)), "{organization}");
    }
}}

on_both! { async fn sessions_rest_and_end(house: house) {
    let member = signed_in(&house, "megumi@mirai.example").await;
    let administrator = signed_in(&house, "hana@mirai.example").await;
    house.clock.advance(SignedDuration::from_mins(29));
    administrator.get("/settings").await.ok();
    settle(&house).await;
    house.clock.advance(SignedDuration::from_mins(29));
    administrator.get("/settings").await.ok();
    settle(&house).await;
    house.clock.advance(SignedDuration::from_mins(31));
    administrator.get("/settings").await.sees("/sign-in?next=%2Fsettings");
    member.get("/settings").await.ok();
    settle(&house).await;
    house.clock.advance(SignedDuration::from_hours(7));
    member.get("/settings").await.ok();
    settle(&house).await;
    house.clock.advance(SignedDuration::from_mins(8 * 60 + 1));
    member.get("/settings").await.sees("/sign-in?next=%2Fsettings");
}}

/// Lets "last seen" be written, which happens beside the request.
async fn settle(house: &TestHouse) {
    tokio::time::sleep(std::time::Duration::from_millis(150)).await;
    let tx = house.app.system(ORGANIZATION, "a test");
    tx.commit().await.unwrap();
}

on_both! { async fn no_session_outlives_a_day(house: house) {
    let member = signed_in(&house, "megumi@mirai.example").await;
    let administrator = signed_in(&house, "hana@mirai.example").await;
    let mut used_until = [0, 0];
    for minutes in (20..26 * 60).step_by(20) {
        house.clock.advance(SignedDuration::from_mins(20));
        for (index, browser) in [&member, &administrator].into_iter().enumerate() {
            if browser.get("/settings").await.status == 200 {
                used_until[index] = minutes;
                settle(&house).await;
            }
        }
    }
    assert!((23 * 60..=24 * 60).contains(&used_until[0]), "{used_until:?}");
    assert!((11 * 60..=12 * 60).contains(&used_until[1]), "{used_until:?}");
}}

on_both! { async fn signing_out_ends_the_session(house: house) {
    let browser = signed_in(&house, "megumi@mirai.example").await;
    let session = browser.cookie("aizuchi").unwrap();
    let answer = browser.post("/sign-out", &[]).await.sees("/sign-in");
    assert_eq!(answer.headers["clear-site-data"], "\"cache\"");
    assert_eq!(browser.cookie("aizuchi"), None);
    browser.set_cookie("aizuchi", &session);
    browser.get("/settings").await.sees("/sign-in?next=%2Fsettings");
    browser.post("/sign-out", &[]).await.sees("/sign-in");
}}

on_both! { async fn other_sites_cannot_press_our_buttons(house: house) {
    let path = link(&house, "megumi@mirai.example").await;
    let browser = house.browser(crate::routes());
    for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")] {
        let request = axum::http::Request::builder().method("POST").uri(&path).header(name, value);
        browser.send(request.body(axum::body::Body::empty())).await.expect(StatusCode::FORBIDDEN);
    }
    browser.post(&path, &[]).await.sees("/");
}}

on_both! { async fn odd_input_gets_a_clear_answer(house: house) {
    let browser = house.browser(crate::routes());
    let long = "あ".repeat(80_000);
    for email in ["", "𠮷野", "🙂@🙂", "\u{202e}a@b.jp\u{0}x", "a@b", "a@b.jp\r\nBcc: c@d.jp", &long[..60_000]] {
        let answer = browser.post("/sign-in", &[("email", email)]).await;
        let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.has("メールアドレスの形になっていません"), "{email}");
    }
    browser.post("/sign-in", &[("email", &long)]).await.expect(StatusCode::PAYLOAD_TOO_LARGE);
    browser.post("/sign-in", &[]).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    let huge = [("email", "hana@mirai.example"), ("password", &long[..60_000])];
    browser.post("/sign-in/password", &huge).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(mails(&house).await.is_empty());
}}

on_both! { async fn a_visitor_chooses_the_language(house: house) {
    let browser = house.browser(crate::routes());
    assert!(browser.speaking("en").get("/sign-in").await.ok().has("Mail me a link"));
    let wish = [("language", "en"), ("next", "/sign-in?next=%2Fpairs")];
    browser.post("/language", &wish).await.sees("/sign-in?next=%2Fpairs");
    assert!(browser.get("/sign-in").await.ok().has("Mail me a link"));
    browser.post("/language", &[("language", "xx")]).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
}}

on_both! { async fn an_empty_house_says_what_to_do(house: empty) {
    let browser = house.browser(crate::routes());
    assert!(browser.get("/sign-in").await.ok().has("まだ準備が済んでいません"));
}}

on_both! { async fn a_suspended_person_stays_outside(house: house) {
    let browser = signed_in(&house, "megumi@mirai.example").await;
    let path = link(&house, "megumi@mirai.example").await;
    let person = id_of(&house, "megumi@mirai.example").await;
    let mut tx = house.app.system(ORGANIZATION, "a test");
    let row = tx.load::<Edit, crate::person::Person>(person).await.unwrap().into_row();
    let suspended = crate::person::Person { suspended: true, ..row };
    crate::person::update(&mut tx, &suspended).await.unwrap();
    tx.commit().await.unwrap();
    browser.get("/settings").await.sees("/sign-in?next=%2Fsettings");
    browser.get(&path).await.expect(StatusCode::GONE);
    browser.post(&path, &[]).await.expect(StatusCode::GONE);
    browser.post("/sign-in", &[("email", "megumi@mirai.example")]).await.ok();
    assert!(mails(&house).await.is_empty());
}}

on_both! { async fn tokens_are_checked_when_made(house: house) {
    let person = id_of(&house, "megumi@mirai.example").await;
    let mut tx = house.app.system(ORGANIZATION, "a test");
    for (name, scopes, days) in
        [("", &[Scope::Read][..], 30), ("x", &[][..], 30), ("x", &[Scope::Read][..], 31)]
    {
        assert!(sign_in::create_token(&mut tx, person, name, scopes, days).await.is_err());
    }
    let token = sign_in::create_token(&mut tx, person, "x", &[Scope::Read], 90).await.unwrap();
    assert!(token.starts_with("aizuchi_") && token.len() > 40);
}}

on_both! { async fn what_has_expired_is_forgotten(house: house) {
    let _browser = signed_in(&house, "megumi@mirai.example").await;
    house.clock.advance(SignedDuration::from_hours(49));
    mails(&house).await;
    let mut tx = house.app.system_reads(ORGANIZATION, "a test");
    let left = tx
        .first(
            platform::sql!("SELECT COUNT(*) + (SELECT COUNT(*) FROM sign_in_links) FROM sessions"),
            &[],
            |row| Ok(row.get::<i64>(0)?),
        )
        .await;
    assert_eq!(left.unwrap(), Some(0));
}}
