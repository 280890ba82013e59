//! Moving, adding, skipping: nothing is lost, nobody else may, and every wrong date is said.

use crate::{
    agenda::{self, AgendaItem, Choice, Expectation},
    one_on_one::{self, Manner, NewOneOnOne, OneOnOne, OneOnOneId, Status},
    promise::{self, NewPromise},
    series::{self, Cadence, NewSeries},
    testing::{Two, house},
    topic::Word,
};
use axum::http::StatusCode;
use jiff::{
    Timestamp,
    civil::{Weekday, date, time},
};
use people::pair::{Kind, Pair, Seat};
use platform::{
    access::Edit,
    jobs::run_due,
    on_both, params, sql,
    testing::{Answer, Browser, TestHouse},
};

const NEXT: &str = "2026-11-26T06:00:00Z";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

async fn look(house: &TestHouse, two: &Two, id: OneOnOneId) -> (OneOnOne, Vec<AgendaItem>) {
    let mut tx = two.acting_member(house);
    let one_on_one = tx.load::<Edit, OneOnOne>(id).await.unwrap();
    (one_on_one.into_row(), agenda::of_one_on_one(&mut tx, id).await.unwrap())
}

/// Chooses one topic with a line, and promises something.
async fn prepare(house: &TestHouse, two: &Two, id: OneOnOneId) {
    let topic = two.topic(house, Word::Career).await;
    let mut tx = two.acting_member(house);
    let one_on_one = tx.load::<Edit, OneOnOne>(id).await.unwrap();
    let choice =
        Choice { topic, expectation: Some(Expectation::Listen), line: "来年のこと".into() };
    agenda::prepare(&mut tx, &one_on_one, &[choice], one_on_one.version).await.unwrap();
    let new = NewPromise { owner: Seat::Member, text: "型を作る".into(), due: None };
    promise::make(&mut tx, &one_on_one, &new).await.unwrap();
    tx.commit().await.unwrap();
}

async fn weekly(house: &TestHouse, two: &Two) -> Vec<OneOnOne> {
    let mut tx = two.acting_leader(house);
    let pair = tx.load::<Edit, Pair>(two.pair).await.unwrap();
    let new = NewSeries {
        cadence: Cadence::Weekly,
        weekday: Weekday::Thursday,
        starts_at: time(15, 0, 0, 0),
        minutes: 30,
        zone: "Asia/Tokyo".into(),
        place: "さくら".into(),
        first: date(2026, 11, 24),
    };
    series::set(&mut tx, &pair, &new).await.unwrap();
    tx.commit().await.unwrap();
    open(house, two).await
}

async fn open(house: &TestHouse, two: &Two) -> Vec<OneOnOne> {
    one_on_one::upcoming_of_member(&mut two.acting_member(house), 50).await.unwrap()
}

/// Sends the page's form with these fields changed.
async fn send(browser: &Browser, path: &str, page: &Answer, fields: &[(&str, &str)]) -> Answer {
    let known = ["version", "key", "date", "time", "place"];
    let kept: Vec<_> = known
        .iter()
        .filter(|name| !fields.iter().any(|(other, _)| other == *name))
        .filter_map(|name| Some((*name, page.values(name).into_iter().next()?)))
        .collect();
    let mut all: Vec<_> = kept.iter().map(|(name, value)| (*name, value.as_str())).collect();
    if !fields.iter().any(|(name, _)| *name == "minutes") {
        all.push(("minutes", "30"));
    }
    all.extend_from_slice(fields);
    browser.post(path, &all).await
}

/// Presses "use this date anyway".
async fn confirm(browser: &Browser, path: &str, page: &Answer) -> Answer {
    let (_, rest) = page.text.split_once("name=\"anyway\" value=\"").unwrap();
    send(browser, path, page, &[("anyway", rest.split('"').next().unwrap())]).await
}

on_both! { async fn moving_one_keeps_everything_and_tells_the_other(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, NEXT).await;
    prepare(&house, &two, id).await;
    run_due(&house.app).await.unwrap();
    house.mails.take();
    let member = two.browser(&house, two.member).await;
    let path = format!("/one-on-ones/{id}/date");
    let page = member.get(&path).await.ok();
    assert_eq!((page.value("date"), page.value("time")), ("2026-11-26".into(), "15:00".into()));
    let fields = [("date", "2026-11-27"), ("time", "１６：３０"), ("minutes", "45"), ("place", "うみ")];
    for _ in 0..2 {
        send(&member, &path, &page, &fields).await.sees("/?done=moved");
    }
    let (one_on_one, items) = look(&house, &two, id).await;
    assert_eq!(one_on_one.starts_at, at("2026-11-27T07:30:00Z"));
    assert_eq!((one_on_one.minutes, one_on_one.place.as_str()), (45, "うみ"));
    assert_eq!(items[0].line, "来年のこと");
    assert!(member.get("/?done=moved").await.ok().has("11月27日(金) 16:30"));
    run_due(&house.app).await.unwrap();
    let mails: Vec<_> = house.mails.take().into_iter().map(|mail| (mail.to, mail.subject)).collect();
    assert_eq!(mails, [("aoi@test.example".into(), "1on1の日時が変わりました".into())]);
    let leader = two.browser(&house, two.leader).await;
    let news = "高瀬さんとの1on1が11月27日(金) 16:30に変わりました";
    assert!(leader.get("/today").await.ok().has(news));
    leader.post("/notices/read", &[("back", "/today")]).await.sees("/today");
    assert!(!leader.get("/today").await.ok().has(news));
}}

on_both! { async fn wrong_dates_are_said_and_what_was_typed_stays(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, NEXT).await;
    let member = two.browser(&house, two.member).await;
    let path = format!("/one-on-ones/{id}/date");
    let page = member.get(&path).await.ok();
    for (day, hour, minutes, says) in [
        ("2027-02-29", "15:00", "30", "ない日は選べません。"),
        ("2026-11-27", "25:00", "30", "0:00 から 23:59"),
        ("2026-11-20", "15:00", "30", "これからの日時を選んでください。"),
        ("2028-03-01", "15:00", "30", "1年より先の日は選べません。"),
        ("0001-01-01", "15:00", "30", "これからの日時を選んでください。"),
        ("9999-12-31", "15:00", "30", "1年より先の日は選べません。"),
        ("9999-12-31", "23:59", "120", "1年より先の日は選べません。"),
        ("2026-11-27", "15:00", "-9223372036854775808", "10分から120分のあいだ"),
        ("2026-11-27\u{202e}", "15:00", "30", "ない日は選べません。"),
        ("2026-11-27", "15:00", "7", "10分から120分のあいだ"),
        ("2026-11-27", "15:00", "", "10分から120分のあいだ"),
        ("きのう", "", "30", "ない日は選べません。"),
    ] {
        let fields = [("date", day), ("time", hour), ("minutes", minutes), ("place", "うみ<b>")];
        let answer = send(&member, &path, &page, &fields).await;
        let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.has(says), "{day} {hour} {minutes}");
        assert_eq!((answer.value("date"), answer.value("time")), (day.into(), hour.into()));
        assert_eq!(answer.value("place"), "うみ<b>");
    }
    let long = "あ".repeat(81);
    let answer = send(&member, &path, &page, &[("date", "2026-11-27"), ("place", &long)]).await;
    assert!(answer.expect(StatusCode::UNPROCESSABLE_ENTITY).has("場所は80文字までです。"));
    assert_eq!(look(&house, &two, id).await.0.starts_at, at(NEXT), "nothing moved");
}}

on_both! { async fn hostile_texts_break_nothing(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, NEXT).await;
    let member = two.browser(&house, two.member).await;
    let (path, huge) = (format!("/one-on-ones/{id}/date"), "あ".repeat(400_000));
    for field in ["date", "time", "minutes", "place", "scope", "key", "anyway"] {
        let page = member.get(&path).await.ok();
        let large = send(&member, &path, &page, &[(field, &huge)]).await;
        large.expect(StatusCode::PAYLOAD_TOO_LARGE);
        let long = "9".repeat(9_000);
        for text in ["\0", "\u{202e}\u{7}", "'; DROP TABLE people; --", long.as_str()] {
            let answer = send(&member, &path, &page, &[(field, text)]).await;
            assert!(answer.status < 500, "{field} {text:.20}: {}", answer.status);
        }
    }
    let page = member.get(&path).await.ok();
    let place = "\u{202e}会議室\0\r\nA 𠮷🙂";
    send(&member, &path, &page, &[("date", "2026-11-30"), ("place", place)]).await
        .sees("/?done=moved");
    let (one_on_one, _) = look(&house, &two, id).await;
    assert_eq!(one_on_one.place, "会議室 A 𠮷🙂");
    let strange = member.get(&format!("{path}?date=%00&time=%E2%80%AE&version=1")).await;
    assert!(strange.ok().has("日時を変える"));
}}

on_both! { async fn a_date_that_stays_the_same_is_no_news(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, NEXT).await;
    run_due(&house.app).await.unwrap();
    house.mails.take();
    let member = two.browser(&house, two.member).await;
    let path = format!("/one-on-ones/{id}/date");
    let page = member.get(&path).await.ok();
    send(&member, &path, &page, &[]).await;
    run_due(&house.app).await.unwrap();
    assert!(house.mails.take().is_empty());
    assert_eq!(look(&house, &two, id).await.0.starts_at, at(NEXT));
}}

on_both! { async fn a_proposal_fills_the_form_and_changes_nothing(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, NEXT).await;
    let member = two.browser(&house, two.member).await;
    let path = format!("/one-on-ones/{id}/date");
    let page = member.get(&path).await.ok();
    let proposals = page.paths(&format!("{path}?"));
    assert_eq!(proposals.len(), 5);
    let filled = member.get(&proposals[0]).await.ok();
    assert_ne!((filled.value("date"), filled.value("time")), (page.value("date"), page.value("time")));
    assert_eq!(look(&house, &two, id).await.0.starts_at, at(NEXT), "looking moves nothing");
    send(&member, &path, &filled, &[]).await.sees("/?done=moved");
    let fresh = member.get(&format!("/pairs/{}/one-on-ones/new", two.pair)).await.ok();
    assert_eq!(fresh.paths(&format!("/pairs/{}/one-on-ones/new?", two.pair)).len(), 5);
}}

on_both! { async fn moving_all_onto_other_dates_is_asked_about(house: house) {
    let two = Two::meet(&house).await;
    let planned = weekly(&house, &two).await;
    let mut tx = house.app.system(two.organization, "test");
    let other = people::pair::begin(&mut tx, two.leader, two.stranger, Kind::Line).await.unwrap();
    let other = tx.load::<Edit, Pair>(other).await.unwrap();
    let new = one_on_one::NewOneOnOne {
        starts_at: at("2026-12-02T01:00:00Z"),
        minutes: 30,
        occurrence: None,
        place: String::new(),
    };
    one_on_one::schedule_extra(&mut tx, &other, &new, false).await.unwrap();
    tx.commit().await.unwrap();
    let member = two.browser(&house, two.member).await;
    let path = format!("/one-on-ones/{}/date", planned[0].id);
    let page = member.get(&path).await.ok();
    let fields = [("date", "2026-11-25"), ("time", "10:00"), ("scope", "all")];
    let asked = send(&member, &path, &page, &fields).await.expect(StatusCode::CONFLICT);
    assert!(asked.has("これからの日に、どちらかの別の1on1と重なる日があります。"));
    assert!(asked.has("<li>12月2日(水) 10:00</li>") && !asked.has("<li>12月9日"), "which they are");
    assert!(!asked.has("森田"), "and never whose");
    assert_eq!(open(&house, &two).await, planned, "nothing moved");
    let anyway = [fields[0], fields[1], fields[2], ("anyway", "2026-11-25 10:00 30 all=overlap_later")];
    send(&member, &path, &asked, &anyway).await.sees("/?done=moved-all");
}}

on_both! { async fn in_another_zone_the_clocks_may_skip_an_hour(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, NEXT).await;
    let mut tx = house.app.system(two.organization, "test");
    tx.execute(
        sql!("UPDATE people SET zone = 'America/New_York' WHERE organization_id = $1 AND id = $2"),
        params![two.organization, two.member],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let member = two.browser(&house, two.member).await;
    let path = format!("/one-on-ones/{id}/date");
    let page = member.get(&path).await.ok();
    assert_eq!(page.value("time"), "01:00");
    assert!(page.has("America/New_York") && page.has("Asia/Tokyo"), "the zones are said");
    let skipped = [("date", "2027-03-14"), ("time", "02:30")];
    let answer = send(&member, &path, &page, &skipped).await;
    assert!(answer.expect(StatusCode::UNPROCESSABLE_ENTITY).has("時計が進むため"));
    let fine = [("date", "2026-12-01"), ("time", "20:00")];
    send(&member, &path, &page, &fine).await.sees("/?done=moved");
    assert_eq!(look(&house, &two, id).await.0.starts_at, at("2026-12-02T01:00:00Z"));
}}

on_both! { async fn another_tab_was_faster(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, NEXT).await;
    let member = two.browser(&house, two.member).await;
    let leader = two.browser(&house, two.leader).await;
    let path = format!("/one-on-ones/{id}/date");
    let (first, second) = (member.get(&path).await.ok(), leader.get(&path).await.ok());
    send(&leader, &path, &second, &[("time", "16:00")]).await.sees("/today?done=moved");
    let late = send(&member, &path, &first, &[("time", "17:00")]).await;
    let late = late.expect(StatusCode::CONFLICT);
    assert!(late.has("先に日時が変わっていました"));
    assert_eq!(late.value("time"), "17:00", "what was typed stays");
    assert_eq!(look(&house, &two, id).await.0.starts_at, at("2026-11-26T07:00:00Z"));
    send(&member, &path, &late, &[("time", "17:00")]).await.sees("/?done=moved");
}}

on_both! { async fn an_overlap_or_a_holiday_is_asked_about(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, NEXT).await;
    // The leader meets somebody else on Friday at 15:15.
    let mut tx = house.app.system(two.organization, "test");
    let other = people::pair::begin(&mut tx, two.leader, two.stranger, Kind::Line).await.unwrap();
    let other = tx.load::<Edit, Pair>(other).await.unwrap();
    let new = one_on_one::NewOneOnOne {
        starts_at: at("2026-11-27T06:15:00Z"),
        minutes: 30,
        occurrence: None,
        place: String::new(),
    };
    one_on_one::schedule_extra(&mut tx, &other, &new, false).await.unwrap();
    tx.commit().await.unwrap();
    let member = two.browser(&house, two.member).await;
    let path = format!("/one-on-ones/{id}/date");
    let page = member.get(&path).await.ok();
    let asked = send(&member, &path, &page, &[("date", "2026-11-27")]).await;
    let asked = asked.expect(StatusCode::CONFLICT);
    assert!(asked.has("別の1on1があります") && asked.has("それでもこの日時にする"));
    assert_eq!(asked.value("date"), "2026-11-27");
    assert_eq!(look(&house, &two, id).await.0.starts_at, at(NEXT));
    assert!(asked.has("11月27日(金) 15:45") || asked.has("11月27日(金) 16:00"), "what is free instead");
    assert!(!asked.has(">11月27日(金) 15:30<"), "a proposal is never taken itself");
    // Confirmed for one date is not confirmed for another.
    let other = [("anyway", "2026-11-27 15:00 30 =overlap"), ("time", "15:10")];
    send(&member, &path, &asked, &other).await.expect(StatusCode::CONFLICT);
    confirm(&member, &path, &asked).await.sees("/?done=moved");
    assert_eq!(look(&house, &two, id).await.0.starts_at, at("2026-11-27T06:00:00Z"));

    let page = member.get(&path).await.ok();
    let holiday = send(&member, &path, &page, &[("date", "2027-01-11")]).await;
    assert!(holiday.expect(StatusCode::CONFLICT).has("は成人の日です。"));
    let weekend = send(&member, &path, &page, &[("date", "2026-11-28")]).await;
    let weekend = weekend.expect(StatusCode::CONFLICT);
    assert!(weekend.has("は週末です。"));
    confirm(&member, &path, &weekend).await.sees("/?done=moved");
}}

on_both! { async fn each_question_is_answered_by_itself(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, NEXT).await;
    let member = two.browser(&house, two.member).await;
    let path = format!("/one-on-ones/{id}/date");
    let page = member.get(&path).await.ok();
    let saturday = send(&member, &path, &page, &[("date", "2026-11-28")]).await;
    let saturday = saturday.expect(StatusCode::CONFLICT);
    assert!(saturday.has("は週末です。") && !saturday.has("別の1on1があります"));
    // Meanwhile the leader has another one on that Saturday.
    let mut tx = house.app.system(two.organization, "test");
    let other = people::pair::begin(&mut tx, two.leader, two.stranger, Kind::Line).await.unwrap();
    let other = tx.load::<Edit, Pair>(other).await.unwrap();
    let new = one_on_one::NewOneOnOne {
        starts_at: at("2026-11-28T06:15:00Z"),
        minutes: 30,
        occurrence: None,
        place: String::new(),
    };
    one_on_one::schedule_extra(&mut tx, &other, &new, false).await.unwrap();
    tx.commit().await.unwrap();
    let both = confirm(&member, &path, &saturday).await.expect(StatusCode::CONFLICT);
    assert!(both.has("別の1on1があります") && !both.has("は週末です。"), "only what is new is asked");
    assert_eq!(look(&house, &two, id).await.0.starts_at, at(NEXT));
    confirm(&member, &path, &both).await.sees("/?done=moved");
    // The same for an extra one.
    let extra = format!("/pairs/{}/one-on-ones", two.pair);
    let fields = [("date", "2026-11-28"), ("time", "15:20"), ("minutes", "30"),
        ("anyway", "2026-11-28 15:20 30 =day_off")];
    let asked = member.post(&extra, &fields).await.expect(StatusCode::CONFLICT);
    assert!(asked.has("別の1on1があります"));
}}

on_both! { async fn moving_all_moves_the_rhythm_and_keeps_what_is_prepared(house: house) {
    let two = Two::meet(&house).await;
    let planned = weekly(&house, &two).await;
    let (first, second, third) = (&planned[0], &planned[1], &planned[2]);
    prepare(&house, &two, third.id).await;
    let member = two.browser(&house, two.member).await;
    let path = format!("/one-on-ones/{}/date", first.id);
    let page = member.get(&path).await.ok();
    let fields = [("date", "2026-11-25"), ("time", "10:00"), ("scope", "all"), ("minutes", "60")];
    send(&member, &path, &page, &fields).await.sees("/?done=moved-all");
    let after = open(&house, &two).await;
    assert_eq!(after.len(), planned.len(), "none more, none less");
    let ids = |all: &[OneOnOne]| all.iter().map(|one| one.id).collect::<Vec<_>>();
    assert_eq!(ids(&after), ids(&planned), "they are the same ones");
    let starts: Vec<_> = after.iter().take(3).map(|one| one.starts_at).collect();
    let wednesdays = ["2026-11-25T01:00:00Z", "2026-12-02T01:00:00Z", "2026-12-09T01:00:00Z"];
    assert_eq!(starts, wednesdays.map(at));
    assert!(after.iter().all(|one| one.minutes == 60));
    assert_eq!(look(&house, &two, third.id).await.1[0].line, "来年のこと");
    assert_eq!((after[1].version, second.version), (1, 1), "untouched ones stay untouched");
    let mut tx = two.acting_member(&house);
    let series = series::of_pair(&mut tx, two.pair).await.unwrap().unwrap();
    assert_eq!((series.weekday, series.starts_at), (Weekday::Wednesday, time(10, 0, 0, 0)));
}}

on_both! { async fn an_extra_one_brings_along_what_was_waiting(house: house) {
    let two = Two::meet(&house).await;
    let only = two.plan(&house, NEXT).await;
    prepare(&house, &two, only).await;
    let member = two.browser(&house, two.member).await;
    member.post(&format!("/one-on-ones/{only}/skip"), &[("how", "nothing_today")]).await
        .sees("/?done=skipped");
    assert!(open(&house, &two).await.is_empty(), "there is no next one for the topics yet");
    let new = format!("/pairs/{}/one-on-ones/new", two.pair);
    let page = member.get(&new).await.ok();
    let path = format!("/pairs/{}/one-on-ones", two.pair);
    let nothing = send(&member, &path, &page, &[]).await;
    nothing.expect(StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("date", "2026-12-01"), ("time", "11:00")];
    for _ in 0..2 {
        send(&member, &path, &page, &fields).await.sees("/?done=planned");
    }
    let planned = open(&house, &two).await;
    assert_eq!(planned.len(), 1, "sending twice is sending once");
    let (one_on_one, items) = look(&house, &two, planned[0].id).await;
    assert!(one_on_one.extra);
    assert_eq!((items[0].line.as_str(), items[0].carried), ("来年のこと", true));
}}

on_both! { async fn skipping_carries_over_and_loses_nothing(house: house) {
    let two = Two::meet(&house).await;
    let planned = weekly(&house, &two).await;
    prepare(&house, &two, planned[0].id).await;
    run_due(&house.app).await.unwrap();
    house.mails.take();
    let member = two.browser(&house, two.member).await;
    let path = format!("/one-on-ones/{}/skip", planned[0].id);
    let page = member.get(&path).await.ok();
    for text in ["今回はお休みする", "10分だけにする", "書いてやりとりする", "別の日に移す", "不利にはなりません"] {
        assert!(page.has(text), "{text}");
    }
    let fields = [("how", "nothing_today"), ("key", &page.value("key"))];
    for _ in 0..2 {
        member.post(&path, &fields).await.sees("/?done=skipped");
    }
    let (skipped, before) = look(&house, &two, planned[0].id).await;
    assert_eq!((skipped.status, before.len()), (Status::Skipped, 1), "and the record stays");
    let (_, items) = look(&house, &two, planned[1].id).await;
    assert_eq!((items.len(), items[0].line.as_str()), (1, "来年のこと"));
    assert!(member.get("/").await.ok().has("前回の続き") && member.get("/").await.ok().has("型を作る"));
    member.post(&path, &[("how", "nothing_today")]).await.expect(StatusCode::CONFLICT);
    member.get(&path).await.sees(&format!("/one-on-ones/{}", planned[0].id));
    run_due(&house.app).await.unwrap();
    let mails = house.mails.take();
    assert_eq!(mails.len(), 1, "the leader hears of it, once");
    assert!(mails[0].text.contains("/today\n"), "and gets to what comes next: {}", mails[0].text);
}}

on_both! { async fn shorter_or_in_writing_and_back(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, NEXT).await;
    prepare(&house, &two, id).await;
    let leader = two.browser(&house, two.leader).await;
    let path = format!("/one-on-ones/{id}/skip");
    for (how, done, manner, says) in [
        ("ten_minutes", "ten-minutes", Manner::TenMinutes, "10分だけ"),
        ("written", "written", Manner::Written, "書いてやりとり"),
    ] {
        leader.post(&path, &[("how", how)]).await.sees(&format!("/today?done={done}"));
        assert_eq!(look(&house, &two, id).await.0.manner, manner);
        assert!(leader.get("/today").await.ok().has(says));
        assert!(leader.get(&path).await.ok().has("いつもの形に戻す"));
    }
    leader.post(&path, &[("how", "usual")]).await.sees("/today?done=usual");
    assert_eq!(look(&house, &two, id).await.1.len(), 1, "topics stay");
    leader.post(&path, &[("how", "never")]).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
}}

on_both! { async fn calling_off_keeps_topics_for_the_next(house: house) {
    let two = Two::meet(&house).await;
    let planned = weekly(&house, &two).await;
    prepare(&house, &two, planned[0].id).await;
    let member = two.browser(&house, two.member).await;
    let path = format!("/one-on-ones/{}/cancellation", planned[0].id);
    for _ in 0..2 {
        member.post(&path, &[("key", "k")]).await.sees("/?done=cancelled");
    }
    assert_eq!(look(&house, &two, planned[0].id).await.0.status, Status::Cancelled);
    assert_eq!(look(&house, &two, planned[1].id).await.1.len(), 1);
    run_due(&house.app).await.unwrap();
    let mail = house.mails.take().into_iter().find(|mail| mail.subject.contains("取りやめ")).unwrap();
    let new = format!("/pairs/{}/one-on-ones/new", two.pair);
    assert!(mail.text.contains(&new), "another day is chosen there: {}", mail.text);
    let page = member.get(&format!("/one-on-ones/{}", planned[0].id)).await.ok();
    assert!(page.has("話題は次回に引き継がれています") && page.paths(&new).is_empty());
}}

on_both! { async fn what_has_no_next_one_waits_for_it(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, NEXT).await;
    prepare(&house, &two, id).await;
    let member = two.browser(&house, two.member).await;
    let skip = format!("/one-on-ones/{id}/skip");
    member.post(&skip, &[("how", "nothing_today")]).await.sees("/?done=skipped");
    let page = member.get(&format!("/one-on-ones/{id}")).await.ok();
    assert!(page.has("つぎの日が決まると、話題がそこに引き継がれます") && !page.has("引き継がれています"));
    assert_eq!(page.paths(&format!("/pairs/{}/one-on-ones/new", two.pair)).len(), 1);
    two.part(&house).await;
    let page = member.get(&format!("/one-on-ones/{id}")).await.ok();
    assert!(page.has("お休みになりました") && !page.has("引き継がれます"));
    assert!(page.paths("/pairs/").iter().all(|path| !path.ends_with("/new")));
}}

on_both! { async fn one_begun_by_mistake_can_be_moved(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, NEXT).await;
    let topic = two.topic(&house, Word::Career).await;
    let mut tx = two.acting_member(&house);
    let one_on_one = tx.load::<Edit, OneOnOne>(id).await.unwrap();
    let choice = Choice { topic, expectation: Some(Expectation::Listen), line: "来年".into() };
    agenda::prepare(&mut tx, &one_on_one, &[choice], one_on_one.version).await.unwrap();
    tx.commit().await.unwrap();
    let leader = two.browser(&house, two.leader).await;
    let room = format!("/one-on-ones/{id}");
    leader.post(&format!("{room}/start"), &[]).await.sees(&room);
    let begun = leader.get(&room).await.ok();
    let path = format!("{room}/date");
    assert_eq!(begun.paths(&path).len(), 1);
    let page = leader.get(&path).await.ok();
    send(&leader, &path, &page, &[("date", "2026-12-03")]).await.sees("/today?done=moved");
    let (moved, items) = look(&house, &two, id).await;
    assert_eq!((moved.started_at, items[0].line.as_str()), (None, "来年"));
    assert!(leader.get(&room).await.ok().has("はじめる"));
    // Once something was said, the link is gone.
    leader.post(&format!("{room}/start"), &[]).await.sees(&room);
    let reached = format!("{room}/topics/{}/outcome", items[0].id);
    leader.post(&reached, &[("outcome", "reached")]).await.sees(&room);
    assert!(leader.get(&room).await.ok().paths(&path).is_empty());
}}

on_both! { async fn dates_are_for_the_two_while_the_pair_lasts(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, NEXT).await;
    let other = Two::meet(&house).await;
    let browsers = [
        two.browser(&house, two.stranger).await,
        other.browser(&house, other.member).await,
        two.browser(&house, two.leader).await,
        two.browser(&house, two.member).await,
    ];
    two.part(&house).await;
    let (one, pair) = (format!("/one-on-ones/{id}"), format!("/pairs/{}", two.pair));
    for browser in &browsers {
        for path in [format!("{one}/date"), format!("{one}/skip"), format!("{pair}/one-on-ones/new")] {
            browser.get(&path).await.expect(StatusCode::NOT_FOUND);
        }
        let fields = [("date", "2026-11-27"), ("time", "15:00"), ("minutes", "30"), ("version", "1")];
        browser.post(&format!("{one}/date"), &fields).await.expect(StatusCode::NOT_FOUND);
        browser.post(&format!("{pair}/one-on-ones"), &fields).await.expect(StatusCode::NOT_FOUND);
        let how = [("how", "nothing_today")];
        browser.post(&format!("{one}/skip"), &how).await.expect(StatusCode::NOT_FOUND);
        browser.post(&format!("{one}/cancellation"), &[]).await.expect(StatusCode::NOT_FOUND);
    }
}}

on_both! { async fn a_pair_that_ended_keeps_no_time_free(house: house) {
    let two = Two::meet(&house).await;
    let at = "2026-12-03T06:00:00Z".parse().unwrap();
    two.plan(&house, "2026-12-03T06:00:00Z").await;
    two.part(&house).await;
    let mut tx = house.app.system(two.organization, "test");
    let again = people::pair::begin(&mut tx, two.leader, two.member, people::pair::Kind::Line).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = two.acting_member(&house);
    let pair = tx.load::<Edit, Pair>(again).await.unwrap();
    let people = (two.leader, two.member);
    let until = "2026-12-03T07:00:00Z".parse().unwrap();
    assert!(!one_on_one::is_taken(&mut tx, again, people, (at, until)).await.unwrap());
    assert!(one_on_one::taken_between(&mut tx, people, (at, until), None).await.unwrap().is_empty());
    let new = NewOneOnOne { starts_at: at, minutes: 30, occurrence: None, place: String::new() };
    one_on_one::schedule_extra(&mut tx, &pair, &new, false).await.unwrap();
}}
