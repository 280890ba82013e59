//! Who gets in, who does not, and who has to leave.

use super::*;
use memo_wire::frame::hocuspocus::Scope as Grant;
use people::pair;
use platform::{access::Administer, app::App};
use std::time::{Duration, Instant};

/// A second is meant; less than the minute after which rights are looked at anyway is proof.
const AT_ONCE: Duration = Duration::from_secs(20);

async fn administrator(hall: &Hall) {
    let mut tx = hall.house.app.system(hall.two.organization, "test");
    let raise =
        sql!("UPDATE people SET administrator = TRUE WHERE organization_id = $1 AND id = $2");
    tx.execute(raise, params![hall.two.organization, hall.two.stranger]).await.unwrap();
    tx.commit().await.unwrap();
}

on_both! {
    async fn a_private_note_is_its_author_s_alone(house: house) {
        let hall = Hall::open(house).await;
        administrator(&hall).await;
        let notes = (
            hall.documents(hall.two.leader).await.private_note,
            hall.documents(hall.two.member).await.private_note,
        );
        assert_ne!(notes.0, notes.1);
        let mut mine = hall.page(hall.two.member, notes.1, 1).await;
        mine.say("ないしょ").await;
        mine.until(|client| client.receipts == 2).await;
        for (person, note) in [
            (hall.two.leader, notes.1),
            (hall.two.member, notes.0),
            (hall.two.stranger, notes.0),
            (hall.two.stranger, notes.1),
        ] {
            let other = hall.page(person, note, 2).await;
            assert_eq!(other.denied.as_deref(), Some("not-found"));
            assert_eq!((other.scope, other.replica.size()), (None, 0));
        }
        let shared = hall.shared().await;
        let stranger = hall.page(hall.two.stranger, shared, 3).await;
        assert_eq!(stranger.denied.as_deref(), Some("not-found"));
    }
}

pub(super) async fn end_pair(hall: &Hall) {
    end_pair_on(hall, &hall.house.app).await;
}

pub(super) async fn end_pair_on(hall: &Hall, app: &App) {
    let mut tx = app.system(hall.two.organization, "test");
    let pair = tx.load::<Administer, Pair>(hall.two.pair).await.unwrap();
    pair::end(&mut tx, &pair).await.unwrap();
    tx.commit().await.unwrap();
}

on_both! {
    async fn when_a_pair_ends_the_leader_leaves_within_a_second(house: house) {
        let hall = Hall::open(house).await;
        let (mut leader, mut member) = hall.both().await;
        member.say("二人の話").await;
        leader.until(|client| client.text().contains("二人の話")).await;
        let note = hall.documents(hall.two.leader).await.private_note;
        let mut own = hall.page(hall.two.leader, note, 33).await;
        end_pair(&hall).await;
        let started = Instant::now();
        leader.until(|client| client.closed.is_some()).await;
        member.until(|client| client.scope == Some(Grant::ReadOnly)).await;
        assert!(started.elapsed() < AT_ONCE, "{:?}", started.elapsed());
        assert_eq!(leader.closed, Some((4403, "Forbidden".into())));
        assert_eq!(leader.sent_out.as_deref(), Some("Forbidden"));
        assert!(leader.stateless.contains(&r#"{"kind":"revoked"}"#.to_owned()));
        member.say("もう書けない").await;
        member.until(|client| client.refusals == 1).await;
        own.say("自分の分は書ける").await;
        own.until(|client| client.receipts == 2).await;
        let back = hall.page(hall.two.leader, hall.shared().await, 44).await;
        assert_eq!(back.denied.as_deref(), Some("not-found"));
        let back = hall.page(hall.two.member, hall.shared().await, 45).await;
        assert_eq!((back.scope, back.text()), (Some(Grant::ReadOnly), "二人の話\n".into()));
    }
}

on_both! {
    async fn what_to_be_mindful_of_only_the_member_writes(house: house) {
        let hall = Hall::open(house).await;
        administrator(&hall).await;
        let documents = hall.documents(hall.two.member).await;
        let (key_point, mindful) = (documents.key_point.unwrap(), documents.mindful.unwrap());
        assert_eq!(hall.documents(hall.two.leader).await.mindful, Some(mindful), "one for both");
        let mut member = hall.page(hall.two.member, mindful, 1).await;
        let mut leader = hall.page(hall.two.leader, mindful, 2).await;
        assert_eq!((member.scope, leader.scope), (Some(Grant::ReadWrite), Some(Grant::ReadOnly)));
        member.say("早めに相談する").await;
        leader.until(|client| client.text().contains("早めに相談する")).await;
        leader.say("上司は書けない").await;
        leader.until(|client| client.refusals == 1).await;
        let mut leader = hall.page(hall.two.leader, key_point, 3).await;
        leader.say("二人で決めた").await;
        leader.until(|client| client.receipts == 2).await;
        for document in [key_point, mindful] {
            let stranger = hall.page(hall.two.stranger, document, 4).await;
            assert_eq!(stranger.denied.as_deref(), Some("not-found"));
        }
        end_pair(&hall).await;
        for (document, said) in [(mindful, "早めに相談する\n"), (key_point, "二人で決めた\n")] {
            let leader = hall.page(hall.two.leader, document, 5).await;
            assert_eq!(leader.denied.as_deref(), Some("not-found"));
            let member = hall.page(hall.two.member, document, 6).await;
            assert_eq!((member.scope, member.text()), (Some(Grant::ReadOnly), said.into()));
        }
    }
}

on_both! {
    async fn signing_out_closes_the_socket_within_a_second(house: house) {
        let hall = Hall::open(house).await;
        let session = hall.session(hall.two.member).await;
        let shared = hall.shared().await;
        let mut gone = hall.page_with(&session, shared, 1).await;
        let mut stays = hall.page(hall.two.member, shared, 2).await;
        let mut tx = hall.house.app.system(hall.two.organization, "test");
        let end = sql!("DELETE FROM sessions WHERE token_hash = $1");
        tx.execute(end, params![hash_token(&session)]).await.unwrap();
        tx.rights_change(hall.two.member);
        tx.commit().await.unwrap();
        let started = Instant::now();
        gone.until(|client| client.closed.is_some()).await;
        assert!(started.elapsed() < AT_ONCE, "{:?}", started.elapsed());
        assert_eq!(gone.closed, Some((4401, "Unauthorized".into())));
        stays.say("ほかの画面は続く").await;
        stays.until(|client| client.receipts == 2).await;
    }
}

/// The status with which the server answers instead of upgrading.
async fn refused(url: &str, headers: &[(&'static str, String)]) -> u16 {
    match MemoClient::connect(url, headers, "x", 1).await {
        Err(tokio_tungstenite::tungstenite::Error::Http(answer)) => answer.status().as_u16(),
        Err(error) => panic!("{error}"),
        Ok(_) => 101,
    }
}

on_both! {
    async fn doors_open_for_those_who_say_who_they_are(house: house) {
        let hall = Hall::open(house).await;
        let shared = hall.shared().await;
        let session = hall.session(hall.two.member).await;
        let stranger = hall.session(hall.two.stranger).await;
        let elsewhere = vec![hall.cookie(&session)[0].clone(), ("origin", "http://evil.test".into())];
        let silent = vec![hall.cookie(&session)[0].clone()];
        let page = format!("/memo/{shared}");
        for path in ["/memo", page.as_str()] {
            let url = hall.url(path);
            assert_eq!(refused(&url, &[]).await, 303, "nobody goes to the sign-in page");
            assert_eq!(refused(&url, &elsewhere).await, 403);
            assert_eq!(refused(&url, &silent).await, 403);
            assert_eq!(refused(&url, &hall.cookie(&session)).await, 101);
        }
        assert_eq!(refused(&hall.url(&page), &hall.cookie(&stranger)).await, 404);
        let program = |token: &str| hall.url(&format!("/api/memo/{shared}?token={token}"));
        let memo = hall.token(hall.two.member, Scope::Memo).await;
        let read = hall.token(hall.two.member, Scope::Read).await;
        let other = hall.token(hall.two.stranger, Scope::Memo).await;
        assert_eq!(refused(&program(&memo), &[]).await, 101);
        assert_eq!(refused(&program(&read), &[]).await, 403);
        assert_eq!(refused(&program(&other), &[]).await, 404);
        assert_eq!(refused(&program("x"), &[]).await, 401);
        assert_eq!(refused(&hall.url(&format!("/api/memo/{shared}")), &[]).await, 401);
    }
}

on_both! {
    async fn programs_say_their_token_in_the_connection(house: house) {
        let hall = Hall::open(house).await;
        let shared = hall.shared().await;
        let url = hall.url("/api/memo");
        for (token, denied) in [
            (hall.token(hall.two.member, Scope::Memo).await, None),
            (hall.token(hall.two.member, Scope::Read).await, Some("forbidden")),
            (hall.token(hall.two.stranger, Scope::Memo).await, Some("not-found")),
            ("x".into(), Some("signed-out")),
            (String::new(), Some("not-found")),
        ] {
            let mut client = MemoClient::connect(&url, &[], &shared.to_string(), 5).await.unwrap();
            client.join(&token).await;
            assert_eq!(client.denied.as_deref(), denied);
        }
    }
}

on_both! {
    async fn a_memo_holds_sixteen_connections_and_eight_of_one_person(house: house) {
        let hall = Hall::open(house).await;
        let shared = hall.shared().await;
        let mut inside = Vec::new();
        for person in [hall.two.leader, hall.two.member] {
            let session = hall.session(person).await;
            for _ in 0..8 {
                inside.push(hall.page_with(&session, shared, 1).await);
            }
            let ninth = hall.page_with(&session, shared, 1).await;
            assert_eq!(ninth.denied.as_deref(), Some("too-many"));
        }
        assert!(inside.iter().all(|client| client.denied.is_none()));
        inside.pop();
        let session = hall.session(hall.two.member).await;
        for _ in 0..50 {
            tokio::time::sleep(Duration::from_millis(20)).await;
            if hall.page_with(&session, shared, 1).await.denied.is_none() {
                return;
            }
        }
        panic!("the place of who left stays taken");
    }
}
