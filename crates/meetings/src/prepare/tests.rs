//! Preparing: few taps, nothing lost, nobody else.

use crate::{
    agenda::{self, AgendaItem, Choice, Expectation, ItemState},
    one_on_one::{self, OneOnOne, OneOnOneId},
    testing::{Two, house},
    topic::Word,
};
use axum::http::StatusCode;
use platform::{
    access::Edit,
    i18n::{Catalogue, Language},
    on_both,
    testing::{Answer, Browser, TestHouse},
};

const NEXT: &str = "2026-11-26T06:00:00Z";

async fn agenda_of(house: &TestHouse, two: &Two, id: OneOnOneId) -> (Vec<AgendaItem>, OneOnOne) {
    let mut tx = two.acting_member(house);
    let one_on_one = tx.load::<Edit, OneOnOne>(id).await.unwrap();
    (agenda::of_one_on_one(&mut tx, id).await.unwrap(), one_on_one.into_row())
}

async fn propose(house: &TestHouse, two: &Two, id: OneOnOneId, word: Word, line: &str) {
    let topic = two.topic(house, word).await;
    let mut tx = two.acting_leader(house);
    let one_on_one = tx.load::<Edit, OneOnOne>(id).await.unwrap();
    let choice = Choice { topic, expectation: None, line: line.into() };
    agenda::propose(&mut tx, &one_on_one, &choice).await.unwrap();
    tx.commit().await.unwrap();
}

/// Sends the page's form with these fields added.
async fn send(browser: &Browser, page: &Answer, path: &str, fields: &[(&str, &str)]) -> Answer {
    let (version, key) = (page.value("version"), page.values("key").last().unwrap().clone());
    let mut all = vec![("version", version.as_str()), ("key", key.as_str())];
    all.extend_from_slice(fields);
    browser.post(path, &all).await
}

on_both! { async fn what_was_chosen_is_kept(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, NEXT).await;
    let (career, work) = (two.topic(&house, Word::Career).await, two.topic(&house, Word::Work).await);
    let browser = two.browser(&house, two.member).await;
    let path = format!("/one-on-ones/{id}/preparation");
    let page = browser.get(&path).await.ok();
    assert!(page.has("この内容を読むのは、あなたと藤崎さんだけです。"));
    let (c, w) = (career.to_string(), work.to_string());
    let (want, line) = (format!("want-{c}"), format!("line-{c}"));
    let fields = [("topic", c.as_str()), ("topic", &w), (&want, "listen"), (&line, "  来年のこと𠮷👍  ")];
    send(&browser, &page, &path, &fields).await.sees("/?done=prepared");

    let (items, one_on_one) = agenda_of(&house, &two, id).await;
    let kept: Vec<_> = items.iter().map(|i| (i.topic, i.expectation, i.line.as_str())).collect();
    assert_eq!(kept, [(career, Some(Expectation::Listen), "来年のこと𠮷👍"), (work, None, "")]);
    assert!(one_on_one.prepared_at.is_some());
    let again = browser.get(&path).await.ok();
    assert!(again.has("来年のこと𠮷👍"), "the page shows what is kept");
    let home = browser.get("/?done=prepared").await.ok();
    assert!(home.has("準備ができました。") && home.has("聞いてほしい") && home.has("まだ決めていない"));
}}

on_both! { async fn sending_twice_is_sending_once(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, NEXT).await;
    let topic = two.topic(&house, Word::Work).await.to_string();
    let browser = two.browser(&house, two.member).await;
    let path = format!("/one-on-ones/{id}/preparation");
    let page = browser.get(&path).await.ok();
    for _ in 0..2 {
        send(&browser, &page, &path, &[("topic", &topic)]).await.sees("/?done=prepared");
    }
    let (items, one_on_one) = agenda_of(&house, &two, id).await;
    assert_eq!((items.len(), one_on_one.version), (1, 2));
}}

on_both! { async fn a_form_that_comes_too_late_keeps_its_words(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, NEXT).await;
    let skills = two.topic(&house, Word::Skills).await.to_string();
    let policy = two.topic(&house, Word::Policy).await.to_string();
    let browser = two.browser(&house, two.member).await;
    let path = format!("/one-on-ones/{id}/preparation");
    let (first_tab, other_tab) = (browser.get(&path).await.ok(), browser.get(&path).await.ok());
    let want = format!("want-{skills}");
    let first = [("topic", skills.as_str()), (&want, "advice")];
    send(&browser, &other_tab, &path, &first).await.sees("/?done=prepared");

    let (want, line) = (format!("want-{policy}"), format!("line-{policy}"));
    let fields = [("topic", policy.as_str()), (&want, "opinion"), (&line, "方針の<意味>")];
    let late = send(&browser, &first_tab, &path, &fields).await.expect(StatusCode::CONFLICT);
    assert!(late.has("先に別の変更が届いていました"));
    assert!(late.has("いま保存されている内容:力をのばす(アドバイスがほしい)"));
    assert!(late.has("方針の<意味>"), "what was typed is still there, escaped");
    assert!(!late.text.contains("方針の<意味>"));
    let (items, _) = agenda_of(&house, &two, id).await;
    assert_eq!(items[0].expectation, Some(Expectation::Advice), "nothing was overwritten");

    send(&browser, &late, &path, &fields).await.sees("/?done=prepared");
    let (items, _) = agenda_of(&house, &two, id).await;
    assert_eq!((items.len(), items[0].line.as_str()), (1, "方針の<意味>"));
}}

on_both! { async fn not_decided_yet_is_a_choice_and_nothing_is_not(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, NEXT).await;
    let browser = two.browser(&house, two.member).await;
    let path = format!("/one-on-ones/{id}/preparation");
    let page = browser.get(&path).await.ok();
    let nothing = send(&browser, &page, &path, &[]).await;
    let nothing = nothing.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.has("話したいことを1つ選ぶか"));
    assert!(agenda_of(&house, &two, id).await.1.prepared_at.is_none());
    send(&browser, &nothing, &path, &[("step", "undecided")]).await.sees("/?done=undecided");
    let (items, one_on_one) = agenda_of(&house, &two, id).await;
    assert!(items.is_empty() && one_on_one.prepared_at.is_some());
    assert!(browser.get("/").await.ok().has("話題は、その場で二人で選ぶことにしました。"));
}}

on_both! { async fn only_the_member_prepares(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, NEXT).await;
    let topic = two.topic(&house, Word::Work).await.to_string();
    let path = format!("/one-on-ones/{id}/preparation");
    let fields = [("topic", topic.as_str()), ("version", "1")];
    let leader = two.browser(&house, two.leader).await;
    leader.get(&path).await.expect(StatusCode::FORBIDDEN);
    leader.post(&path, &fields).await.expect(StatusCode::FORBIDDEN);
    leader.post(&format!("{path}/same"), &[("version", "1")]).await.expect(StatusCode::FORBIDDEN);
    let stranger = two.browser(&house, two.stranger).await;
    stranger.get(&path).await.expect(StatusCode::NOT_FOUND);
    stranger.post(&path, &fields).await.expect(StatusCode::NOT_FOUND);
    let member = two.browser(&house, two.member).await;
    two.part(&house).await;
    for browser in [&leader, &member] {
        browser.get(&path).await.expect(StatusCode::NOT_FOUND);
        browser.post(&path, &fields).await.expect(StatusCode::NOT_FOUND);
    }
    let other = Two::meet(&house).await;
    let elsewhere = other.browser(&house, other.member).await;
    elsewhere.get(&path).await.expect(StatusCode::NOT_FOUND);
    elsewhere.post(&path, &fields).await.expect(StatusCode::NOT_FOUND);
}}

on_both! { async fn the_member_answers_the_leader_s_proposals(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, NEXT).await;
    propose(&house, &two, id, Word::Skills, "発表がよかったので").await;
    propose(&house, &two, id, Word::Policy, "").await;
    let browser = two.browser(&house, two.member).await;
    let path = format!("/one-on-ones/{id}/preparation");
    let page = browser.get(&path).await.ok();
    assert!(page.has("藤崎さんからの提案:力をのばす") && page.has("発表がよかったので"));
    let (items, _) = agenda_of(&house, &two, id).await;
    let (yes, no) = (format!("proposal-{}", items[0].id), format!("proposal-{}", items[1].id));
    let want = format!("want-{}", items[0].topic);
    let fields = [(yes.as_str(), "accept"), (no.as_str(), "decline"), (want.as_str(), "report")];
    send(&browser, &page, &path, &fields).await.sees("/?done=prepared");
    let (items, _) = agenda_of(&house, &two, id).await;
    let states: Vec<_> = items.iter().map(|item| (item.state, item.expectation)).collect();
    let accepted = (ItemState::Accepted, Some(Expectation::Report));
    assert_eq!(states, [accepted, (ItemState::Declined, None)]);
    assert_eq!(items[0].line, "発表がよかったので", "the leader's words stay");
}}

on_both! { async fn as_last_time_is_one_tap(house: house) {
    let two = Two::meet(&house).await;
    let last = two.plan(&house, "2026-11-24T06:00:00Z").await;
    let next = two.plan(&house, NEXT).await;
    let browser = two.browser(&house, two.member).await;
    let path = format!("/one-on-ones/{next}/preparation");
    assert!(!browser.get(&path).await.ok().has("前回と同じにする"), "there was no last time");
    let topic = two.topic(&house, Word::Condition).await;
    let mut tx = two.acting_member(&house);
    let one_on_one = tx.load::<Edit, OneOnOne>(last).await.unwrap();
    let choice =
        Choice { topic, expectation: Some(Expectation::Listen), line: "その日のこと".into() };
    agenda::prepare(&mut tx, &one_on_one, &[choice], 1).await.unwrap();
    one_on_one::close(&mut tx, &one_on_one).await.unwrap();
    tx.commit().await.unwrap();

    let page = browser.get(&path).await.ok();
    assert!(page.has("心とからだ(聞いてほしい)"));
    let key = page.values("key")[0].clone();
    for _ in 0..2 {
        let fields = [("version", "1"), ("key", key.as_str())];
        browser.post(&format!("{path}/same"), &fields).await.sees("/?done=prepared");
    }
    let (items, one_on_one) = agenda_of(&house, &two, next).await;
    assert_eq!((items.len(), one_on_one.version), (1, 2));
    assert_eq!((items[0].topic, items[0].line.as_str()), (topic, ""), "not that day's words");
}}

on_both! { async fn a_question_can_be_borrowed_without_script(house: house) {
    let two = Two::meet(&house).await;
    two.reads_english(&house, two.member).await;
    let id = two.plan(&house, NEXT).await;
    let topic = two.topic(&house, Word::Career).await.to_string();
    let browser = two.browser(&house, two.member).await;
    let path = format!("/one-on-ones/{id}/preparation");
    let page = browser.get(&path).await.ok();
    assert!(page.has("Choose what to talk about"));
    let name = format!("borrow-{topic}");
    let offered = page.values(&name);
    assert_eq!(offered.len(), 3, "past, present, future");
    let fields = [("topic", topic.as_str()), (&name, &offered[0])];
    send(&browser, &page, &path, &fields).await.sees("/?done=prepared");
    let (items, _) = agenda_of(&house, &two, id).await;
    assert!(!items[0].line.is_empty() && page.has(&items[0].line));
}}

on_both! { async fn words_that_are_too_many_are_said_and_kept(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, NEXT).await;
    let topic = two.topic(&house, Word::Work).await.to_string();
    let browser = two.browser(&house, two.member).await;
    let path = format!("/one-on-ones/{id}/preparation");
    let page = browser.get(&path).await.ok();
    let (name, long) = (format!("line-{topic}"), "あ".repeat(401));
    let answer = send(&browser, &page, &path, &[("topic", &topic), (&name, &long)]).await;
    let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.has("ひとことは400文字までです。") && answer.has(&long));
    let (fits, other) = ("𠮷".repeat(400), "\u{202e}右から\u{0}左\u{7}");
    let fields = [("topic", topic.as_str()), (&name, &fits)];
    send(&browser, &answer, &path, &fields).await.sees("/?done=prepared");
    assert_eq!(agenda_of(&house, &two, id).await.0[0].line, fits);
    let page = browser.get(&path).await.ok();
    send(&browser, &page, &path, &[("topic", &topic), (&name, other)]).await.sees("/?done=prepared");
    assert_eq!(agenda_of(&house, &two, id).await.0[0].line, "\u{202e}右から左", "no control signs");
}}

#[test]
fn every_cell_has_its_words_in_both_languages() {
    let catalogue = Catalogue::load(&[platform::TEXTS, people::TEXTS, crate::TEXTS]).unwrap();
    for language in Language::ALL {
        let keys: std::collections::HashSet<&str> = catalogue.keys(language).collect();
        for word in Word::ALL {
            for time in ["past", "present", "future"] {
                for number in 1..=3 {
                    let key = format!("prompt-{word}-{time}-{number}");
                    assert!(keys.contains(key.as_str()), "{key} {}", language.word());
                }
            }
            for wanted in Expectation::ALL {
                let key = format!("precheck-{word}-{}", wanted.key());
                assert!(keys.contains(key.as_str()), "{key} {}", language.word());
            }
        }
        for wanted in Expectation::ALL {
            for end in ["", "-behaviour", "-opening"] {
                let key = format!("expectation-{}{end}", wanted.key());
                assert!(keys.contains(key.as_str()), "{key} {}", language.word());
            }
        }
    }
}
