//! Rights that end at an awkward moment: while somebody comes in, does not read, or asks too often.

use super::*;
use crate::memo::{hub, hub::peer::SentAway, model::MemoKey, testing::NARROW};
use memo_wire::frame::hocuspocus::{Auth, Message};
use std::time::Duration;
use tokio::net::TcpSocket;

const SOON: Duration = Duration::from_millis(400);
/// Less than the minute after which rights are looked at anyway, and a dead socket given up.
const IN_TIME: Duration = Duration::from_secs(20);

fn key(hall: &Hall, memo: MemoId) -> MemoKey {
    MemoKey { organization: hall.two.organization, memo }
}

async fn end_session(hall: &Hall, session: &str, person: PersonId) {
    let mut tx = hall.house.app.system(hall.two.organization, "test");
    let end = sql!("DELETE FROM sessions WHERE token_hash = $1");
    tx.execute(end, params![hash_token(session)]).await.unwrap();
    tx.rights_change(person);
    tx.commit().await.unwrap();
}

/// As many are in this memo.
async fn are_in(hall: &Hall, memo: MemoId, wanted: usize) -> bool {
    let count = || {
        let open = hub(&hall.house.app).find(key(hall, memo));
        open.map_or(0, |open| open.lock().peers.len())
    };
    let waited = tokio::time::timeout(IN_TIME, async {
        while count() != wanted {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    waited.await.is_ok()
}

/// The leader, who reads nothing, in a memo that is longer than what is on the way.
async fn stalled(hall: &Hall, session: &str) -> (MemoClient, MemoClient) {
    let (_, router) = crate::memo::routes().finish(hall.house.app.clone());
    let door = TcpSocket::new_v4().unwrap();
    door.set_send_buffer_size(NARROW).unwrap();
    door.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = door.listen(16).unwrap();
    let url = format!("ws://{}/memo", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    let (cookie, shared) = (hall.cookie(session), hall.shared().await);
    let leader = MemoClient::connect_narrow(&url, &cookie, &shared.to_string(), 11).await;
    let mut leader = leader.unwrap();
    leader.join("").await;
    let mut member = hall.page(hall.two.member, shared, 22).await;
    for turn in 0..6 {
        member.say(&"あ".repeat(20_000)).await;
        member.until(|client| client.receipts == turn + 2).await;
    }
    tokio::time::sleep(SOON).await;
    (leader, member)
}

on_both! {
    async fn who_does_not_read_loses_their_rights_all_the_same(house: house) {
        let hall = Hall::open(house).await;
        let shared = hall.shared().await;
        let session = hall.session(hall.two.leader).await;
        let (mut leader, mut member) = stalled(&hall, &session).await;
        end_session(&hall, &session, hall.two.leader).await;
        assert!(are_in(&hall, shared, 1).await, "who stalls stays");
        member.say("あとの話").await;
        member.until(|client| client.receipts == 8).await;
        assert!(leader.within(IN_TIME, |client| client.closed.is_some()).await);
        assert!(!leader.text().contains("あとの話"));
    }
}

on_both! {
    async fn who_does_not_read_is_sent_away_by_one_call(house: house) {
        let hall = Hall::open(house).await;
        let shared = hall.shared().await;
        let session = hall.session(hall.two.leader).await;
        let (leader, _member) = stalled(&hall, &session).await;
        let open = hub(&hall.house.app).find(key(&hall, shared)).unwrap();
        for peer in open.lock().peers.values().filter(|peer| peer.person == hall.two.leader) {
            peer.lane.send_away(SentAway::Forbidden);
        }
        assert!(are_in(&hall, shared, 1).await, "the call was not heard");
        drop(leader);
    }
}

on_both! {
    async fn rights_that_end_while_somebody_comes_in_are_noticed(house: house) {
        let hall = Hall::open(house).await;
        let shared = hall.shared().await;
        let session = hall.session(hall.two.leader).await;
        let memo = hall.memo(shared).await;
        let go_on = hub(&hall.house.app).hold_back(&hall.house.app, key(&hall, shared), &memo).await;
        let (url, cookie) = (hall.url("/memo"), hall.cookie(&session));
        let leader = MemoClient::connect(&url, &cookie, &shared.to_string(), 11).await;
        let mut leader = leader.unwrap();
        leader.begin("").await;
        // The rights were looked at, the memo is not there yet.
        assert!(!leader.within(SOON, |client| client.synced || client.denied.is_some()).await);
        end_session(&hall, &session, hall.two.leader).await;
        go_on.send(()).unwrap();
        assert!(leader.within(IN_TIME, |client| client.closed.is_some()).await);
        // Where the client's answer crosses the close, the network only says that it is over.
        let code = leader.closed.as_ref().map(|closed| closed.0);
        assert!(matches!(code, Some(4401 | 1006)), "{code:?}");
    }
}

on_both! {
    async fn who_asks_for_rights_all_the_time_is_read_slowly(house: house) {
        let hall = Hall::open(house).await;
        let mut member = hall.page(hall.two.member, hall.shared().await, 22).await;
        for _ in 0..60 {
            member.send(Message::Auth(Auth::Token { token: "", version: None })).await;
        }
        member.say("あとまわし").await;
        // Two a second after the first sixteen.
        assert!(!member.within(Duration::from_secs(3), |client| client.receipts > 1).await);
        let mut other = hall.page(hall.two.leader, hall.shared().await, 11).await;
        other.say("待たない").await;
        other.until(|client| client.receipts == 2).await;
    }
}
