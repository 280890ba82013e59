//! The two home screens: what they show and what their taps do.

use crate::{
    agenda,
    one_on_one::{OneOnOne, OneOnOneId},
    promise::{self, NewPromise, PromiseId, State},
    testing::{Two, house},
    topic::Word,
};
use axum::http::StatusCode;
use people::pair::Seat;
use platform::{access::Edit, on_both, testing::TestHouse};

const NEXT: &str = "2026-11-26T06:00:00Z";

async fn promise(house: &TestHouse, two: &Two, id: OneOnOneId, owner: Seat) -> PromiseId {
    let mut tx = two.acting_member(house);
    let one_on_one = tx.load::<Edit, OneOnOne>(id).await.unwrap();
    let new = NewPromise { owner, text: "型を作って見せる".into(), due: None };
    let made = promise::make(&mut tx, &one_on_one, &new).await.unwrap();
    tx.commit().await.unwrap();
    made
}

async fn state(house: &TestHouse, two: &Two) -> Vec<State> {
    let mut tx = two.acting_member(house);
    let all = promise::of_pair(&mut tx, two.pair).await.unwrap();
    all.into_iter().map(|promise| promise.state).collect()
}

on_both! { async fn a_member_finds_the_next_one_and_one_thing_to_do(house: house) {
    let two = Two::meet(&house).await;
    let member = two.browser(&house, two.member).await;
    let before = member.get("/").await.ok();
    assert!(before.has("藤崎さんとの1on1の定例を決めましょう"));
    let id = two.plan(&house, NEXT).await;
    two.plan(&house, "2026-12-10T06:00:00Z").await;
    let page = member.get("/").await.ok();
    for text in ["つぎの1on1", "11月26日(木) 15:00", "藤崎さん", "準備する", "日時を変える", "休む・短くする", "12月"] {
        assert!(page.has(text), "{text}");
    }
    assert_eq!(page.paths(&format!("/one-on-ones/{id}/preparation")).len(), 1);
    assert_eq!(page.text.matches("class=\"button primary").count(), 1, "one primary button");
    house.clock.set("2026-11-26T05:51:00Z".parse().unwrap());
    let member = two.browser(&house, two.member).await;
    let near = member.get("/").await.ok();
    assert!(near.has("1on1を開く"), "ten minutes before, the meeting is the thing to do");
    house.clock.set("2026-11-27T05:51:00Z".parse().unwrap());
    let member = two.browser(&house, two.member).await;
    let after = member.get("/").await.ok();
    assert!(after.has("日にちが過ぎた1on1") && after.has("12月10日(木) 15:00"));
    assert_eq!(after.paths(&format!("/one-on-ones/{id}/skip")).len(), 1, "it can still be told");
}}

/// This pair talks on `count` days and never says so.
async fn never_closed(house: &TestHouse, two: &Two, count: i64) {
    let first: jiff::Timestamp = "2026-11-24T00:00:00Z".parse().unwrap();
    for day in 0..count {
        let hours = jiff::SignedDuration::from_hours(12 * day);
        two.plan(house, &first.saturating_add(hours).unwrap().to_string()).await;
    }
}

on_both! { async fn what_nobody_closed_never_hides_the_next_one(house: house) {
    let two = Two::meet(&house).await;
    never_closed(&house, &two, 7).await;
    let next = two.plan(&house, "2026-12-03T06:00:00Z").await;
    house.clock.set("2026-12-02T06:00:00Z".parse().unwrap());
    let member = two.browser(&house, two.member).await;
    let page = member.get("/").await.ok();
    assert_eq!(page.paths(&format!("/one-on-ones/{next}/preparation")).len(), 1);
    assert_eq!(page.text.matches("お休みだった").count(), 5, "the newest five are below");
    house.clock.set("2026-12-03T07:40:00Z".parse().unwrap());
    let member = two.browser(&house, two.member).await;
    let page = member.get("/").await.ok();
    assert_eq!(page.paths(&format!("/one-on-ones/{next}/skip")).len(), 1, "its time is over");
    assert!(page.paths(&format!("/one-on-ones/{next}/preparation")).is_empty());
}}

on_both! { async fn one_that_began_late_goes_on(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, NEXT).await;
    house.clock.set("2026-11-26T09:00:00Z".parse().unwrap());
    let member = two.browser(&house, two.member).await;
    let path = format!("/one-on-ones/{id}");
    member.post(&format!("{path}/start"), &[]).await.sees(&path);
    for page in [member.get("/").await.ok(), two.browser(&house, two.leader).await.get("/today").await.ok()] {
        assert!(!page.has("日にちが過ぎた1on1") && !page.has("お休みだった"));
        assert!(!page.paths(&path).is_empty());
    }
}}

on_both! { async fn a_leader_sees_today_however_much_was_never_closed(house: house) {
    let two = Two::meet(&house).await;
    never_closed(&house, &two, 61).await;
    let today = two.plan(&house, "2026-12-24T08:00:00Z").await;
    house.clock.set("2026-12-24T06:30:00Z".parse().unwrap());
    let leader = two.browser(&house, two.leader).await;
    let page = leader.get("/today").await.ok();
    assert_eq!(page.paths(&format!("/one-on-ones/{today}/precheck")).len(), 1);
    assert_eq!(page.text.matches("class=\"button primary").count(), 1);
    assert_eq!(page.text.matches("お休みだった").count(), 5);
    assert!(leader.get("/").await.ok().has("17:00"));
}}

on_both! { async fn whoever_takes_no_part_sees_how_to_start(house: house) {
    let two = Two::meet(&house).await;
    let stranger = two.browser(&house, two.stranger).await;
    let page = stranger.get("/").await.ok();
    assert!(page.has("相手を選ぶ") && page.has("管理者に分かるのは"));
    assert!(page.paths("/one-on-ones").is_empty() && !page.text.contains("bottom-bar"));
    assert!(stranger.get("/today").await.ok().has("だれかの聞き手になると"));
    stranger.stranger().get("/").await.sees("/sign-in?next=%2F");
}}

on_both! { async fn a_promise_is_settled_by_one_tap_and_taken_back_by_another(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, NEXT).await;
    let made = promise(&house, &two, id, Seat::Member).await;
    let member = two.browser(&house, two.member).await;
    assert!(member.get("/").await.ok().has("型を作って見せる"));
    let path = format!("/promises/{made}/state");
    for (word, kept) in [("done", State::Done), ("open", State::Open), ("dropped", State::Dropped)] {
        for _ in 0..2 {
            let fields = [("state", word), ("back", "/")];
            member.post(&path, &fields).await.sees("/#promises");
        }
        assert_eq!(state(&house, &two).await, [kept]);
        assert!(member.get("/").await.ok().has("型を作って見せる"), "it can be taken back");
    }
    let fields = [("state", "done"), ("back", "https://evil.example/")];
    member.post(&path, &fields).await.sees("/#promises");
    member.post(&path, &[("state", "eaten")]).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    house.clock.set("2026-11-26T05:00:00Z".parse().unwrap());
    let member = two.browser(&house, two.member).await;
    assert!(!member.get("/").await.ok().has("型を作って見せる"), "what is settled goes");
}}

on_both! { async fn promises_are_nobody_else_s(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, NEXT).await;
    let made = promise(&house, &two, id, Seat::Leader).await;
    let path = format!("/promises/{made}/state");
    let done = [("state", "done")];
    let stranger = two.browser(&house, two.stranger).await;
    stranger.post(&path, &done).await.expect(StatusCode::NOT_FOUND);
    let leader = two.browser(&house, two.leader).await;
    assert!(leader.get("/today").await.ok().has("型を作って見せる"), "what the leader owes");
    two.part(&house).await;
    leader.post(&path, &done).await.expect(StatusCode::NOT_FOUND);
    assert_eq!(state(&house, &two).await, [State::Open]);
}}

on_both! { async fn the_leader_meets_people_in_the_order_of_time(house: house) {
    let two = Two::meet(&house).await;
    let later = two.plan(&house, "2026-11-27T06:00:00Z").await;
    let first = two.plan(&house, "2026-11-24T06:00:00Z").await;
    two.plan(&house, "2026-12-24T06:00:00Z").await;
    let leader = two.browser(&house, two.leader).await;
    let page = leader.get("/today").await.ok();
    let looks = page.paths("/one-on-ones/");
    let looks: Vec<_> = looks.iter().filter(|path| path.ends_with("/precheck")).collect();
    let expected = [first, later].map(|id| format!("/one-on-ones/{id}/precheck"));
    assert_eq!(looks, expected.iter().collect::<Vec<_>>(), "eight days, soonest first");
    assert!(page.has("まだこれから") && page.has("話題はその場で一緒に選べます"));
    assert_eq!(page.text.matches("class=\"button primary").count(), 1);
    assert!(leader.get("/").await.ok().has("高瀬さん"), "and on the home screen");
    two.part(&house).await;
    assert!(!leader.get("/today").await.ok().has("高瀬さん"));
}}

on_both! { async fn a_leader_proposes_and_the_member_decides(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, "2026-11-24T06:00:00Z").await;
    let (skills, private) =
        (two.topic(&house, Word::Skills).await, two.topic(&house, Word::Private).await);
    let leader = two.browser(&house, two.leader).await;
    let page = leader.get("/today").await.ok();
    assert!(page.text.contains(&format!("<option value=\"{skills}\"")));
    assert!(!page.text.contains(&format!("<option value=\"{private}\"")), "never private life");
    let path = format!("/one-on-ones/{id}/proposals");
    let forbidden = [("topic", private.to_string()), ("line", "週末のこと".to_string())];
    let forbidden = forbidden.each_ref().map(|(name, value)| (*name, value.as_str()));
    let refused = leader.post(&path, &forbidden).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("「暮らし」は本人だけが選べる話題です。") && refused.has("週末のこと"));
    let skills = skills.to_string();
    let fields = [("topic", skills.as_str()), ("line", "発表のこと"), ("key", "once")];
    for _ in 0..2 {
        leader.post(&path, &fields).await.sees("/today?done=proposed");
    }
    let member = two.browser(&house, two.member).await;
    let home = member.get("/").await.ok();
    assert!(home.has("藤崎さんからの提案:力をのばす") && home.has("発表のこと"));
    let answer = home.paths(&path)[0].clone();
    leader.post(&answer, &[("answer", "accept")]).await.expect(StatusCode::FORBIDDEN);
    member.post(&path, &fields).await.expect(StatusCode::FORBIDDEN);
    member.post(&answer, &[("answer", "decline")]).await.sees("/?done=declined");
    assert!(!member.get("/").await.ok().has("発表のこと"));
    let mut tx = two.acting_member(&house);
    let items = agenda::of_one_on_one(&mut tx, id).await.unwrap();
    assert_eq!((items.len(), items[0].is_on()), (1, false), "proposed once, declined");
}}

on_both! { async fn a_leader_takes_a_proposal_back(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, "2026-11-24T06:00:00Z").await;
    let skills = two.topic(&house, Word::Skills).await.to_string();
    let leader = two.browser(&house, two.leader).await;
    let path = format!("/one-on-ones/{id}/proposals");
    leader.post(&path, &[("topic", "")]).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    leader.post(&path, &[("topic", &skills)]).await.sees("/today?done=proposed");
    let page = leader.get("/today").await.ok();
    let withdraw = page.paths(&path).into_iter().find(|path| path.ends_with("/withdraw")).unwrap();
    for _ in 0..2 {
        leader.post(&withdraw, &[]).await.sees("/today?done=withdrawn");
    }
    let mut tx = two.acting_member(&house);
    assert!(agenda::of_one_on_one(&mut tx, id).await.unwrap().is_empty());
}}

on_both! { async fn both_screens_speak_english(house: house) {
    let two = Two::meet(&house).await;
    two.reads_english(&house, two.member).await;
    two.reads_english(&house, two.leader).await;
    two.plan(&house, NEXT).await;
    let page = two.browser(&house, two.member).await.get("/?done=planned").await.ok();
    assert!(page.has("Your next 1-on-1") && page.has("Thu 26 Nov 15:00") && page.has("is planned."));
    let page = two.browser(&house, two.leader).await.get("/today").await.ok();
    assert!(page.has("Coming up") && page.has("Not yet"));
}}

on_both! { async fn news_waits_until_it_is_opened_and_leads_to_its_page(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, "2026-11-26T06:00:00Z").await;
    let member = two.browser(&house, two.member).await;
    let skip = format!("/one-on-ones/{id}/skip");
    member.post(&skip, &[("how", "ten_minutes")]).await.expect(StatusCode::SEE_OTHER);
    member.post(&skip, &[("how", "nothing_today")]).await.expect(StatusCode::SEE_OTHER);
    platform::jobs::run_due(&house.app).await.unwrap();
    let leader = two.browser(&house, two.leader).await;
    assert!(leader.get("/today").await.ok().has("はお休みになりました"));
    let list = leader.get("/notices").await.ok();
    assert!(list.has("はお休みになりました") && list.has("いつもと違う形になりました"));
    assert_eq!(list.text.matches("未読").count(), 1, "what was overtaken by the skip waits no more");
    let paths = list.paths("/notices/");
    let skipped = paths.iter().find(|path| path.ends_with("/read") && path.len() > 14).unwrap();
    // Nobody else may open it.
    member.post(skipped, &[]).await.expect(StatusCode::NOT_FOUND);
    let other = Two::meet(&house).await;
    let foreign = other.browser(&house, other.leader).await;
    foreign.post(skipped, &[]).await.expect(StatusCode::NOT_FOUND);
    for _ in 0..2 {
        leader.post(skipped, &[]).await.sees(&format!("/one-on-ones/{id}"));
    }
    let list = leader.get("/notices").await.ok();
    assert!(list.has("はお休みになりました") && !list.has("未読"), "read ones stay in the list");
    assert!(!leader.get("/today").await.ok().has("はお休みになりました"));
    assert!(foreign.get("/notices").await.ok().has("お知らせはありません"));
}}

on_both! { async fn a_long_list_of_notices_goes_on(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, "2026-11-26T06:00:00Z").await;
    let member = two.browser(&house, two.member).await;
    let skip = format!("/one-on-ones/{id}/skip");
    for how in ["ten_minutes", "written"].iter().cycle().take(40) {
        member.post(&skip, &[("how", how)]).await.expect(StatusCode::SEE_OTHER);
    }
    platform::jobs::run_due(&house.app).await.unwrap();
    let leader = two.browser(&house, two.leader).await;
    let first = leader.get("/notices").await.ok();
    let older = first.paths("/notices?before=");
    let second = leader.get(&older[0]).await.ok();
    let count = |page: &platform::testing::Answer| page.text.matches("いつもと違う形").count();
    assert_eq!((count(&first), count(&second)), (30, 10));
    assert!(second.paths("/notices?before=").is_empty());
    leader.get("/notices?before=x.y").await.ok();
    leader.post("/notices/read", &[("back", "/notices")]).await.sees("/notices");
    assert!(!leader.get("/notices").await.ok().has("未読"));
}}
