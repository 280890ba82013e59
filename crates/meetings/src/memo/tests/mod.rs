//! The live memo over real sockets, on both databases.

mod hostile;
mod nodes;
mod opening;
mod revoked;
mod rights;
mod storage;
mod together;

use super::{Documents, Memo, MemoId, testing::MemoClient};
use crate::{
    one_on_one::{self, NewOneOnOne, OneOnOne, OneOnOneId},
    testing::{Two, house},
};
use axum::http::header;
use jiff::SignedDuration;
use people::{pair::Pair, sign_in::hash_token};
use platform::{
    PersonId,
    access::{Edit, Permit, Read, Scope},
    on_both, params, sql,
    testing::TestHouse,
};
use std::net::SocketAddr;

/// A house whose doors are open, with two people and a 1-on-1 that has its documents.
struct Hall {
    house: TestHouse,
    two: Two,
    one_on_one: OneOnOneId,
    address: SocketAddr,
}

impl Hall {
    async fn open(house: TestHouse) -> Self {
        let two = Two::meet(&house).await;
        let one_on_one = plan(&house, &two, 1).await;
        let (_, router) = super::routes().finish(house.app.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { house, two, one_on_one, address }
    }

    fn url(&self, path: &str) -> String {
        format!("ws://{}{path}", self.address)
    }

    async fn documents(&self, person: PersonId) -> Documents {
        let mut tx = self.house.app.system_reads(self.two.organization, "test");
        super::documents(&mut tx, self.one_on_one, person).await.unwrap().unwrap()
    }

    async fn shared(&self) -> MemoId {
        self.documents(self.two.member).await.shared
    }

    async fn memo(&self, id: MemoId) -> Permit<Edit, Memo> {
        let mut tx = self.house.app.system(self.two.organization, "test");
        tx.load::<Edit, Memo>(id).await.unwrap()
    }

    /// A session of this person, as the cookie's value.
    async fn session(&self, person: PersonId) -> String {
        let app = &self.house.app;
        let (token, mut tx) = (app.world().new_token(), app.system(self.two.organization, "test"));
        let (id, now) = (tx.new_id(|id| id), tx.now());
        let end = now + SignedDuration::from_hours(9);
        tx.execute(
            sql!(
                "INSERT INTO sessions (id, token_hash, organization_id, person_id, device, created_at, seen_at, expires_at)
                 VALUES ($1, $2, $3, $4, '', $5, $5, $6)"
            ),
            params![id, hash_token(&token), self.two.organization, person, now, end],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        token
    }

    /// A personal access token of this person.
    async fn token(&self, person: PersonId, scope: Scope) -> String {
        let app = &self.house.app;
        let (token, mut tx) = (app.world().new_token(), app.system(self.two.organization, "test"));
        let (id, now) = (tx.new_id(|id| id), tx.now());
        let end = now + SignedDuration::from_hours(9);
        tx.execute(
            sql!(
                "INSERT INTO access_tokens (id, token_hash, organization_id, person_id, name, scopes, created_at, expires_at)
                 VALUES ($1, $2, $3, $4, '', $5, $6, $7)"
            ),
            params![id, hash_token(&token), self.two.organization, person, scope, now, end],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        token
    }

    /// What a page of ours sends along.
    fn cookie(&self, session: &str) -> Vec<(&'static str, String)> {
        let cookie = format!("{}={session}", self.house.app.session_cookie());
        vec![
            (header::COOKIE.as_str(), cookie),
            (header::ORIGIN.as_str(), "http://aizuchi.test".into()),
        ]
    }

    /// This person, signed in on a page of ours, in this document. `client`: the Yjs client id.
    async fn page(&self, person: PersonId, memo: MemoId, client: u64) -> MemoClient {
        let session = self.session(person).await;
        self.page_with(&session, memo, client).await
    }

    async fn page_with(&self, session: &str, memo: MemoId, client: u64) -> MemoClient {
        let (url, cookie) = (self.url("/memo"), self.cookie(session));
        let mut client =
            MemoClient::connect(&url, &cookie, &memo.to_string(), client).await.unwrap();
        client.join("").await;
        client
    }

    async fn both(&self) -> (MemoClient, MemoClient) {
        let shared = self.shared().await;
        let leader = self.page(self.two.leader, shared, 11).await;
        (leader, self.page(self.two.member, shared, 22).await)
    }
}

/// A 1-on-1 with its documents, that many days from now.
async fn plan(house: &TestHouse, two: &Two, days: i64) -> OneOnOneId {
    let mut tx = two.acting_member(house);
    let pair = tx.load::<Edit, Pair>(two.pair).await.unwrap();
    let new = NewOneOnOne {
        starts_at: tx.now() + SignedDuration::from_hours(24 * days),
        minutes: 30,
        occurrence: None,
        place: String::new(),
    };
    let id = one_on_one::schedule_extra(&mut tx, &pair, &new, true).await.unwrap();
    let planned = tx.load::<Edit, OneOnOne>(id).await.unwrap();
    super::ensure(&mut tx, &planned).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// What the memo says to somebody who opens it now.
async fn text_of(hall: &Hall, memo: MemoId) -> String {
    let mut tx = hall.house.app.system_reads(hall.two.organization, "test");
    let memo = tx.load::<Read, Memo>(memo).await.unwrap();
    drop(tx);
    super::read(&hall.house.app, hall.two.organization, &memo).await.unwrap().text
}
