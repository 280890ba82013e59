//! Those beside the two who were let in: by a share, by its link with a code, by a handover. What was
//! opened for them they may read, and everything else of the pair is as far away as for a stranger.

use super::{Cast, World};
use meetings::{
    emergency::{self, Access},
    handover::{self, Handover},
    memo::{self, Memo},
    one_on_one::OneOnOne,
    share::{self, Share, ShareId},
};
use people::{
    pair::{self, Kind, Pair},
    person::Person,
};
use platform::{
    access::{Administer, Edit, Read},
    routing::Route,
    testing::TestHouse,
};
use std::{collections::BTreeMap, time::Duration};

type Ids = BTreeMap<&'static str, String>;

/// What was opened for whom.
const OPEN: [(&str, &str, &str); 12] = [
    ("share reader", "GET", "/shares/{id}"),
    ("share reader", "GET", "/shares/{id}/alive"),
    ("share reader", "POST", "/shares/{id}/opening"),
    ("share reader", "POST", "/api/v1/shares/{id}/openings"),
    ("outside reader", "GET", "/shared/{token}"),
    ("outside reader", "POST", "/shared/{token}"),
    ("outside reader", "GET", "/shared/{token}/alive"),
    ("next leader", "GET", "/handovers/{id}"),
    ("next leader", "GET", "/api/v1/handovers/{id}"),
    ("next leader", "POST", "/handovers/{id}/reading"),
    ("next leader", "POST", "/handovers/{id}/talk"),
    ("next leader", "POST", "/handovers/{id}/talk/answer"),
];

/// A route about the thing that this one was let in to.
pub fn concerns(route: &Route, role: &str) -> bool {
    match role {
        "share reader" => route.path.contains("/shares/{"),
        "outside reader" => route.path.contains("/shared/{"),
        "next leader" => route.path.contains("/handovers/{"),
        _ => false,
    }
}

/// Whoever was let in reads, or is told what their empty form lacks; nothing else of it opens.
pub fn check(route: &Route, role: &str, status: u16, line: &str) {
    if OPEN.contains(&(role, route.method, route.path)) {
        let fits =
            if route.method == "GET" { status == 200 } else { ![401, 403, 404].contains(&status) };
        assert!(fits, "{line}");
    } else {
        assert!([403, 404, 409, 415, 422].contains(&status), "{line}");
    }
}

impl Cast {
    /// Lets this one in to what the two have, in a way of its own.
    pub async fn let_in(&self, house: &TestHouse, world: &World, role: &str, ids: &mut Ids) {
        match role {
            "share reader" => {
                let share = self.share_inside(house, ids).await;
                self.agree_to(house, share).await;
                ids.insert("share", share.to_string());
            }
            "outside reader" => {
                self.agree_to(house, ids["share"].parse().unwrap()).await;
                let link = self.link(house, ids["share"].parse().unwrap()).await;
                let door = format!("/shared/{}", link.token);
                let answer = world.browsers[role].post(&door, &[("code", &link.code)]).await;
                assert_eq!(answer.status, 303, "the code opens: {}", answer.text);
                ids.insert("link", link.token);
            }
            "next leader" => self.hand_on(house, ids["handover"].parse().unwrap()).await,
            _ => (),
        }
    }

    /// The member asks whether a colleague may read a passage.
    async fn share_inside(&self, house: &TestHouse, ids: &Ids) -> ShareId {
        let mut tx = self.acting(house, "member");
        let meeting = tx.load::<Edit, OneOnOne>(ids["one-on-one"].parse().unwrap()).await.unwrap();
        let memo = tx.load::<Read, Memo>(ids["memo"].parse().unwrap()).await.unwrap();
        let reader = tx.load::<Read, Person>(self.people["share reader"]).await.unwrap();
        let passage = memo::Passage { html: "<p>話</p>".into(), text: "話".into() };
        let id = share::draft(&mut tx, &meeting, &memo, &[passage]).await.unwrap();
        let draft = tx.load::<Edit, Share>(id).await.unwrap();
        share::choose_reader(&mut tx, &draft, &reader).await.unwrap();
        let draft = tx.load::<Edit, Share>(id).await.unwrap();
        share::ask(&mut tx, &draft, "相談", "2026-12-01").await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    async fn agree_to(&self, house: &TestHouse, share: ShareId) {
        let mut tx = self.acting(house, "leader");
        let share = tx.load::<Edit, Share>(share).await.unwrap();
        share::agree(&mut tx, &share, &[]).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn link(&self, house: &TestHouse, share: ShareId) -> share::NewLink {
        let mut tx = self.acting(house, "member");
        let share = tx.load::<Edit, Share>(share).await.unwrap();
        let link = share::make_link(&mut tx, &share).await.unwrap();
        tx.commit().await.unwrap();
        link
    }

    /// The member names the leader of another pair and agrees.
    async fn hand_on(&self, house: &TestHouse, handover: handover::HandoverId) {
        let mut tx = house.app.system(self.organization, "matrix");
        let (leader, member) = (self.people["next leader"], self.people["member"]);
        let next = pair::begin(&mut tx, leader, member, Kind::Line).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = self.acting(house, "member");
        let next = tx.load::<Read, Pair>(next).await.unwrap();
        let handover = tx.load::<Edit, Handover>(handover).await.unwrap();
        let lines = handover::lines(&mut tx, handover.id).await.unwrap();
        let shown = handover::mark(&lines);
        let consent = handover::Consent { shown: &shown, next: Some(&next), days: 60 };
        handover::agree(&mut tx, &handover, &consent).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// A page that listens is answered to its end when what it listens for is over.
    pub async fn end_soon(&self, house: &TestHouse, route: &Route, role: &str, ids: &Ids) {
        let emergency = route.path.contains("emergency") && role == "administrator";
        if !route.path.ends_with("/alive") || !(emergency || concerns(route, role)) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        if emergency {
            return self.end_emergency(house, &ids["emergency"]).await;
        }
        let mut tx = self.acting(house, "member");
        let share = tx.load::<Edit, Share>(ids["share"].parse().unwrap()).await.unwrap();
        share::end(&mut tx, &share).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn end_emergency(&self, house: &TestHouse, id: &str) {
        let mut tx = self.acting(house, "approver");
        let access = tx.load::<Administer, Access>(id.parse().unwrap()).await.unwrap();
        emergency::end(&mut tx, &access).await.unwrap();
        tx.commit().await.unwrap();
    }
}
