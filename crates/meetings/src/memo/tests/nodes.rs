//! A memo that is open on two nodes. Here both live in one process, on one database, and what they
//! say to each other can be lost; `server/tests/it` does it with real processes and real NATS.

use super::{
    rights::end_pair_on,
    together::{heard, present},
    *,
};
use crate::memo::{MemoHub, ROOT, hub, queries::log};
use memo_wire::{
    Typist,
    frame::{
        Sync,
        hocuspocus::{Message, Scope as Grant},
    },
};
use platform::{
    app::{App, Parts},
    bus::Switch,
};
use serde_json::json;
use std::time::Duration;

const SOON: Duration = Duration::from_millis(400);

struct Node {
    app: App,
    address: SocketAddr,
}

impl Node {
    async fn open(hall: &Hall, switch: &Switch) -> Self {
        let parts = crate::parts(people::parts(Parts::default()))
            .with(MemoHub::with_idle(Duration::from_millis(300)));
        let app = hall.house.app.beside(switch.join(), parts);
        let (_, router) = crate::memo::routes().finish(app.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { app, address }
    }

    async fn page(&self, hall: &Hall, person: PersonId, client: u64) -> MemoClient {
        self.page_knowing(hall, person, client, memo_wire::Document::new()).await
    }

    async fn page_knowing(
        &self,
        hall: &Hall,
        person: PersonId,
        client: u64,
        replica: memo_wire::Document,
    ) -> MemoClient {
        let (session, memo) = (hall.session(person).await, hall.shared().await);
        let (url, cookie) = (format!("ws://{}/memo", self.address), hall.cookie(&session));
        let mut page = MemoClient::connect(&url, &cookie, &memo.to_string(), client).await.unwrap();
        page.replica = replica;
        page.join("").await;
        page
    }
}

/// Two nodes, and what joins them.
struct Nodes {
    hall: Hall,
    switch: Switch,
    one: Node,
    two: Node,
}

impl Nodes {
    async fn open(house: TestHouse) -> Self {
        let (hall, switch) = (Hall::open(house).await, Switch::default());
        let (one, two) = (Node::open(&hall, &switch).await, Node::open(&hall, &switch).await);
        Self { hall, switch, one, two }
    }

    /// The leader on one node, the member on the other.
    async fn both(&self) -> (MemoClient, MemoClient) {
        let two = &self.hall.two;
        let leader = self.one.page(&self.hall, two.leader, 11).await;
        (leader, self.two.page(&self.hall, two.member, 22).await)
    }
}

on_both! {
    async fn words_cross_nodes_in_both_directions(house: house) {
        let nodes = Nodes::open(house).await;
        let (mut leader, mut member) = nodes.both().await;
        for turn in 0..30 {
            leader.say(&format!("上司 {turn}")).await;
            member.say(&format!("部下 {turn}")).await;
        }
        leader.until(|client| client.receipts == 31).await;
        member.until(|client| client.receipts == 31).await;
        leader.until(|client| client.text().contains("部下 29")).await;
        member.until(|client| client.text().contains("上司 29")).await;
        assert_eq!(leader.text(), member.text());
        assert_eq!(leader.text().lines().count(), 60);
        assert_eq!(text_of(&nodes.hall, nodes.hall.shared().await).await, leader.text());
        assert_eq!((leader.refusals, member.refusals), (0, 0));
    }
}

on_both! {
    async fn nothing_leaves_before_it_is_on_the_disk(house: house) {
        let nodes = Nodes::open(house).await;
        let (mut leader, mut member) = nodes.both().await;
        let mut beside = nodes.one.page(&nodes.hall, nodes.hall.two.member, 23).await;
        leader.say("はじめ").await;
        leader.until(|client| client.receipts == 2).await;
        beside.until(|client| client.text() == "はじめ\n").await;
        let memo = nodes.hall.shared().await;
        let mut held = nodes.one.app.memo_log(nodes.hall.two.organization, "test");
        log::append(&mut held, memo, 1, &[], &[]).await.unwrap().expect("the head is one");
        leader.say("つぎ").await;
        assert!(!beside.within(SOON, |client| client.text().contains("つぎ")).await);
        // Who comes in meanwhile is told what is on the disk, when it is.
        drop(held);
        beside.until(|client| client.text().contains("つぎ")).await;
        member.until(|client| client.text().contains("つぎ")).await;
    }
}

on_both! {
    async fn lost_messages_only_cost_time(house: house) {
        let nodes = Nodes::open(house).await;
        let (mut leader, mut member) = nodes.both().await;
        nodes.switch.turn_off();
        leader.say("だれも知らせない").await;
        member.until(|client| client.text().contains("だれも知らせない")).await;
        member.say("それでも届く").await;
        leader.until(|client| client.text().contains("それでも届く")).await;
        end_pair_on(&nodes.hall, &nodes.two.app).await;
        assert!(!leader.within(SOON, |client| client.closed.is_some()).await);
        nodes.switch.turn_on();
        leader.until(|client| client.closed.is_some()).await;
    }
}

on_both! {
    async fn rights_and_changes_are_told_on_every_node(house: house) {
        let nodes = Nodes::open(house).await;
        let (mut leader, mut member) = nodes.both().await;
        hub(&nodes.two.app).changed(&nodes.two.app, nodes.hall.one_on_one);
        let changed = |client: &MemoClient| client.stateless.iter().any(|said| said.contains("changed"));
        leader.until(changed).await;
        member.until(changed).await;
        end_pair_on(&nodes.hall, &nodes.two.app).await;
        leader.until(|client| client.closed == Some((4403, "Forbidden".into()))).await;
        member.until(|client| client.scope == Some(Grant::ReadOnly)).await;
    }
}

on_both! {
    async fn presence_crosses_nodes_and_goes_with_its_node(house: house) {
        let nodes = Nodes::open(house).await;
        let (mut leader, mut member) = nodes.both().await;
        let hello = |client, clock| present(client, clock, Some(json!({"user": {"name": "社長"}})));
        member.send(Message::Awareness(&hello(22, 1))).await;
        leader.until(|client| !heard(client).is_empty()).await;
        let state = heard(&leader)[0].state.clone().unwrap();
        assert_eq!(state["user"], json!({"name": "高瀬 蓮", "seat": "member"}));
        // Nobody speaks for somebody who is on another node.
        leader.send(Message::Awareness(&present(22, 9, None))).await;
        assert!(!member.within(SOON, |client| heard(client).iter().any(|e| e.state.is_none())).await);
        // Who comes later is introduced.
        let later = nodes.one.page(&nodes.hall, nodes.hall.two.leader, 12).await;
        let mut later = later;
        later.until(|client| heard(client).iter().any(|entry| entry.client == 22)).await;
        let is_gone = |client: &MemoClient| {
            heard(client).iter().any(|entry| entry.client == 22 && entry.state.is_none())
        };
        nodes.switch.lose(nodes.two.app.bus().node());
        leader.until(is_gone).await;
        // It was not gone after all, and says something.
        leader.presences.clear();
        member.send(Message::Awareness(&hello(22, 2))).await;
        leader.until(|client| !heard(client).is_empty()).await;
        leader.presences.clear();
        drop(member);
        leader.until(is_gone).await;
    }
}

on_both! {
    async fn a_client_id_of_two_people_belongs_to_the_first(house: house) {
        let nodes = Nodes::open(house).await;
        let (mut leader, mut member) = nodes.both().await;
        nodes.switch.turn_off();
        let mut first = nodes.one.page(&nodes.hall, nodes.hall.two.leader, 77).await;
        let mut second = nodes.two.page(&nodes.hall, nodes.hall.two.member, 77).await;
        first.say("さきに書いた").await;
        first.until(|client| client.receipts == 2).await;
        // This node has not heard of it.
        second.say("あとから書いた").await;
        second.until(|client| client.refusals == 1).await;
        second.until(|client| client.closed == Some((4403, "Forbidden".into()))).await;
        assert_eq!(second.receipts, 1, "the handshake only");
        member.until(|client| client.text() == "さきに書いた\n").await;
        member.say("ほかの人は続ける").await;
        member.until(|client| client.receipts == 2).await;
        leader.until(|client| client.text().contains("ほかの人は続ける")).await;
        assert_eq!(leader.text(), member.text());
        assert_eq!(text_of(&nodes.hall, nodes.hall.shared().await).await, leader.text());
    }
}

on_both! {
    async fn two_stories_of_one_client_make_one_text(house: house) {
        let nodes = Nodes::open(house).await;
        let (mut leader, mut member) = nodes.both().await;
        nodes.switch.turn_off();
        let mut one = nodes.one.page(&nodes.hall, nodes.hall.two.member, 77).await;
        let mut two = nodes.two.page(&nodes.hall, nodes.hall.two.member, 77).await;
        one.say("表").await;
        one.until(|client| client.receipts == 2).await;
        two.say("裏").await;
        two.until(|client| client.receipts == 2).await;
        one.say("表の続き").await;
        one.until(|client| client.receipts == 3).await;
        leader.until(|client| client.text().contains("表の続き")).await;
        member.until(|client| client.text().contains("表の続き")).await;
        assert_eq!(leader.text(), member.text());
        assert!(!leader.text().contains('裏'), "{}", leader.text());
    }
}

on_both! {
    async fn who_changes_nodes_with_words_on_the_way_loses_and_doubles_nothing(house: house) {
        let nodes = Nodes::open(house).await;
        let (mut leader, mut member) = nodes.both().await;
        leader.say("まえ").await;
        leader.until(|client| client.receipts == 2).await;
        let memo = nodes.hall.shared().await;
        let mut held = nodes.one.app.memo_log(nodes.hall.two.organization, "test");
        log::append(&mut held, memo, 1, &[], &[]).await.unwrap().expect("the head is one");
        // Not on the disk yet when the connection breaks.
        leader.say("とちゅう").await;
        tokio::time::sleep(SOON).await;
        let known = leader.replica.clone();
        drop(leader);
        let (hall, leads) = (&nodes.hall, nodes.hall.two.leader);
        let release = async {
            tokio::time::sleep(SOON).await;
            drop(held);
        };
        let come = nodes.two.page_knowing(hall, leads, 12, known);
        let (mut leader, ()) = tokio::join!(come, release);
        leader.until(|client| client.receipts == 1).await;
        leader.say("あと").await;
        leader.until(|client| client.receipts == 2).await;
        member.until(|client| client.text() == "まえ\nとちゅう\nあと\n").await;
        assert_eq!(text_of(hall, memo).await, "まえ\nとちゅう\nあと\n");
        let mut fresh = nodes.one.page(hall, leads, 13).await;
        fresh.until(|client| client.text() == "まえ\nとちゅう\nあと\n").await;
    }
}

on_both! {
    async fn what_one_node_folds_another_need_not(house: house) {
        let nodes = Nodes::open(house).await;
        let (mut leader, mut member) = nodes.both().await;
        for turn in 0..40 {
            leader.say(&format!("{turn} {}", "長い".repeat(2_000))).await;
            member.say(&format!("{turn} みじかい")).await;
        }
        leader.until(|client| client.receipts == 41).await;
        member.until(|client| client.receipts == 41).await;
        leader.until(|client| client.text().contains("39 みじかい")).await;
        member.until(|client| client.text() == leader.text()).await;
        let text = leader.text();
        drop((leader, member));
        for _ in 0..200 {
            tokio::time::sleep(Duration::from_millis(50)).await;
            if hub(&nodes.one.app).count() + hub(&nodes.two.app).count() == 0 {
                break;
            }
        }
        let open = (hub(&nodes.one.app).count(), hub(&nodes.two.app).count());
        assert_eq!(open, (0, 0), "memory is given back on both");
        let mut again = nodes.two.page(&nodes.hall, nodes.hall.two.member, 24).await;
        again.until(|client| client.text() == text).await;
        let mut tx = nodes.one.app.system_reads(nodes.hall.two.organization, "test");
        let kept = crate::memo::text(&mut tx, nodes.hall.shared().await).await.unwrap();
        assert!(kept.contains("39 みじかい"));
    }
}

on_both! {
    async fn an_older_text_never_takes_the_place_of_a_newer_one(house: house) {
        let nodes = Nodes::open(house).await;
        let (memo, organization) = (nodes.hall.shared().await, nodes.hall.two.organization);
        for (text, upto) in [("新しい", 5), ("古い", 4)] {
            let mut tx = nodes.one.app.system(organization, "test");
            crate::memo::queries::put_text(&mut tx, memo, text, upto, true).await.unwrap();
            tx.commit().await.unwrap();
        }
        let mut tx = nodes.one.app.system_reads(organization, "test");
        assert_eq!(crate::memo::text(&mut tx, memo).await.unwrap(), "新しい");
    }
}

on_both! {
    async fn a_commit_whose_answer_was_lost_is_not_doubled(house: house) {
        let nodes = Nodes::open(house).await;
        let (mut leader, mut member) = nodes.both().await;
        // What an append leaves that was committed although its connection broke before the answer.
        let update = Typist::new(55, ROOT).write("とどいていた");
        let mut tx = nodes.one.app.memo_log(nodes.hall.two.organization, "test");
        let row = log::NewRow { actor: nodes.hall.two.leader, update: update.clone() };
        let owner = [(55, nodes.hall.two.leader)];
        let memo = nodes.hall.shared().await;
        log::append(&mut tx, memo, 0, &[row], &owner).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        leader.learn(&update);
        leader.send(Message::Sync(Sync::Update(&update))).await;
        leader.until(|client| client.receipts == 2).await;
        member.until(|client| client.text() == "とどいていた\n").await;
        let mut tx = nodes.one.app.memo_log_reads(nodes.hall.two.organization, "test");
        // Folded or not: one row was ever written.
        let (_, head) = log::read(&mut tx, memo, 0).await.unwrap();
        assert_eq!(head, 1);
    }
}

on_both! {
    async fn who_was_frozen_asks_for_rights_before_passing_on_words(house: house) {
        let nodes = Nodes::open(house).await;
        let (mut leader, mut member) = nodes.both().await;
        nodes.switch.turn_off();
        leader.within(SOON, |_| false).await;
        let mut tx = nodes.two.app.system(nodes.hall.two.organization, "test");
        let end = sql!("DELETE FROM sessions WHERE organization_id = $1 AND person_id = $2");
        tx.execute(end, params![nodes.hall.two.organization, nodes.hall.two.leader]).await.unwrap();
        tx.commit().await.unwrap();
        nodes.switch.wake(nodes.one.app.bus().node());
        member.say("目ざめたあと").await;
        member.until(|client| client.receipts == 2).await;
        leader.until(|client| client.closed.is_some()).await;
        assert_eq!(leader.closed, Some((4401, "Unauthorized".into())));
        assert!(!leader.text().contains("目ざめたあと"));
    }
}
