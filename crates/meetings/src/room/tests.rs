//! The 1-on-1 from the door to the mail afterwards, without JavaScript.

use crate::{
    agenda::{self, Choice, Expectation, Outcome},
    memo::{self, Memo},
    one_on_one::{self, OneOnOne, OneOnOneId, Status},
    promise::{self, NewPromise},
    series::{self, Cadence, NewSeries},
    testing::{Two, house},
    topic::Word,
};
use axum::http::StatusCode;
use jiff::civil::{Weekday, date, time};
use people::pair::{Pair, Seat};
use platform::{access::Edit, on_both, params, sql, testing::TestHouse};

const TODAY: &str = "2026-11-26T06:00:00Z";
const NEXT: &str = "2026-12-10T06:00:00Z";

/// Two topics of the member, and one earlier promise.
async fn prepared(house: &TestHouse, two: &Two) -> OneOnOneId {
    let id = two.plan(house, TODAY).await;
    let (work, career) = (two.topic(house, Word::Work).await, two.topic(house, Word::Career).await);
    let mut tx = two.acting_member(house);
    let one_on_one = tx.load::<Edit, OneOnOne>(id).await.unwrap();
    let choices = [
        Choice {
            topic: work,
            expectation: Some(Expectation::Listen),
            line: "見積もりのこと".into(),
        },
        Choice { topic: career, expectation: None, line: String::new() },
    ];
    agenda::prepare(&mut tx, &one_on_one, &choices, one_on_one.version).await.unwrap();
    let new = NewPromise { owner: Seat::Leader, text: "型を見せる".into(), due: None };
    promise::make(&mut tx, &one_on_one, &new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn items(house: &TestHouse, two: &Two, id: OneOnOneId) -> Vec<agenda::AgendaItem> {
    let mut tx = two.acting_member(house);
    agenda::of_one_on_one(&mut tx, id).await.unwrap()
}

async fn status(house: &TestHouse, two: &Two, id: OneOnOneId) -> Status {
    let mut tx = two.acting_member(house);
    tx.load::<Edit, OneOnOne>(id).await.unwrap().status
}

on_both! { async fn before_the_start_each_finds_one_thing_to_do(house: house) {
    let two = Two::meet(&house).await;
    let id = prepared(&house, &two).await;
    let path = format!("/one-on-ones/{id}");
    for (person, next) in [(two.member, "preparation"), (two.leader, "precheck")] {
        let page = two.browser(&house, person).await.get(&path).await.ok();
        assert_eq!(page.text.matches("button large primary").count() + page.text.matches("button primary").count(), 1);
        assert_eq!(page.paths(&format!("{path}/{next}")).len(), 1);
        assert!(page.has("聞いてほしい") && page.has("見積もりのこと") && page.has("型を見せる"));
    }
    two.browser(&house, two.stranger).await.get(&path).await.expect(StatusCode::NOT_FOUND);
    house.clock.set("2026-11-26T05:50:00Z".parse().unwrap());
    let page = two.browser(&house, two.member).await.get(&path).await.ok();
    assert!(page.text.contains("button large primary"), "beginning is the thing to do");
}}

on_both! { async fn two_who_sit_down_days_before_are_found_and_remembered_on_that_day(house: house) {
    let two = Two::meet(&house).await;
    let id = prepared(&house, &two).await;
    two.plan(&house, NEXT).await;
    let path = format!("/one-on-ones/{id}");
    house.clock.set("2026-11-24T02:00:00Z".parse().unwrap());
    let (member, leader) = (two.browser(&house, two.member).await, two.browser(&house, two.leader).await);
    leader.post(&format!("{path}/start"), &[]).await.sees(&path);
    for (browser, home) in [(&member, "/"), (&leader, "/today")] {
        let page = browser.get(home).await.ok();
        assert!(page.has("はじまっています") && page.has("1on1を開く"), "{home}");
        assert!(!page.paths(&path).is_empty(), "{home}");
        assert!(!page.text.contains("data-countdown-to"), "{home}: nobody waits for its start");
    }
    let look = leader.get(&format!("{path}/precheck")).await.ok();
    assert!(look.has("はじまっています") && !look.text.contains("data-countdown-to"));
    house.clock.set("2026-11-24T02:40:00Z".parse().unwrap());
    leader.post(&format!("{path}/closing"), &[]).await;
    let page = member.get(&path).await.ok();
    assert!(page.has("11:00") && !page.has("11月26日"), "the day on which it was");
}}

on_both! { async fn one_tap_each_for_wants_and_outcomes(house: house) {
    let two = Two::meet(&house).await;
    let id = prepared(&house, &two).await;
    let path = format!("/one-on-ones/{id}");
    let (member, leader) = (two.browser(&house, two.member).await, two.browser(&house, two.leader).await);
    leader.post(&format!("{path}/start"), &[]).await.sees(&path);
    member.post(&format!("{path}/start"), &[]).await.sees(&path);
    let first = items(&house, &two, id).await[0].id;
    let wants = format!("{path}/topics/{first}/expectation");
    member.post(&wants, &[("expectation", "advice")]).await.sees(&path);
    assert_eq!(items(&house, &two, id).await[0].expectation, Some(Expectation::Advice));
    leader.post(&wants, &[("expectation", "opinion")]).await.expect(StatusCode::FORBIDDEN);
    member.post(&wants, &[("expectation", "money")]).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    let outcome = format!("{path}/topics/{first}/outcome?together=1");
    let there = format!("{path}?together=1");
    for (word, kept) in [("reached", Outcome::Reached), ("open", Outcome::Open), ("later", Outcome::Later)] {
        leader.post(&outcome, &[("outcome", word)]).await.sees(&there);
        assert_eq!(items(&house, &two, id).await[0].outcome, kept);
    }
    let page = member.get(&path).await.ok();
    assert!(page.has("アドバイスがほしい") && page.has("次回に"));
}}

on_both! { async fn topics_come_up_on_the_spot(house: house) {
    let two = Two::meet(&house).await;
    let id = prepared(&house, &two).await;
    let path = format!("/one-on-ones/{id}");
    let (member, leader) = (two.browser(&house, two.member).await, two.browser(&house, two.leader).await);
    member.post(&format!("{path}/start"), &[]).await.sees(&path);
    let skills = two.topic(&house, Word::Skills).await.to_string();
    let private = two.topic(&house, Word::Private).await.to_string();
    let add = format!("{path}/topics");
    leader.post(&add, &[("topic", &private)]).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    leader.post(&add, &[("topic", &skills)]).await.sees(&path);
    let proposal = items(&house, &two, id).await.pop().unwrap();
    assert!(!proposal.is_on(), "a leader proposes");
    assert!(member.get(&path).await.ok().has("藤崎さんからの提案"));
    let answer = format!("{path}/topics/{}/answer", proposal.id);
    leader.post(&answer, &[("answer", "accept")]).await.expect(StatusCode::FORBIDDEN);
    member.post(&answer, &[("answer", "accept")]).await.sees(&path);
    member.post(&add, &[("topic", &private)]).await.sees(&path);
    let on = items(&house, &two, id).await.iter().filter(|item| item.is_on()).count();
    assert_eq!(on, 4);
}}

on_both! { async fn promises_have_an_owner_and_a_day(house: house) {
    let two = Two::meet(&house).await;
    let id = prepared(&house, &two).await;
    let path = format!("/one-on-ones/{id}");
    let member = two.browser(&house, two.member).await;
    member.post(&format!("{path}/start"), &[]).await.sees(&path);
    let add = format!("{path}/promises");
    let good = [("text", "型を𠮷野さんに見せる"), ("owner", "member"), ("due", "2026-12-09"), ("key", "k1")];
    for _ in 0..2 {
        member.post(&add, &good).await.sees(&path);
    }
    let page = two.browser(&house, two.leader).await.get(&path).await.ok();
    assert_eq!(page.text.matches("class=\"title\">型を𠮷野さんに見せる").count(), 1, "a double tap is one");
    assert!(page.has("12月9日(水)まで") && page.has("高瀬さん"));
    for (text, due, says) in [
        ("", "", "invalid-promise-empty"),
        ("x", "2026-02-29", "ない日は選べません"),
        ("x", "25:00", "ない日は選べません"),
    ] {
        let fields = [("text", text), ("owner", "leader"), ("due", due), ("key", "")];
        let page = member.post(&add, &fields).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.has(says) || !says.is_ascii() || page.text.contains("promise-text-e"), "{says}");
        assert!(page.text.contains(&format!("value=\"{due}\"")), "what was typed stays");
    }
    let made = {
        let mut tx = two.acting_member(&house);
        promise::of_one_on_one(&mut tx, id).await.unwrap().pop().unwrap()
    };
    member.post(&format!("{path}/promises/{}/state", made.id), &[("state", "done")]).await.sees(&path);
    assert!(member.get(&path).await.ok().has("型を𠮷野さんに見せる"), "settled here, still in sight");
}}

async fn rhythm(house: &TestHouse, two: &Two) {
    let mut tx = two.acting_leader(house);
    let pair = tx.load::<Edit, Pair>(two.pair).await.unwrap();
    let new = NewSeries {
        cadence: Cadence::Weekly,
        weekday: Weekday::Thursday,
        starts_at: time(15, 0, 0, 0),
        minutes: 30,
        zone: "Asia/Tokyo".into(),
        place: String::new(),
        first: date(2026, 12, 3),
    };
    series::set(&mut tx, &pair, &new).await.unwrap();
    tx.commit().await.unwrap();
}

on_both! { async fn closing_loses_nothing(house: house) {
    let two = Two::meet(&house).await;
    let id = prepared(&house, &two).await;
    rhythm(&house, &two).await;
    let path = format!("/one-on-ones/{id}");
    house.clock.set("2026-11-26T06:00:00Z".parse().unwrap());
    let (member, leader) = (two.browser(&house, two.member).await, two.browser(&house, two.leader).await);
    member.post(&format!("{path}/start"), &[]).await.sees(&path);
    write(&house, &two, id, "- 決めたこと").await;
    let first = items(&house, &two, id).await[0].id;
    member.post(&format!("{path}/topics/{first}/outcome"), &[("outcome", "reached")]).await.sees(&path);
    house.clock.set("2026-11-26T06:28:00Z".parse().unwrap());
    let closing = format!("{path}/closing");
    leader.post(&closing, &[]).await.sees(&closing);
    member.post(&closing, &[]).await.sees(&closing);
    assert_eq!(status(&house, &two, id).await, Status::Held);
    let next = {
        let mut tx = two.acting_member(&house);
        let now = tx.now();
        one_on_one::next_of_pair(&mut tx, two.pair, now).await.unwrap().unwrap()
    };
    let carried = items(&house, &two, next.id).await;
    assert_eq!(carried.len(), 1, "what was reached does not come again");
    assert_eq!(carried[0].topic, two.topic(&house, Word::Career).await);
    let page = member.get(&closing).await.ok();
    for text in ["おつかれさまでした", "12月3日(木) 15:00", "これからのキャリア", "型を見せる", "日時を変える"] {
        assert!(page.has(text), "{text}");
    }
    let after = leader.get(&path).await.ok();
    assert!(after.has("決めたこと") && after.has("話しました") && after.has("次回へ"));
    platform::jobs::run_due(&house.app).await.unwrap();
    let mails = house.mails.take();
    assert_eq!(mails.len(), 2, "to both, once");
    for mail in mails {
        assert!(mail.text.contains("型を見せる") && mail.text.contains("12月3日(木) 15:00"));
        for secret in ["キャリア", "仕事", "決めたこと", "見積もり"] {
            assert!(!mail.text.contains(secret) && !mail.subject.contains(secret), "{secret}");
        }
        assert!(!mail.subject.contains("型を見せる"));
    }
}}

async fn write(house: &TestHouse, two: &Two, id: OneOnOneId, text: &str) {
    write_into(house, two, id, |documents| documents.shared, text).await;
}

async fn write_into(
    house: &TestHouse,
    two: &Two,
    id: OneOnOneId,
    which: fn(memo::Documents) -> memo::MemoId,
    text: &str,
) {
    let mut tx = two.acting_member(house);
    let documents = memo::documents(&mut tx, id, two.member).await.unwrap().unwrap();
    let memo = tx.load::<Edit, Memo>(which(documents)).await.unwrap();
    drop(tx);
    memo::write_markdown(&house.app, two.organization, &memo, two.member, text).await.unwrap();
}

/// The documents that a page of the meeting calls read-only.
fn reads_only(page: &str) -> &str {
    let after = page.split_once("readOnlyDocuments&#34;:[").expect("the editor is told").1;
    after.split_once(']').expect("its end").0
}

on_both! { async fn what_to_be_mindful_of_stands_on_top_of_the_next_time(house: house) {
    let two = Two::meet(&house).await;
    let id = prepared(&house, &two).await;
    let path = format!("/one-on-ones/{id}");
    let (member, leader) = (two.browser(&house, two.member).await, two.browser(&house, two.leader).await);
    member.post(&format!("{path}/start"), &[]).await.sees(&path);
    let during = leader.get(&path).await.ok();
    assert!(during.has("きょうの要点") && during.has("次回まで意識すること"));
    assert!(reads_only(&during.text).contains("mindful"), "the leader only reads it");
    assert_eq!(reads_only(&member.get(&path).await.ok().text), "");
    write_into(&house, &two, id, |all| all.mindful.unwrap(), "早めに相談する").await;
    write_into(&house, &two, id, |all| all.key_point.unwrap(), "治具は三か月試す").await;
    member.post(&format!("{path}/closing"), &[]).await.sees(&format!("{path}/closing"));
    assert!(leader.get(&format!("{path}/closing")).await.ok().has("早めに相談する"));
    for reader in [&member, &leader] {
        let after = reader.get(&path).await.ok();
        assert!(after.has("早めに相談する") && after.has("治具は三か月試す"));
        let journey = reader.get(&format!("/pairs/{}/journey", two.pair)).await.ok();
        assert!(journey.has("早めに相談する") && journey.has("治具は三か月試す"));
        let found = reader.get(&format!("/pairs/{}/journey?q=相談", two.pair)).await.ok();
        assert!(found.has("早めに<mark>相談</mark>する"));
    }
    let next = two.plan(&house, NEXT).await;
    let path = format!("/one-on-ones/{next}");
    let prepare = member.get(&format!("{path}/preparation")).await.ok();
    assert!(prepare.has("前回、意識すると決めたこと") && prepare.has("早めに相談する") && prepare.has("治具は三か月試す"));
    let look = leader.get(&format!("{path}/precheck")).await.ok();
    assert!(look.has("前回から意識していること") && look.has("早めに相談する"));
    for _ in ["before", "during"] {
        let page = leader.get(&path).await.ok();
        assert!(page.has("早めに相談する") && page.has("治具は三か月試す"));
        member.post(&format!("{path}/start"), &[]).await;
    }
}}

on_both! { async fn without_a_next_date_one_can_be_chosen(house: house) {
    let two = Two::meet(&house).await;
    let id = prepared(&house, &two).await;
    let path = format!("/one-on-ones/{id}");
    let member = two.browser(&house, two.member).await;
    member.get(&format!("{path}/closing")).await.sees(&path);
    member.post(&format!("{path}/start"), &[]).await.sees(&path);
    member.post(&format!("{path}/closing"), &[]).await.sees(&format!("{path}/closing"));
    let page = member.get(&format!("{path}/closing")).await.ok();
    assert_eq!(page.paths(&format!("/pairs/{}/one-on-ones/new", two.pair)).len(), 1);
    let next = two.plan(&house, NEXT).await;
    let mut tx = two.acting_member(&house);
    let held = tx.load::<Edit, OneOnOne>(id).await.unwrap();
    let there = crate::room::carry_to_next(&mut tx, &held).await.unwrap().unwrap();
    assert_eq!(there.id, next);
    crate::room::carry_to_next(&mut tx, &held).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(items(&house, &two, next).await.len(), 2, "twice changes nothing");
}}

on_both! { async fn late_taps_lead_to_what_it_is_now(house: house) {
    let two = Two::meet(&house).await;
    let id = prepared(&house, &two).await;
    let path = format!("/one-on-ones/{id}");
    let (member, leader) = (two.browser(&house, two.member).await, two.browser(&house, two.leader).await);
    member.post(&format!("{path}/start"), &[]).await.sees(&path);
    leader.post(&format!("{path}/closing"), &[]).await.sees(&format!("{path}/closing"));
    let first = items(&house, &two, id).await[0].id;
    member.post(&format!("{path}/topics/{first}/outcome"), &[("outcome", "reached")]).await.sees(&path);
    assert_eq!(items(&house, &two, id).await[0].outcome, Outcome::Open, "nothing changed afterwards");
    assert!(member.get(&path).await.ok().has("メモに書き足す"));
    assert!(member.get(&format!("{path}?write=1")).await.ok().has("書き終える"));
    member.post(&format!("{path}/start"), &[]).await.expect(StatusCode::CONFLICT);
}}

on_both! { async fn whoever_adds_to_one_that_is_over_stays_where_they_write(house: house) {
    let two = Two::meet(&house).await;
    let id = prepared(&house, &two).await;
    let path = format!("/one-on-ones/{id}");
    let member = two.browser(&house, two.member).await;
    member.post(&format!("{path}/start"), &[]).await.sees(&path);
    let live = member.get(&path).await.ok();
    assert!(live.text.contains(&format!("hx-get=\"{path}\"")) && !live.text.contains("aria-selected"));
    member.post(&format!("{path}/closing"), &[]).await.sees(&format!("{path}/closing"));
    let here = format!("{path}?write=1");
    let page = member.get(&here).await.ok();
    assert!(page.text.contains(&format!("hx-get=\"{here}\"")), "what changes is looked at in the same way");
    assert!(page.text.contains("data-shortcut=\"Alt+M\" aria-selected=\"true\""), "the memo is in front");
    for (form, field) in [("promises", ("owner", "member")), ("wishes", ("kind", ""))] {
        let there = format!("{path}/{form}?write=1");
        assert!(page.text.contains(&format!("hx-post=\"{there}\"")), "{form}");
        member.post(&there, &[("text", "あとから"), field]).await.sees(&here);
        let refused = member.post(&there, &[("text", ""), field]).await;
        let refused = refused.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains(&format!("hx-get=\"{here}\"")), "{form}");
    }
    assert_eq!(member.get(&here).await.ok().text.matches("<p class=\"title\">あとから</p>").count(), 2);
}}

on_both! { async fn side_by_side_shows_nobody_s_own_note(house: house) {
    let two = Two::meet(&house).await;
    let id = prepared(&house, &two).await;
    let path = format!("/one-on-ones/{id}");
    let member = two.browser(&house, two.member).await;
    member.post(&format!("{path}/start"), &[]).await.sees(&path);
    let note = {
        let mut tx = two.acting_member(&house);
        memo::documents(&mut tx, id, two.member).await.unwrap().unwrap().private_note.to_string()
    };
    let alone = member.get(&path).await.ok();
    assert!(alone.text.contains(&note) && alone.text.contains("data-memo=\"private\""));
    let together = member.get(&format!("{path}?together=1")).await.ok();
    assert!(!together.text.contains(&note) && !together.text.contains("data-memo=\"private\""));
}}

on_both! { async fn after_the_pair_the_member_reads_and_the_leader_is_out(house: house) {
    let two = Two::meet(&house).await;
    let id = prepared(&house, &two).await;
    let path = format!("/one-on-ones/{id}");
    let (member, leader) = (two.browser(&house, two.member).await, two.browser(&house, two.leader).await);
    member.post(&format!("{path}/start"), &[]).await.sees(&path);
    write(&house, &two, id, "二人の話").await;
    two.part(&house).await;
    leader.get(&path).await.expect(StatusCode::NOT_FOUND);
    leader.post(&format!("{path}/closing"), &[]).await.expect(StatusCode::NOT_FOUND);
    let page = member.get(&path).await.ok();
    assert!(page.has("二人の話") && !page.has("メモに書き足す") && !page.has("1on1を終える"));
    member.post(&format!("{path}/closing"), &[]).await.expect(StatusCode::NOT_FOUND);
}}

on_both! { async fn every_screen_speaks_english_too(house: house) {
    let two = Two::meet(&house).await;
    let id = prepared(&house, &two).await;
    let path = format!("/one-on-ones/{id}");
    two.reads_english(&house, two.member).await;
    let member = two.browser(&house, two.member).await;
    let start = |page: &str| page.contains("lang=\"en\"") && !page.contains("1on1を");
    assert!(start(&member.get(&path).await.ok().text));
    member.post(&format!("{path}/start"), &[]).await.sees(&path);
    let during = member.get(&path).await.ok();
    assert!(start(&during.text) && during.has("Raise it later") && during.text.contains("{name} came in."));
    member.post(&format!("{path}/closing"), &[]).await.sees(&format!("{path}/closing"));
    assert!(member.get(&format!("{path}/closing")).await.ok().has("Thank you both"));
    assert!(member.get(&path).await.ok().has("Add to the memo"));
}}

on_both! { async fn the_clock_follows_the_plan_where_it_can(house: house) {
    let two = Two::meet(&house).await;
    for (begins, ends) in [
        ("2026-11-26T05:58:00Z", "2026-11-26T06:30:00Z"),
        ("2026-11-26T06:07:00Z", "2026-11-26T06:30:00Z"),
        ("2026-11-26T03:00:00Z", "2026-11-26T03:30:00Z"),
        ("2026-11-26T07:00:00Z", "2026-11-26T07:30:00Z"),
    ] {
        let id = prepared(&house, &two).await;
        house.clock.set(begins.parse().unwrap());
        let member = two.browser(&house, two.member).await;
        let path = format!("/one-on-ones/{id}");
        member.post(&format!("{path}/start"), &[]).await.sees(&path);
        let page = member.get(&path).await.ok();
        assert!(page.text.contains(&format!("data-countdown-to=\"{ends}\" data-format=\"clock\"")), "{begins}");
        assert_eq!(page.text.matches("data-countdown-to").count(), 2, "the whole, and the topic");
        house.clock.set("2026-11-23T00:00:00Z".parse().unwrap());
    }
}}

on_both! { async fn a_room_opens_only_the_promises_that_it_shows(house: house) {
    let two = Two::meet(&house).await;
    let last = two.plan(&house, "2026-11-24T06:00:00Z").await;
    let mut tx = two.acting_member(&house);
    let meeting = tx.load::<Edit, OneOnOne>(last).await.unwrap();
    for text in ["ずっと前に済んだこと", "まだ残っていること"] {
        let new = NewPromise { owner: Seat::Leader, text: text.into(), due: None };
        let id = promise::make(&mut tx, &meeting, &new).await.unwrap();
        if text.starts_with("ずっと") {
            let made = tx.load::<Edit, promise::Promise>(id).await.unwrap();
            promise::settle(&mut tx, &made, promise::State::Done).await.unwrap();
            // Whoever opens this one fails.
            tx.execute(
                sql!("UPDATE promises SET text = $3 WHERE organization_id = $1 AND id = $2"),
                params![two.organization, id, vec![0_u8; 40]],
            )
            .await
            .unwrap();
        }
    }
    tx.commit().await.unwrap();
    let id = prepared(&house, &two).await;
    house.clock.set(TODAY.parse().unwrap());
    let member = two.browser(&house, two.member).await;
    let path = format!("/one-on-ones/{id}");
    assert!(member.get(&path).await.ok().has("まだ残っていること"));
    member.post(&format!("{path}/start"), &[]).await.sees(&path);
    assert!(member.get(&path).await.ok().has("まだ残っていること"));
    let older = format!("/pairs/{}/journey?before=1795000000000000.1", two.pair);
    member.get(&older).await.ok();
}}
