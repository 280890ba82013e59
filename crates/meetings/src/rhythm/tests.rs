//! Setting a rhythm: the dates shown are the dates planned, and nothing prepared is lost.

use crate::{
    agenda::{self, Choice},
    one_on_one::{self, OneOnOne, Status},
    testing::{Two, house},
    topic::Word,
};
use axum::http::StatusCode;
use people::pair::{Kind, Pair};
use platform::{
    access::Edit,
    jobs::run_due,
    on_both, params, sql,
    testing::{Answer, Browser, TestHouse},
};

const MONDAYS: [(&str, &str); 7] = [
    ("cadence", "weekly"),
    ("weekday", "0"),
    ("time", "10:00"),
    ("minutes", "45"),
    ("place", "さくら"),
    ("first", "2026-12-28"),
    ("zone", "Asia/Tokyo"),
];

async fn open(house: &TestHouse, two: &Two) -> Vec<OneOnOne> {
    let mut tx = two.acting_member(house);
    let mut open = one_on_one::left_of_member(&mut tx, 50).await.unwrap();
    open.reverse();
    open.extend(one_on_one::upcoming_of_member(&mut tx, 50).await.unwrap());
    open
}

fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = MONDAYS.iter().filter(|(name, _)| !changes.iter().any(|(other, _)| other == name));
    kept.chain(changes).copied().collect()
}

/// Sends these fields from a page that was opened just now.
async fn save(browser: &Browser, path: &str, fields: &[(&str, &str)]) -> Answer {
    let version = browser.get(path).await.ok().value("version");
    let mut all = fields.to_vec();
    all.push(("version", &version));
    browser.post(path, &all).await
}

fn query(fields: &[(&str, &str)]) -> String {
    let encode = platform::routing::encode_query;
    let pairs = fields.iter().map(|(name, value)| format!("{name}={}", encode(value)));
    pairs.collect::<Vec<_>>().join("&")
}

on_both! { async fn what_is_shown_is_what_is_planned(house: house) {
    let two = Two::meet(&house).await;
    let member = two.browser(&house, two.member).await;
    let path = format!("/pairs/{}/series", two.pair);
    let page = member.get(&path).await.ok();
    assert!(page.has("1on1の定例") && page.has("この定例ではじめる"));
    let preview = member.get(&format!("{path}?{}", query(&MONDAYS))).await.ok();
    // Monday, 11 January 2027 is a holiday.
    for text in ["12月28日(月) 10:00", "2027年1月4日(月) 10:00", "2027年1月12日(火) 10:00", "2027年1月11日(月)は成人の日のため", "2027年2月1日(月) 10:00"] {
        assert!(preview.has(text), "{text}");
    }
    assert!(!preview.has("2027年2月8日"), "six dates");
    assert!(open(&house, &two).await.is_empty(), "looking changes nothing");
    for _ in 0..2 {
        member.post(&path, &with(&[("key", "k")])).await.sees("/?done=rhythm");
    }
    let planned = open(&house, &two).await;
    assert_eq!(planned.len(), 9, "62 days");
    assert_eq!(planned[2].starts_at, "2027-01-12T01:00:00Z".parse().unwrap());
    assert_eq!((planned[0].minutes, planned[0].place.as_str()), (45, "さくら"));
    assert!(member.get(&path).await.ok().has("この定例に変える"));
    run_due(&house.app).await.unwrap();
    let subjects: Vec<_> = house.mails.take().into_iter().map(|mail| mail.subject).collect();
    assert_eq!(subjects, ["1on1の予定が入りました"], "the leader hears of it");
}}

on_both! { async fn changing_keeps_identities_and_preparations(house: house) {
    let two = Two::meet(&house).await;
    let member = two.browser(&house, two.member).await;
    let path = format!("/pairs/{}/series", two.pair);
    member.post(&path, &with(&[])).await.sees("/?done=rhythm");
    let before = open(&house, &two).await;
    let topic = two.topic(&house, Word::Work).await;
    let mut tx = two.acting_member(&house);
    let third = tx.load::<Edit, OneOnOne>(before[2].id).await.unwrap();
    let choice = Choice { topic, expectation: None, line: "準備した".into() };
    agenda::prepare(&mut tx, &third, &[choice], 1).await.unwrap();
    tx.commit().await.unwrap();
    // Twice a month, on Fridays, from February on: what lies before stays.
    let changes = [("cadence", "twice_monthly"), ("weekday", "4"), ("first", "2027-01-13")];
    save(&member, &path, &with(&changes)).await.sees("/?done=rhythm");
    let after = open(&house, &two).await;
    let starts: Vec<_> = after.iter().map(|one| one.starts_at.to_string()).collect();
    let expected = [
        "2026-12-28T01:00:00Z",
        "2027-01-04T01:00:00Z",
        "2027-01-12T01:00:00Z",
        "2027-01-15T01:00:00Z",
        "2027-02-05T01:00:00Z",
        "2027-02-19T01:00:00Z",
        "2027-03-05T01:00:00Z",
    ];
    assert_eq!(starts, expected);
    let kept = after.iter().filter(|one| before.iter().any(|old| old.id == one.id)).count();
    assert_eq!(kept, 7, "the dates moved, none was made anew that could be moved");
    let items = agenda::of_one_on_one(&mut two.acting_member(&house), before[2].id).await.unwrap();
    assert_eq!(items[0].line, "準備した");
    // And without a rhythm, only what was touched stays.
    save(&member, &path, &with(&[("cadence", "none"), ("first", "2026-11-24")])).await
        .sees("/?done=rhythm");
    let left = open(&house, &two).await;
    assert_eq!(left.iter().map(|one| one.id).collect::<Vec<_>>(), [before[2].id]);
}}

on_both! { async fn a_skipped_date_is_not_planned_again(house: house) {
    let two = Two::meet(&house).await;
    let member = two.browser(&house, two.member).await;
    let path = format!("/pairs/{}/series", two.pair);
    member.post(&path, &with(&[])).await.sees("/?done=rhythm");
    let planned = open(&house, &two).await;
    let skip = format!("/one-on-ones/{}/skip", planned[1].id);
    member.post(&skip, &[("how", "nothing_today")]).await.sees("/?done=skipped");
    save(&member, &path, &with(&[("time", "11:00")])).await.sees("/?done=rhythm");
    let after = open(&house, &two).await;
    assert_eq!(after.len(), 8);
    assert!(after.iter().all(|one| one.starts_at.to_string().ends_with("T02:00:00Z")));
    assert!(after.iter().all(|one| one.occurrence != planned[1].occurrence));
}}

on_both! { async fn dates_come_up_as_time_goes_by(house: house) {
    let two = Two::meet(&house).await;
    let member = two.browser(&house, two.member).await;
    let path = format!("/pairs/{}/series", two.pair);
    member.post(&path, &with(&[("cadence", "monthly")])).await.sees("/?done=rhythm");
    let count = open(&house, &two).await.len();
    run_due(&house.app).await.unwrap();
    assert_eq!(open(&house, &two).await.len(), count, "enough is planned");
    house.clock.set("2027-02-10T01:00:00Z".parse().unwrap());
    run_due(&house.app).await.unwrap();
    let later = open(&house, &two).await;
    let last = later.last().unwrap().starts_at.to_string();
    assert_eq!((later.len(), last.as_str()), (count + 2, "2027-04-05T01:00:00Z"));
    run_due(&house.app).await.unwrap();
    assert_eq!(open(&house, &two).await.len(), count + 2, "once");
}}

on_both! { async fn the_other_was_faster(house: house) {
    let two = Two::meet(&house).await;
    let member = two.browser(&house, two.member).await;
    let leader = two.browser(&house, two.leader).await;
    let path = format!("/pairs/{}/series", two.pair);
    // Both looked while there was no rhythm.
    member.post(&path, &with(&[("version", "0")])).await.sees("/?done=rhythm");
    let late = leader.post(&path, &with(&[("version", "0"), ("time", "16:30")])).await;
    let late = late.expect(StatusCode::CONFLICT);
    assert!(late.has("先に定例が変わっていました"));
    assert_eq!((late.value("time"), late.value("version")), ("16:30".into(), "1".into()));
    let kept = open(&house, &two).await;
    assert!(kept.iter().all(|one| one.starts_at.to_string().ends_with("T01:00:00Z")));
    let preview = format!("{path}?{}&version=0", query(&MONDAYS));
    assert_eq!(leader.get(&preview).await.ok().value("version"), "0", "looking renews nothing");
    let again = [("version", late.value("version")), ("time", late.value("time"))];
    let again: Vec<_> = again.iter().map(|(name, value)| (*name, value.as_str())).collect();
    leader.post(&path, &with(&again)).await.sees("/today?done=rhythm");
    // Moving all dates is a change of the rhythm, too.
    let page = member.get(&path).await.ok();
    let first = open(&house, &two).await.remove(0);
    let version = first.version.to_string();
    let fields = [("date", "2026-12-22"), ("time", "09:00"), ("minutes", "45"),
        ("scope", "all"), ("version", version.as_str())];
    leader.post(&format!("/one-on-ones/{}/date", first.id), &fields).await
        .sees("/today?done=moved-all");
    let version = page.value("version");
    let late = member.post(&path, &with(&[("version", version.as_str())])).await;
    late.expect(StatusCode::CONFLICT);
}}

on_both! { async fn a_change_of_rhythm_waits_for_a_hand_at_work(house: house) {
    let two = Two::meet(&house).await;
    let member = two.browser(&house, two.member).await;
    let path = format!("/pairs/{}/series", two.pair);
    member.post(&path, &with(&[])).await.sees("/?done=rhythm");
    let first = open(&house, &two).await.remove(0);
    let mut closing = two.acting_leader(&house);
    let held = closing.load::<Edit, OneOnOne>(first.id).await.unwrap();
    one_on_one::close(&mut closing, &held).await.unwrap();
    let rhythm = async {
        let changes = [("time", "11:00")];
        save(&member, &path, &with(&changes)).await.sees("/?done=rhythm");
    };
    let late = async {
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        closing.commit().await.unwrap();
    };
    tokio::join!(rhythm, late);
    let mut tx = two.acting_member(&house);
    let after = tx.load::<Edit, OneOnOne>(first.id).await.unwrap();
    assert_eq!((after.status, after.starts_at), (Status::Held, first.starts_at));
}}

on_both! { async fn neither_of_two_who_change_at_once_is_refused(house: house) {
    let two = Two::meet(&house).await;
    let member = two.browser(&house, two.member).await;
    let leader = two.browser(&house, two.leader).await;
    let path = format!("/pairs/{}/series", two.pair);
    member.post(&path, &with(&[])).await.sees("/?done=rhythm");
    for time in ["11:00", "12:00", "13:00"] {
        let planned = open(&house, &two).await;
        let closing = format!("/one-on-ones/{}/closing", planned[0].id);
        let skip = format!("/one-on-ones/{}/skip", planned[1].id);
        let fields = with(&[("time", time)]);
        let (closed, skipped, changed) = tokio::join!(
            leader.post(&closing, &[]),
            member.post(&skip, &[("how", "nothing_today")]),
            save(&member, &path, &fields),
        );
        closed.sees(&closing);
        skipped.sees("/?done=skipped");
        changed.sees("/?done=rhythm");
    }
}}

on_both! { async fn taken_dates_are_marked_and_asked_about(house: house) {
    let two = Two::meet(&house).await;
    let mut tx = house.app.system(two.organization, "test");
    let other = people::pair::begin(&mut tx, two.leader, two.stranger, Kind::Line).await.unwrap();
    let other = tx.load::<Edit, Pair>(other).await.unwrap();
    let new = one_on_one::NewOneOnOne {
        starts_at: "2027-01-04T01:30:00Z".parse().unwrap(),
        minutes: 30,
        occurrence: None,
        place: String::new(),
    };
    one_on_one::schedule_extra(&mut tx, &other, &new, false).await.unwrap();
    tx.commit().await.unwrap();
    let member = two.browser(&house, two.member).await;
    let path = format!("/pairs/{}/series", two.pair);
    let asked = member.post(&path, &MONDAYS).await.expect(StatusCode::CONFLICT);
    assert!(asked.has("別の1on1と重なります") && asked.has("それでもこの定例にする"));
    assert!(open(&house, &two).await.is_empty());
    member.post(&path, &with(&[("anyway", "weekly 0 10:00 45 2026-12-28")])).await.sees("/?done=rhythm");
    assert_eq!(open(&house, &two).await.len(), 9);
}}

on_both! { async fn wrong_rhythms_are_said_in_both_languages(house: house) {
    let two = Two::meet(&house).await;
    let member = two.browser(&house, two.member).await;
    two.reads_english(&house, two.leader).await;
    let leader = two.browser(&house, two.leader).await;
    let path = format!("/pairs/{}/series", two.pair);
    for (name, value, ja, en) in [
        ("cadence", "daily", "間隔を選んでください。", "Please choose how often."),
        ("weekday", "9", "曜日を選んでください。", "Please choose a weekday."),
        ("time", "24:00", "23:59", "from 0:00 to 23:59"),
        ("first", "2026-11-01", "これからの日時を選んでください。", "still to come"),
        ("zone", "Asia/Nowhere", "時間帯", "time zone"),
        ("minutes", "5", "10分から120分", "10 to 120 minutes"),
    ] {
        let fields = with(&[(name, value)]);
        let answer = member.post(&path, &fields).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.has(ja), "{name}");
        let answer = leader.post(&path, &fields).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.has(en), "{name}");
    }
    let stranger = two.browser(&house, two.stranger).await;
    stranger.get(&path).await.expect(StatusCode::NOT_FOUND);
    stranger.post(&path, &MONDAYS).await.expect(StatusCode::NOT_FOUND);
    two.part(&house).await;
    for browser in [&member, &leader] {
        browser.get(&path).await.expect(StatusCode::NOT_FOUND);
        browser.post(&path, &MONDAYS).await.expect(StatusCode::NOT_FOUND);
    }
    assert!(open(&house, &two).await.is_empty());
}}

on_both! { async fn what_waited_comes_to_the_first_date_that_comes_up(house: house) {
    let two = Two::meet(&house).await;
    let member = two.browser(&house, two.member).await;
    let path = format!("/pairs/{}/series", two.pair);
    member.post(&path, &with(&[("first", "2026-11-30")])).await.sees("/?done=rhythm");
    let planned = open(&house, &two).await;
    let topic = two.topic(&house, Word::Career).await;
    let mut tx = two.acting_member(&house);
    let first = tx.load::<Edit, OneOnOne>(planned[0].id).await.unwrap();
    let choice = Choice { topic, expectation: None, line: "来年のこと".into() };
    agenda::prepare(&mut tx, &first, &[choice], 1).await.unwrap();
    for one in &planned {
        let one = tx.load::<Edit, OneOnOne>(one.id).await.unwrap();
        crate::dates::skip(&mut tx, &one, one_on_one::SkipReason::Busy).await.unwrap();
    }
    tx.commit().await.unwrap();
    let last = planned.last().unwrap().starts_at;
    house.clock.set(last.saturating_sub(jiff::SignedDuration::from_hours(24 * 20)).unwrap());
    run_due(&house.app).await.unwrap();
    let come_up = open(&house, &two).await;
    assert!(!come_up.is_empty());
    let items = agenda::of_one_on_one(&mut two.acting_member(&house), come_up[0].id).await.unwrap();
    assert_eq!(items.iter().map(|item| item.line.as_str()).collect::<Vec<_>>(), ["来年のこと"]);
    let mut tx = two.acting_member(&house);
    let others = agenda::of_many(&mut tx, come_up[1..].iter().map(|one| one.id)).await.unwrap();
    assert!(others.is_empty());
}}

on_both! { async fn a_rhythm_that_cannot_be_planned_keeps_no_other_waiting(house: house) {
    let broken = Two::meet(&house).await;
    let two = Two::meet(&house).await;
    for two in [&broken, &two] {
        let member = two.browser(&house, two.member).await;
        let path = format!("/pairs/{}/series", two.pair);
        member.post(&path, &with(&[("first", "2026-11-30")])).await.sees("/?done=rhythm");
    }
    let mut tx = house.app.system(broken.organization, "test");
    tx.execute(
        sql!("UPDATE series SET zone = 'Moon/Base' WHERE organization_id = $1"),
        params![broken.organization],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let before = open(&house, &two).await.last().unwrap().starts_at;
    house.clock.set(before);
    run_due(&house.app).await.unwrap();
    assert!(open(&house, &two).await.last().unwrap().starts_at > before);
}}
