//! What somebody can send who means harm, or whose software is broken.

use super::*;
use crate::memo::ROOT;
use memo_wire::Typist;
use memo_wire::frame::{
    Sync,
    hocuspocus::{Address, Frame, Message},
};
use std::time::Duration;
use tokio_tungstenite::tungstenite;

const SOON: Duration = Duration::from_millis(400);

on_both! {
    async fn nobody_writes_as_somebody_else(house: house) {
        let hall = Hall::open(house).await;
        let (mut leader, mut member) = hall.both().await;
        leader.say("ほんもの").await;
        leader.until(|client| client.receipts == 2).await;
        member.until(|client| client.text() == "ほんもの\n").await;
        // The leader's client id, one step ahead of the leader.
        let mut forger = Typist::new(11, ROOT);
        forger.write("ほんもの");
        let forged = forger.write("にせもの");
        member.send(Message::Sync(Sync::Update(&forged))).await;
        assert!(!member.within(SOON, |client| client.receipts > 1).await, "no receipt for a forgery");
        leader.say("つづき").await;
        leader.until(|client| client.receipts == 3).await;
        member.until(|client| client.text().contains("つづき")).await;
        assert_eq!(text_of(&hall, hall.shared().await).await, "ほんもの\nつづき\n");
    }
}

on_both! {
    async fn what_a_crash_swallowed_comes_back_through_its_writer(house: house) {
        let hall = Hall::open(house).await;
        let shared = hall.shared().await;
        let (mut leader, mut member) = hall.both().await;
        leader.say("残る").await;
        leader.until(|client| client.receipts == 2).await;
        member.until(|client| client.text() == "残る\n").await;
        // Written and relayed, but the process died before the commit.
        let lost = leader.think("消えかけた");
        member.learn(&lost);
        let (first, second) = (leader.replica.clone(), member.replica.clone());
        drop((leader, member));
        let mut member = {
            let url = hall.url("/memo");
            let cookie = hall.cookie(&hall.session(hall.two.member).await);
            MemoClient::connect(&url, &cookie, &shared.to_string(), 23).await.unwrap()
        };
        member.replica = second;
        member.join("").await;
        assert!(!member.within(SOON, |client| client.receipts + client.refusals > 0).await);
        assert_eq!(text_of(&hall, shared).await, "残る\n");
        let mut leader = {
            let url = hall.url("/memo");
            let cookie = hall.cookie(&hall.session(hall.two.leader).await);
            MemoClient::connect(&url, &cookie, &shared.to_string(), 12).await.unwrap()
        };
        leader.replica = first;
        leader.join("").await;
        leader.until(|client| client.receipts == 1).await;
        member.until(|client| client.receipts == 1).await;
        assert_eq!(text_of(&hall, shared).await, "残る\n消えかけた\n");
    }
}

on_both! {
    async fn nonsense_ends_the_connection_and_nothing_else(house: house) {
        let hall = Hall::open(house).await;
        let shared = hall.shared().await;
        let (mut leader, _member) = hall.both().await;
        leader.say("無事").await;
        leader.until(|client| client.receipts == 2).await;
        let name = shared.to_string();
        let address = Address { document: &name, session: None };
        let broadcast = Frame::Document(address, Message::BroadcastStateless("{}")).encode();
        let session = hall.session(hall.two.member).await;
        for (message, code) in [
            (tungstenite::Message::Binary(vec![0xff; 40].into()), 1007),
            (tungstenite::Message::Binary(Vec::new().into()), 1007),
            (tungstenite::Message::Text("{}".into()), 1007),
            (tungstenite::Message::Binary(broadcast.into()), 1008),
        ] {
            let mut bad = hall.page_with(&session, shared, 31).await;
            bad.send_raw(message).await;
            bad.until(|client| client.closed.is_some()).await;
            assert_eq!(bad.closed.as_ref().map(|closed| closed.0), Some(code));
        }
        let mut huge = hall.page_with(&session, shared, 32).await;
        huge.send_bytes(vec![0; 3 * 1024 * 1024]).await;
        huge.until(|client| client.closed.is_some()).await;
        leader.say("まだ無事").await;
        leader.until(|client| client.receipts == 3).await;
    }
}

on_both! {
    async fn broken_updates_are_refused_and_change_nothing(house: house) {
        let hall = Hall::open(house).await;
        let (mut leader, mut member) = hall.both().await;
        leader.say("もとのまま").await;
        member.until(|client| client.text() == "もとのまま\n").await;
        let good = Typist::new(22, ROOT).write("- 長い **行** です");
        let mut refused = 0;
        for at in 0..good.len() {
            let mut bad = good.clone();
            bad[at] = bad[at].wrapping_add(0x5b);
            bad.truncate(good.len() - usize::from(at % 3 == 0));
            if memo_wire::update::Update::parse(&bad).is_err() {
                member.send(Message::Sync(Sync::Update(&bad))).await;
                refused += 1;
            }
        }
        assert!(refused > 10, "{refused}");
        member.until(|client| client.refusals == refused).await;
        assert_eq!(text_of(&hall, hall.shared().await).await, "もとのまま\n");
        member.say("まだ書ける").await;
        member.until(|client| client.receipts == 2).await;
    }
}

on_both! {
    async fn whoever_says_nothing_or_too_much_before_saying_who_is_sent_away(house: house) {
        let hall = Hall::open(house).await;
        let url = hall.url("/api/memo");
        let mut loud = MemoClient::connect(&url, &[], "1", 1).await.unwrap();
        for _ in 0..5 {
            loud.send(Message::Sync(Sync::Update(&[0; 16 * 1024]))).await;
        }
        loud.until(|client| client.closed.is_some()).await;
        assert_eq!(loud.closed, Some((4401, "Unauthorized".into())));
        let started = std::time::Instant::now();
        let mut silent = MemoClient::connect(&url, &[], "1", 1).await.unwrap();
        silent.within(Duration::from_secs(60), |client| client.closed.is_some()).await;
        assert_eq!(silent.closed.as_ref().map(|closed| closed.0), Some(4408));
        assert!(started.elapsed().as_secs() >= 9, "{:?}", started.elapsed());
    }
}

on_both! {
    async fn whoever_does_not_read_is_dropped_and_the_others_do_not_wait(house: house) {
        let hall = Hall::open(house).await;
        let (mut leader, member) = hall.both().await;
        // The member's socket is open, but nobody reads from it.
        let block = "あ".repeat(20_000);
        for turn in 0..30 {
            leader.say(&block).await;
            let receipts = turn + 2;
            leader.until(|client| client.receipts == receipts || client.refusals > 0).await;
        }
        let _still_there = member;
        assert_eq!(leader.refusals, 0);
        let mut again = hall.page(hall.two.member, hall.shared().await, 24).await;
        again.until(|client| client.text().chars().count() > 590_000).await;
    }
}
