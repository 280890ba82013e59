//! Two people write, see each other, and know what is saved.

use super::*;
use crate::memo::queries::log;
use memo_wire::awareness::{AwarenessLimits, AwarenessUpdate, Presence};
use memo_wire::frame::{
    Sync,
    hocuspocus::{Message, Scope as Grant},
};
use serde_json::{Value, json};
use std::time::Duration;

const SOON: Duration = Duration::from_millis(400);

on_both! {
    async fn two_people_converge(house: house) {
        let hall = Hall::open(house).await;
        let (mut leader, mut member) = hall.both().await;
        for turn in 0..20 {
            leader.say(&format!("上司 {turn}")).await;
            member.say(&format!("部下 {turn}")).await;
        }
        leader.until(|client| client.receipts == 21).await;
        member.until(|client| client.receipts == 21).await;
        leader.until(|client| client.text().contains("部下 19")).await;
        member.until(|client| client.text().contains("上司 19")).await;
        assert_eq!(leader.text(), member.text());
        assert_eq!(leader.text().lines().count(), 40);
        assert_eq!(text_of(&hall, hall.shared().await).await, leader.text());
        assert_eq!((leader.scope, leader.refusals), (Some(Grant::ReadWrite), 0));
        assert_eq!(leader.stateless, [r#"{"kind":"schema","version":1}"#]);
    }
}

on_both! {
    async fn a_receipt_and_the_words_themselves_come_after_the_commit(house: house) {
        let hall = Hall::open(house).await;
        let (mut leader, mut member) = hall.both().await;
        leader.say("はじめ").await;
        leader.until(|client| client.receipts == 2).await;
        member.until(|client| client.text() == "はじめ\n").await;
        let memo = hall.shared().await;
        // Holds the head of this memo's log, on SQLite the only writer.
        let mut held = hall.house.app.memo_log(hall.two.organization, "test");
        log::append(&mut held, memo, 1, &[], &[]).await.unwrap().expect("the head is one");
        leader.say("つぎ").await;
        assert!(!leader.within(SOON, |client| client.receipts == 3).await, "not yet on the disk");
        assert!(!member.within(SOON, |client| client.text().contains("つぎ")).await, "nor relayed");
        drop(held);
        leader.until(|client| client.receipts == 3).await;
        member.until(|client| client.text().contains("つぎ")).await;
    }
}

on_both! {
    async fn without_the_log_nobody_writes_on_and_nothing_is_lost(house: house) {
        let hall = Hall::open(house).await;
        let (mut leader, mut member) = hall.both().await;
        leader.say("保存できる").await;
        leader.until(|client| client.receipts == 2).await;
        let memo = hall.shared().await;
        let organization = hall.two.organization;
        let mut tx = hall.house.app.memo_log(organization, "test");
        let broken = sql!(
            "INSERT INTO memo_log (organization_id, memo_id, seq, actor_id, at, bytes)
             VALUES ($1, $2, 2, 0, 0, $3)"
        );
        tx.execute(broken, params![organization, memo, Vec::<u8>::new()]).await.unwrap();
        tx.commit().await.unwrap();
        leader.say("保存できない").await;
        leader.until(|client| client.scope == Some(Grant::ReadOnly)).await;
        member.until(|client| client.scope == Some(Grant::ReadOnly)).await;
        assert_eq!(leader.receipts, 2);
        let mut tx = hall.house.app.memo_log(organization, "test");
        let mended = sql!("DELETE FROM memo_log WHERE organization_id = $1 AND memo_id = $2 AND seq = 2");
        tx.execute(mended, params![organization, memo]).await.unwrap();
        tx.commit().await.unwrap();
        leader.until(|client| client.receipts == 3 && client.scope == Some(Grant::ReadWrite)).await;
        member.until(|client| client.scope == Some(Grant::ReadWrite)).await;
        assert_eq!(text_of(&hall, memo).await, "保存できる\n保存できない\n");
    }
}

on_both! {
    async fn what_overtook_is_asked_for_until_it_is_there(house: house) {
        let hall = Hall::open(house).await;
        let (mut leader, mut member) = hall.both().await;
        member.until(|client| client.receipts == 1).await;
        // Within the pause that lies between two questions.
        for round in 0..2 {
            let receipts = member.receipts;
            let first = member.think(&format!("先 {round}"));
            let second = member.think(&format!("後 {round}"));
            member.send(Message::Sync(Sync::Update(&second))).await;
            if round == 0 {
                member.until(|client| client.receipts > receipts).await;
            }
            member.send(Message::Sync(Sync::Update(&first))).await;
        }
        // Each message has its receipt: the handshake, four lines, two answers.
        member.until(|client| client.receipts == 7).await;
        leader.until(|client| client.text().contains("後 1")).await;
        assert_eq!((leader.text(), member.refusals), (member.text(), 0));
    }
}

pub(super) fn present(client: u64, clock: u32, state: Option<Value>) -> Vec<u8> {
    let state = state.and_then(|state| state.as_object().cloned());
    AwarenessUpdate { entries: vec![Presence { client, clock, state }] }.encode()
}

pub(super) fn heard(client: &MemoClient) -> Vec<Presence> {
    let limits = AwarenessLimits::default();
    let updates =
        client.presences.iter().map(|bytes| AwarenessUpdate::decode(bytes, &limits).unwrap());
    updates.flat_map(|update| update.entries).collect()
}

on_both! {
    async fn presence_says_who_it_really_is(house: house) {
        let hall = Hall::open(house).await;
        let (mut leader, mut member) = hall.both().await;
        let claimed = json!({"user": {"name": "社長", "seat": "leader"}, "cursor": null});
        member.send(Message::Awareness(&present(22, 1, Some(claimed)))).await;
        leader.until(|client| !client.presences.is_empty()).await;
        let state = heard(&leader)[0].state.clone().unwrap();
        assert_eq!(state["user"], json!({"name": "高瀬 蓮", "seat": "member"}));
        // Speaking for the other is not heard.
        leader.presences.clear();
        leader.send(Message::Awareness(&present(22, 9, None))).await;
        leader.send(Message::Awareness(&present(11, 1, Some(json!({"cursor": 1}))))).await;
        member.until(|client| heard(client).iter().any(|entry| entry.client == 11)).await;
        assert!(heard(&member).iter().all(|entry| entry.state.is_some()));
        // Who goes is gone.
        drop(member);
        leader.until(|client| heard(client).iter().any(|e| e.client == 22 && e.state.is_none())).await;
    }
}

on_both! {
    async fn carets_are_conflated(house: house) {
        let hall = Hall::open(house).await;
        let (mut leader, mut member) = hall.both().await;
        for clock in 1..=100 {
            member.send(Message::Awareness(&present(22, clock, Some(json!({"cursor": clock}))))).await;
        }
        leader.until(|client| heard(client).iter().any(|entry| entry.clock == 100)).await;
        assert!(leader.presences.len() < 60, "{} of 100 came through", leader.presences.len());
    }
}
