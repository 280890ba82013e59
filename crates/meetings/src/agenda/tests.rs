//! Agendas: no form overwrites what it did not show, and nothing is lost on the way to the next one.

use crate::{
    agenda::{self, AgendaItem, Choice, Expectation, ItemState, MOST_ITEMS, Outcome},
    one_on_one::{self, OneOnOne, OneOnOneId},
    room,
    testing::{Two, house},
    topic::{TopicId, Word},
};
use axum::http::StatusCode;
use people::pair::Seat;
use platform::{
    access::Edit,
    on_both, params, sql,
    testing::{Answer, Browser, TestHouse},
};

const TODAY: &str = "2026-11-26T06:00:00Z";
const NEXT: &str = "2026-12-10T06:00:00Z";

async fn items(house: &TestHouse, two: &Two, id: OneOnOneId) -> Vec<AgendaItem> {
    agenda::of_one_on_one(&mut two.acting_member(house), id).await.unwrap()
}

async fn version(house: &TestHouse, two: &Two, id: OneOnOneId) -> i64 {
    two.acting_member(house).load::<Edit, OneOnOne>(id).await.unwrap().version
}

/// The member chooses these topics, each with a line.
async fn prepare(house: &TestHouse, two: &Two, id: OneOnOneId, chosen: &[(TopicId, &str)]) {
    let mut tx = two.acting_member(house);
    let meeting = tx.load::<Edit, OneOnOne>(id).await.unwrap();
    let choice = |(topic, line): &(TopicId, &str)| Choice {
        topic: *topic,
        expectation: Some(Expectation::Listen),
        line: (*line).into(),
    };
    let choices: Vec<Choice> = chosen.iter().map(choice).collect();
    agenda::prepare(&mut tx, &meeting, &choices, meeting.version).await.unwrap();
    tx.commit().await.unwrap();
}

async fn propose(house: &TestHouse, two: &Two, id: OneOnOneId, topic: TopicId, line: &str) {
    let mut tx = two.acting_leader(house);
    let meeting = tx.load::<Edit, OneOnOne>(id).await.unwrap();
    let choice = Choice { topic, expectation: None, line: line.into() };
    agenda::propose(&mut tx, &meeting, &choice).await.unwrap();
    tx.commit().await.unwrap();
}

/// The leader ends today's: what was not reached goes on.
async fn close(house: &TestHouse, two: &Two, id: OneOnOneId) {
    let mut tx = two.acting_leader(house);
    let meeting = tx.load::<Edit, OneOnOne>(id).await.unwrap();
    room::close(&mut tx, &meeting).await.unwrap();
    tx.commit().await.unwrap();
}

/// Sends a page's form with these fields added.
async fn send(browser: &Browser, page: &Answer, path: &str, fields: &[(&str, &str)]) -> Answer {
    let (version, key) = (page.value("version"), page.values("key").last().unwrap().clone());
    let mut all = vec![("version", version.as_str()), ("key", key.as_str())];
    all.extend_from_slice(fields);
    browser.post(path, &all).await
}

on_both! { async fn a_form_opened_before_the_close_deletes_nothing(house: house) {
    let two = Two::meet(&house).await;
    let (today, next) = (two.plan(&house, TODAY).await, two.plan(&house, NEXT).await);
    let (work, career) = (two.topic(&house, Word::Work).await, two.topic(&house, Word::Career).await);
    prepare(&house, &two, today, &[(career, "来年のこと")]).await;
    house.clock.set(TODAY.parse().unwrap());
    let browser = two.browser(&house, two.member).await;
    let path = format!("/one-on-ones/{next}/preparation");
    let open_form = browser.get(&path).await.ok();
    close(&house, &two, today).await;
    let work = work.to_string();
    let late = send(&browser, &open_form, &path, &[("topic", &work)]).await;
    assert!(late.expect(StatusCode::CONFLICT).has("先に別の変更が届いていました"));
    let carried = items(&house, &two, next).await;
    assert_eq!(carried.len(), 1);
    assert_eq!((carried[0].topic, carried[0].line.as_str()), (career, "来年のこと"));
}}

on_both! { async fn each_change_of_an_agenda_raises_the_version(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, NEXT).await;
    let skills = two.topic(&house, Word::Skills).await;
    let policy = two.topic(&house, Word::Policy).await;
    propose(&house, &two, id, skills, "").await;
    propose(&house, &two, id, policy, "").await;
    assert_eq!(version(&house, &two, id).await, 3);
    let [first, second] = [0, 1].map(async |at| items(&house, &two, id).await[at].id);
    let (first, second) = (first.await, second.await);
    let mut tx = two.acting_member(&house);
    let meeting = tx.load::<Edit, OneOnOne>(id).await.unwrap();
    agenda::accept(&mut tx, &meeting, first).await.unwrap();
    agenda::decline(&mut tx, &meeting, second).await.unwrap();
    agenda::change_expectation(&mut tx, &meeting, first, None).await.unwrap();
    agenda::reword(&mut tx, &meeting, first, "言い直し").await.unwrap();
    agenda::set_outcome(&mut tx, &meeting, first, Outcome::Later).await.unwrap();
    agenda::remove(&mut tx, &meeting, second).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(version(&house, &two, id).await, 9);
}}

on_both! { async fn taps_of_one_never_stop_taps_of_the_other(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, TODAY).await;
    let work = two.topic(&house, Word::Work).await;
    prepare(&house, &two, id, &[(work, "")]).await;
    let item = items(&house, &two, id).await[0].id;
    let path = format!("/one-on-ones/{id}");
    let member = two.browser(&house, two.member).await;
    let leader = two.browser(&house, two.leader).await;
    member.post(&format!("{path}/start"), &[]).await.sees(&path);
    let (outcome, wants) = (format!("{path}/topics/{item}/outcome"), format!("{path}/topics/{item}/expectation"));
    for _ in 0..2 {
        leader.post(&outcome, &[("outcome", "later")]).await.sees(&path);
        member.post(&wants, &[("expectation", "advice")]).await.sees(&path);
    }
    leader.post(&format!("{path}/closing"), &[]).await.sees(&format!("{path}/closing"));
}}

on_both! { async fn as_last_time_keeps_what_is_there(house: house) {
    let two = Two::meet(&house).await;
    let (today, next) = (two.plan(&house, TODAY).await, two.plan(&house, NEXT).await);
    let [work, career, skills, policy] =
        [Word::Work, Word::Career, Word::Skills, Word::Policy].map(|word| two.topic(&house, word));
    let (work, career, skills, policy) = (work.await, career.await, skills.await, policy.await);
    prepare(&house, &two, today, &[(work, "今日の"), (career, "来年のこと"), (skills, "")]).await;
    let reached = items(&house, &two, today).await;
    let mut tx = two.acting_member(&house);
    let meeting = tx.load::<Edit, OneOnOne>(today).await.unwrap();
    for item in [&reached[0], &reached[2]] {
        agenda::set_outcome(&mut tx, &meeting, item.id, Outcome::Reached).await.unwrap();
    }
    tx.commit().await.unwrap();
    house.clock.set(TODAY.parse().unwrap());
    close(&house, &two, today).await;
    propose(&house, &two, next, skills, "発表がよかったので").await;
    propose(&house, &two, next, policy, "").await;
    let browser = two.browser(&house, two.member).await;
    let path = format!("/one-on-ones/{next}/preparation");
    let page = browser.get(&path).await.ok();
    send(&browser, &page, &format!("{path}/same"), &[]).await.sees("/?done=prepared");
    let there = items(&house, &two, next).await;
    let said: Vec<_> = there.iter().map(|i| (i.topic, i.state, i.line.as_str())).collect();
    let (on, waits) = (ItemState::Accepted, ItemState::Proposed);
    let wanted = [
        (career, on, "来年のこと"),
        (skills, waits, "発表がよかったので"),
        (policy, waits, ""),
        (work, on, ""),
    ];
    assert_eq!(said, wanted);
}}

on_both! { async fn proposals_go_on_waiting(house: house) {
    let two = Two::meet(&house).await;
    let (today, next) = (two.plan(&house, TODAY).await, two.plan(&house, NEXT).await);
    let [work, skills, policy] =
        [Word::Work, Word::Skills, Word::Policy].map(|word| two.topic(&house, word));
    let (work, skills, policy) = (work.await, skills.await, policy.await);
    for (topic, line) in [(work, "仕事から"), (skills, "発表から"), (policy, "方針から")] {
        propose(&house, &two, today, topic, line).await;
    }
    propose(&house, &two, next, policy, "").await;
    let mut tx = two.acting_member(&house);
    let meeting = tx.load::<Edit, OneOnOne>(next).await.unwrap();
    let declined = agenda::of_one_on_one(&mut tx, next).await.unwrap()[0].id;
    agenda::decline(&mut tx, &meeting, declined).await.unwrap();
    tx.commit().await.unwrap();
    prepare(&house, &two, next, &[(skills, "わたしから")]).await;
    house.clock.set(TODAY.parse().unwrap());
    close(&house, &two, today).await;
    let mut there = items(&house, &two, next).await;
    there.sort_by_key(|item| [policy, skills, work].iter().position(|id| *id == item.topic));
    let said: Vec<_> = there.iter().map(|i| (i.topic, i.state, i.line.as_str())).collect();
    let wanted = [
        (policy, ItemState::Declined, ""),
        (skills, ItemState::Accepted, "わたしから\n発表から"),
        (work, ItemState::Proposed, "仕事から"),
    ];
    assert_eq!(said, wanted);
    assert_eq!((there[1].proposed_by, there[2].proposed_by), (Seat::Member, Seat::Leader));
}}

on_both! { async fn words_join_what_is_there_already(house: house) {
    let two = Two::meet(&house).await;
    let (today, next) = (two.plan(&house, TODAY).await, two.plan(&house, NEXT).await);
    let words = [Word::Work, Word::Career, Word::Skills, Word::Policy, Word::Condition];
    let [work, career, skills, policy, condition] = words.map(|word| two.topic(&house, word));
    let (work, career, skills, policy, condition) =
        (work.await, career.await, skills.await, policy.await, condition.await);
    let today_s = [(work, "い"), (career, "ろ"), (skills, "は"), (policy, "に"), (condition, "")];
    prepare(&house, &two, today, &today_s).await;
    propose(&house, &two, next, skills, "発表から").await;
    propose(&house, &two, next, policy, "").await;
    let mut tx = two.acting_member(&house);
    let meeting = tx.load::<Edit, OneOnOne>(next).await.unwrap();
    let declined = agenda::of_one_on_one(&mut tx, next).await.unwrap()[1].id;
    agenda::decline(&mut tx, &meeting, declined).await.unwrap();
    tx.commit().await.unwrap();
    prepare(&house, &two, next, &[(work, ""), (career, "次の"), (condition, "ほ")]).await;
    house.clock.set(TODAY.parse().unwrap());
    close(&house, &two, today).await;
    let there = items(&house, &two, next).await;
    let on = |topic| there.iter().find(|item| item.topic == topic && item.is_on()).unwrap();
    assert_eq!(on(work).line, "い");
    assert_eq!(on(career).line, "次の\nろ");
    assert_eq!(on(condition).line, "ほ");
    assert_eq!((on(skills).line.as_str(), on(skills).proposed_by), ("発表から\nは", Seat::Member));
    assert_eq!(on(policy).line, "に");
    assert_eq!(there.len(), 6, "and what was declined stays declined");
    let mut tx = two.acting_member(&house);
    let (from, to) = (tx.load::<Edit, OneOnOne>(today).await.unwrap(), tx.load::<Edit, OneOnOne>(next).await.unwrap());
    assert_eq!(agenda::carry_over(&mut tx, &from, &to).await.unwrap(), 0, "twice changes nothing");
    assert_eq!(agenda::of_one_on_one(&mut tx, next).await.unwrap(), there);
}}

async fn own_topics(house: &TestHouse, two: &Two, count: usize) -> Vec<TopicId> {
    let mut tx = house.app.system(two.organization, "test");
    let mut topics = Vec::new();
    for position in 0..count {
        let id = tx.new_id(TopicId);
        tx.execute(
            sql!(
                "INSERT INTO topics (organization_id, id, word, label, hidden, position)
                 VALUES ($1, $2, NULL, $3, FALSE, $4)"
            ),
            params![two.organization, id, format!("話題{position}"), 100 + position as i64],
        )
        .await
        .unwrap();
        topics.push(id);
    }
    tx.commit().await.unwrap();
    topics
}

on_both! { async fn more_may_come_along_than_may_be_chosen(house: house) {
    let two = Two::meet(&house).await;
    let (today, next) = (two.plan(&house, TODAY).await, two.plan(&house, NEXT).await);
    let topics = own_topics(&house, &two, 2 * MOST_ITEMS + 1).await;
    let lines: Vec<_> = topics.iter().map(|topic| (*topic, "あれ")).collect();
    let (first, rest) = lines.split_at(MOST_ITEMS);
    prepare(&house, &two, today, first).await;
    prepare(&house, &two, next, &rest[..MOST_ITEMS]).await;
    house.clock.set(TODAY.parse().unwrap());
    close(&house, &two, today).await;
    assert_eq!(items(&house, &two, next).await.len(), 2 * MOST_ITEMS);
    prepare(&house, &two, next, &lines[..2 * MOST_ITEMS]).await;
    assert_eq!(items(&house, &two, next).await.len(), 2 * MOST_ITEMS, "what is there may stay");
    let mut tx = two.acting_member(&house);
    let meeting = tx.load::<Edit, OneOnOne>(next).await.unwrap();
    let choice = |(topic, line): &(TopicId, &str)| Choice { topic: *topic, expectation: None, line: (*line).into() };
    let all: Vec<Choice> = lines.iter().map(choice).collect();
    let refused = agenda::prepare(&mut tx, &meeting, &all, meeting.version).await;
    assert!(refused.is_err(), "a new one on top is one too many");
    drop(tx);
    let mut tx = two.acting_member(&house);
    let meeting = tx.load::<Edit, OneOnOne>(next).await.unwrap();
    one_on_one::skip(&mut tx, &meeting, one_on_one::SkipReason::Busy).await.unwrap();
}}
