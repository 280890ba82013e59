//! The page is whole in both languages and only for people with a session.

use crate::testing::{house, signed_in};
use platform::on_both;

on_both! { async fn everybody_inside_can_read_who_sees_what(house: house) {
    let browser = signed_in(&house, "megumi@mirai.example").await;
    let page = browser.get("/privacy").await.ok();
    assert_eq!(page.text.matches("<tr>").count(), 13);
    assert!(page.has("href=\"/export\"") && !page.has("privacy-"));
    browser.post("/settings/language", &[("language", "en")]).await;
    let page = browser.get("/privacy").await.ok();
    assert!(page.has("Only with the key file") && !page.has("privacy-"));
    for shown in ["comment that is taken back", "their link", "next leader", "/handovers", "/emergency"] {
        assert!(page.has(shown), "{shown}");
    }
    browser.stranger().get("/privacy").await.sees("/sign-in?next=%2Fprivacy");
}}
