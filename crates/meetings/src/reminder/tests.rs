//! Reminders come once, on the right day, to those who want them.

use super::{Kind, Notify, clock};
use crate::{
    agenda::{self, Choice},
    one_on_one::{self, NewOneOnOne, OneOnOne, OneOnOneId},
    testing::{Two, house},
};
use jiff::{SignedDuration, Timestamp};
use platform::{access::Edit, jobs::run_due, on_both, params, sql, testing::TestHouse};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

async fn plan(house: &TestHouse, two: &Two, starts_at: &str) -> OneOnOneId {
    let mut tx = two.acting_member(house);
    let pair = tx.load::<Edit, people::pair::Pair>(two.pair).await.unwrap();
    let new = NewOneOnOne {
        starts_at: at(starts_at),
        minutes: 30,
        occurrence: None,
        place: String::new(),
    };
    let id = one_on_one::schedule_extra(&mut tx, &pair, &new, false).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn tick(house: &TestHouse, to: &str) -> Vec<(String, String)> {
    house.clock.set(at(to));
    run_due(&house.app).await.unwrap();
    let mut mails: Vec<_> =
        house.mails.take().into_iter().map(|mail| (mail.to, mail.subject)).collect();
    mails.sort();
    mails
}

on_both! {
    // Monday 2026-11-30, 10:00 in Tokyo, is announced on Friday at 15:00.
    async fn a_monday_is_announced_on_friday_once(house: house) {
        let two = Two::meet(&house).await;
        plan(&house, &two, "2026-11-30T01:00:00Z").await;
        assert_eq!(tick(&house, "2026-11-27T05:59:00Z").await, []);
        let friday = tick(&house, "2026-11-27T06:00:30Z").await;
        assert_eq!(friday, [(two.member_mail(), "次の1on1が近づきました".into())]);
        assert_eq!(tick(&house, "2026-11-28T06:00:30Z").await, [], "nothing at the weekend");
    }
}

on_both! {
    async fn ten_minutes_before_both_hear_of_it_and_subjects_say_nothing(house: house) {
        let two = Two::meet(&house).await;
        plan(&house, &two, "2026-11-25T01:00:00Z").await;
        assert_eq!(tick(&house, "2026-11-25T00:49:00Z").await, []);
        let mails = tick(&house, "2026-11-25T00:50:10Z").await;
        assert_eq!(mails.len(), 2);
        assert!(mails.iter().all(|(_, subject)| subject == "まもなく1on1です"));
        assert_eq!(tick(&house, "2026-11-25T00:51:00Z").await, [], "once");
    }
}

on_both! {
    async fn a_moved_one_is_not_announced_at_the_old_time(house: house) {
        let two = Two::meet(&house).await;
        let id = plan(&house, &two, "2026-11-25T01:00:00Z").await;
        house.clock.set(at("2026-11-25T00:49:00Z"));
        let mut tx = two.acting_leader(&house);
        let meeting = tx.load::<Edit, OneOnOne>(id).await.unwrap();
        let stale = Notify::about(&meeting, people::pair::Seat::Member, Kind::Starting);
        let to = one_on_one::Move {
            starts_at: at("2026-11-26T01:00:00Z"), minutes: 30, place: String::new(),
            version: meeting.version, anyway: false, anyway_later: false,
        };
        one_on_one::reschedule(&mut tx, &meeting, &to).await.unwrap();
        tx.enqueue(&stale).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(tick(&house, "2026-11-25T00:50:10Z").await, []);
    }
}

on_both! {
    async fn after_a_stop_old_reminders_are_not_caught_up(house: house) {
        let two = Two::meet(&house).await;
        plan(&house, &two, "2026-11-25T01:00:00Z").await;
        tick(&house, "2026-11-24T00:00:00Z").await;
        // The server was away for a day and a half.
        assert_eq!(tick(&house, "2026-11-25T12:00:00Z").await, []);
    }
}

on_both! {
    async fn topics_are_in_no_mail(house: house) {
        let two = Two::meet(&house).await;
        let id = plan(&house, &two, "2026-11-25T01:00:00Z").await;
        let mut tx = two.acting_member(&house);
        let topics = crate::topic::list(&mut tx).await.unwrap();
        let meeting = tx.load::<Edit, OneOnOne>(id).await.unwrap();
        let choice = Choice { topic: topics[2].id, expectation: None, line: "ひみつの相談".into() };
        agenda::prepare(&mut tx, &meeting, &[choice], meeting.version).await.unwrap();
        tx.commit().await.unwrap();
        house.clock.set(at("2026-11-24T06:00:30Z"));
        // The first look only notes where the clock stands.
        run_due(&house.app).await.unwrap();
        house.clock.advance(SignedDuration::from_hours(18));
        for moment in ["2026-11-25T00:49:30Z", "2026-11-25T00:50:30Z", "2026-11-25T02:40:00Z"] {
            house.clock.set(at(moment));
            run_due(&house.app).await.unwrap();
        }
        let mails = house.mails.take();
        assert!(!mails.is_empty());
        for mail in mails {
            let all = format!("{} {} {}", mail.subject, mail.text, mail.html);
            assert!(!all.contains("ひみつ") && !all.contains("心とからだ"), "{all}");
        }
    }
}

on_both! {
    async fn nobody_is_told_of_a_beginning_that_is_over(house: house) {
        let two = Two::meet(&house).await;
        plan(&house, &two, "2026-11-25T01:00:00Z").await;
        assert_eq!(tick(&house, "2026-11-25T01:00:00Z").await, [], "after a stop: it begins now");
        let early = plan(&house, &two, "2026-11-25T03:00:00Z").await;
        house.clock.set(at("2026-11-25T02:45:00Z"));
        let mut tx = two.acting_member(&house);
        let meeting = tx.load::<Edit, OneOnOne>(early).await.unwrap();
        one_on_one::start(&mut tx, &meeting).await.unwrap();
        tx.commit().await.unwrap();
        let mails = tick(&house, "2026-11-25T02:51:00Z").await;
        let beginnings = mails.iter().filter(|(_, subject)| subject == "まもなく1on1です");
        assert_eq!(beginnings.count(), 0, "the two sit there already");
    }
}

on_both! {
    async fn one_organization_s_trouble_is_not_another_s(house: house) {
        let (broken, two) = (Two::meet(&house).await, Two::meet(&house).await);
        for two in [&broken, &two] {
            plan(&house, two, "2026-11-25T01:00:00Z").await;
        }
        let mut tx = house.app.system(broken.organization, "test");
        tx.execute(
            platform::sql!("UPDATE one_on_ones SET manner = 'dancing' WHERE organization_id = $1"),
            platform::params![broken.organization],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(tick(&house, "2026-11-25T00:50:10Z").await.len(), 2, "those who can hear of it");
    }
}

on_both! {
    async fn a_pass_that_stopped_goes_on_where_it_was(house: house) {
        let two = Two::meet(&house).await;
        for _ in 0..5 {
            two.plan(&house, "2026-11-25T01:00:00Z").await;
        }
        tick(&house, "2026-11-25T00:49:00Z").await;
        house.clock.set(at("2026-11-25T00:50:10Z"));
        // Two of five are wanted, then the machine stops; the rest comes up later, as one span.
        assert!(clock::page(&house.app, two.organization, at("2026-11-25T00:50:10Z"), 2).await.unwrap());
        assert_eq!(wanted(&house, &two).await, 4);
        assert!(clock::page(&house.app, two.organization, at("2026-11-25T00:50:10Z"), 2).await.unwrap());
        assert_eq!(wanted(&house, &two).await, 8, "the next page, not the same again");
        two.plan(&house, "2026-11-25T01:01:00Z").await;
        let mails = tick(&house, "2026-11-25T00:52:00Z").await;
        assert_eq!(mails.len(), 12, "five and the one that came due meanwhile, each for both");
        assert_eq!(tick(&house, "2026-11-25T00:53:00Z").await, [], "once");
    }
}

/// How many notices wait to be sent.
async fn wanted(house: &TestHouse, two: &Two) -> i64 {
    let mut tx = house.app.system(two.organization, "test");
    let count = sql!(
        "SELECT COUNT(*) FROM jobs WHERE organization_id = $1 AND name = 'notify' AND dedupe LIKE 'starting:%'"
    );
    tx.first(count, params![two.organization], |row| Ok(row.get(0)?)).await.unwrap().unwrap()
}
