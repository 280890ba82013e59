//! Every way of reading is on the list, nobody but the two sees it, and nothing of it can be changed
//! without being found.

use super::{
    NewReading, Text, Way, chain, drain,
    model::{self, Reading},
    note, queries, record,
};
use crate::{
    memo::{self, Memo},
    one_on_one::{OneOnOne, OneOnOneId},
    room,
    testing::{Two, house},
};
use jiff::SignedDuration;
use platform::{
    PersonId,
    access::{Edit, Read, Scope},
    db::Sql,
    on_both, params, sql,
    testing::TestHouse,
};
use std::time::Duration;

/// A 1-on-1 that has begun, with words in its shared memo and in the member's private note.
async fn written(house: &TestHouse, two: &Two) -> (OneOnOneId, Text) {
    let id = two.plan(house, "2026-11-24T06:00:00Z").await;
    let mut tx = two.acting_member(house);
    let one_on_one = tx.load::<Edit, OneOnOne>(id).await.unwrap();
    room::start(&mut tx, &one_on_one).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = two.acting_member(house);
    let documents = memo::documents(&mut tx, id, two.member).await.unwrap().unwrap();
    let shared = tx.load::<Edit, Memo>(documents.shared).await.unwrap();
    let note = tx.load::<Edit, Memo>(documents.private_note).await.unwrap();
    drop(tx);
    let (app, home) = (&house.app, two.organization);
    memo::write_markdown(app, home, &shared, two.member, "来月の分担を決めた").await.unwrap();
    memo::write_markdown(app, home, &note, two.member, "ないしょの分担").await.unwrap();
    (id, shared.as_text())
}

/// The list, oldest first.
async fn all(house: &TestHouse, two: &Two) -> Vec<Reading> {
    let mut tx = house.app.system_reads(two.organization, "test");
    queries::from(&mut tx, two.pair, 0, 1_000).await.unwrap()
}

async fn ways(house: &TestHouse, two: &Two) -> Vec<(Option<PersonId>, Way)> {
    all(house, two).await.iter().map(|row| (row.reader, row.way)).collect()
}

on_both! {
    async fn every_way_of_reading_is_listed_once_an_hour(house: house) {
        let two = Two::meet(&house).await;
        let (id, _) = written(&house, &two).await;
        let leader = two.browser(&house, two.leader).await;
        let program = two.program(&house, two.leader, &[Scope::Read]).await;
        let mine = |way| (Some(two.leader), way);
        leader.get(&format!("/one-on-ones/{id}")).await.ok();
        leader.get(&format!("/one-on-ones/{id}")).await.ok();
        assert_eq!(ways(&house, &two).await, [mine(Way::Opened)]);
        house.clock.advance(SignedDuration::from_hours(48));
        let leader = two.browser(&house, two.leader).await;
        leader.get(&format!("/pairs/{}/journey", two.pair)).await.ok();
        leader.get(&format!("/pairs/{}/journey?q=%E5%88%86%E6%8B%85", two.pair)).await.ok();
        leader.get(&format!("/pairs/{}/journey?q=%E7%8A%AC", two.pair)).await.ok();
        leader.get("/export/aizuchi.md").await.ok();
        leader.get("/export/aizuchi.json").await.ok();
        program.get(&format!("/api/v1/one-on-ones/{id}/memo")).await.ok();
        program.get(&format!("/api/v1/pairs/{}/history", two.pair)).await.ok();
        program.get("/api/v1/export").await.ok();
        let expected =
            [Way::Opened, Way::Listed, Way::Found, Way::Exported, Way::Program].map(mine);
        assert_eq!(ways(&house, &two).await, expected);
        assert_eq!(chain::examine(&house.app).await.unwrap(), (5, Vec::new()));
    }
}

on_both! {
    async fn a_private_note_leaves_no_trace(house: house) {
        let two = Two::meet(&house).await;
        let (id, _) = written(&house, &two).await;
        let program = two.program(&house, two.member, &[Scope::Read]).await;
        let answer = program.get(&format!("/api/v1/one-on-ones/{id}/private-note")).await.ok();
        assert!(answer.has("ないしょ"));
        assert_eq!(all(&house, &two).await, []);
    }
}

on_both! {
    async fn the_receipt_tells_who_can_and_who_has(house: house) {
        let two = Two::meet(&house).await;
        let (id, _) = written(&house, &two).await;
        let (leader, member) =
            (two.browser(&house, two.leader).await, two.browser(&house, two.member).await);
        leader.get(&format!("/one-on-ones/{id}")).await.ok();
        let page = member.get(&format!("/one-on-ones/{id}")).await.ok();
        assert!(page.has("読めるのは、藤崎さん(上司)・あなた(部下)です。"), "{}", page.text);
        assert!(page.has("読んだ人: 藤崎さん(11月23日") && page.has("管理者も、読めません"));
        house.clock.advance(SignedDuration::from_hours(24));
        two.part(&house).await;
        let member = two.browser(&house, two.member).await;
        let page = member.get(&format!("/one-on-ones/{id}")).await.ok();
        assert!(page.has("読めるのは、あなた(部下)です。"), "{}", page.text);
        assert!(page.has("藤崎さん(11月23日"), "what was read stays on the list");
        let list = member.get(&format!("/pairs/{}/readings", two.pair)).await.ok();
        assert!(list.has("藤崎さん") && list.has("1on1の画面で開きました"));
        let list = member.get(&format!("/pairs/{}/readings?of={id}", two.pair)).await.ok();
        assert!(list.has("藤崎さん") && list.has("この1on1の共有メモ"));
    }
}

on_both! {
    async fn the_list_is_for_the_two_only(house: house) {
        let two = Two::meet(&house).await;
        let (id, _) = written(&house, &two).await;
        let raise = sql!("UPDATE people SET administrator = TRUE WHERE organization_id = $1 AND id = $2");
        change(&house, &two, raise, two.stranger.0).await;
        let stranger = two.browser(&house, two.stranger).await;
        let leader = two.browser(&house, two.leader).await;
        leader.get(&format!("/one-on-ones/{id}")).await.ok();
        for end in ["", ".csv", ".json"] {
            let path = format!("/pairs/{}/readings{end}", two.pair);
            leader.get(&path).await.ok();
            assert_eq!(stranger.get(&path).await.status, 404, "{path}");
        }
        two.part(&house).await;
        for end in ["", ".csv", ".json"] {
            let path = format!("/pairs/{}/readings{end}", two.pair);
            assert_eq!(leader.get(&path).await.status, 404, "a leader of the past: {path}");
        }
    }
}

async fn change(house: &TestHouse, two: &Two, sql: &'static Sql, id: i64) {
    let mut tx = house.app.system(two.organization, "test");
    assert_eq!(tx.execute(sql, params![two.organization, id]).await.unwrap(), 1);
    tx.commit().await.unwrap();
}

/// Eight hours in which the leader read.
async fn long_list(house: &TestHouse, two: &Two) {
    let (_, text) = written(house, two).await;
    for _ in 0..8 {
        note(&house.app, two.organization, two.leader, &[text], Way::Opened).await;
        house.clock.advance(SignedDuration::from_hours(1));
    }
    assert_eq!(chain::examine(&house.app).await.unwrap(), (8, Vec::new()));
}

async fn found_at(house: &TestHouse) -> Vec<i64> {
    let (_, flaws) = chain::examine(&house.app).await.unwrap();
    flaws.iter().map(|flaw| flaw.place).collect()
}

on_both! {
    async fn a_row_that_was_changed_is_found(house: house) {
        let two = Two::meet(&house).await;
        long_list(&house, &two).await;
        let sql = sql!("UPDATE memo_readings SET reader_id = reader_id + 1
                        WHERE organization_id = $1 AND pair_id = $2 AND place = 3");
        change(&house, &two, sql, two.pair.0).await;
        assert_eq!(found_at(&house).await, [3]);
        let leader = two.browser(&house, two.leader).await;
        let page = leader.get(&format!("/pairs/{}/readings", two.pair)).await.ok();
        assert!(page.has("書かれたときと違うところがあります"));
    }
}

on_both! {
    async fn a_row_that_was_moved_to_another_time_is_found(house: house) {
        let two = Two::meet(&house).await;
        long_list(&house, &two).await;
        let sql = sql!("UPDATE memo_readings SET read_at = read_at - 60000000
                        WHERE organization_id = $1 AND pair_id = $2 AND place = 8");
        change(&house, &two, sql, two.pair.0).await;
        assert_eq!(found_at(&house).await, [8]);
    }
}

on_both! {
    async fn a_row_that_was_taken_away_is_found(house: house) {
        let two = Two::meet(&house).await;
        long_list(&house, &two).await;
        let sql = sql!("DELETE FROM memo_readings
                        WHERE organization_id = $1 AND pair_id = $2 AND place = 5");
        change(&house, &two, sql, two.pair.0).await;
        assert_eq!(found_at(&house).await, [5]);
    }
}

on_both! {
    async fn an_end_that_was_cut_off_is_found(house: house) {
        let two = Two::meet(&house).await;
        long_list(&house, &two).await;
        let last = sql!("DELETE FROM memo_readings
                         WHERE organization_id = $1 AND pair_id = $2 AND place = 8");
        change(&house, &two, last, two.pair.0).await;
        assert_eq!(found_at(&house).await, [0]);
        let head = sql!("DELETE FROM memo_reading_heads WHERE organization_id = $1 AND pair_id = $2");
        change(&house, &two, head, two.pair.0).await;
        assert_eq!(found_at(&house).await, [0], "nor can the end itself be taken away");
    }
}

on_both! {
    async fn the_files_can_be_checked_by_anybody(house: house) {
        use sha2::Digest;
        let two = Two::meet(&house).await;
        long_list(&house, &two).await;
        let member = two.browser(&house, two.member).await;
        let csv = member.get(&format!("/pairs/{}/readings.csv", two.pair)).await.ok().text;
        let mut link = "0".repeat(64);
        let rows: Vec<&str> = csv.lines().skip(1).collect();
        assert_eq!(rows.len(), 8);
        for row in rows {
            let cells: Vec<&str> = row.split(',').collect();
            assert_eq!(cells[8], link);
            let text = format!("aizuchi-reading-1|{}", cells[..9].join("|"));
            let digest = sha2::Sha256::digest(text.as_bytes());
            link = digest.iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(cells[9], link);
            assert_eq!(cells[10], "\"藤崎 葵\"");
        }
        let json = member.get(&format!("/pairs/{}/readings.json", two.pair)).await.ok().text;
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["link"], link.as_str());
        assert_eq!(json["readings"].as_array().unwrap().len(), 8);
    }
}

on_both! {
    async fn many_at_once_make_one_chain(house: house) {
        let two = Two::meet(&house).await;
        let (_, text) = written(&house, &two).await;
        let app = &house.app;
        let now = app.world().now();
        let one = |index: i64| async move {
            let at = now.saturating_add(SignedDuration::from_secs(index)).unwrap();
            let (reader, because) = (Some(two.stranger), Some(7));
            let new = NewReading { text, reader, way: Way::Shared, because, at };
            let mut tx = app.system(two.organization, "test");
            record(&mut tx, &[new]).await.unwrap();
            tx.commit().await.unwrap();
        };
        futures_util::future::join_all((0..20).map(one)).await;
        assert_eq!(chain::examine(app).await.unwrap(), (20, Vec::new()));
    }
}

on_both! {
    async fn what_cannot_be_written_waits_and_the_two_still_read(house: house) {
        let two = Two::meet(&house).await;
        let (id, text) = written(&house, &two).await;
        let leader = two.browser(&house, two.leader).await;
        let mut busy = house.app.system(two.organization, "test");
        queries::hold_head(&mut busy, two.pair, model::BEGINNING).await.unwrap();
        note(&house.app, two.organization, two.leader, &[text], Way::Opened).await;
        // PostgreSQL gives nobody up who goes on talking.
        let mut written = std::pin::pin!(drain(&house.app));
        let written = loop {
            tokio::select! {
                written = &mut written => break written,
                () = tokio::time::sleep(Duration::from_millis(500)) => {
                    queries::hold_head(&mut busy, two.pair, model::BEGINNING).await.unwrap();
                }
            }
        };
        assert!(!written, "it waits");
        drop(busy);
        house.clock.advance(SignedDuration::from_hours(3));
        leader.get(&format!("/one-on-ones/{id}")).await.ok();
        assert!(drain(&house.app).await);
        let hours: Vec<String> =
            all(&house, &two).await.iter().map(|row| row.read_at.to_string()).collect();
        assert_eq!(hours, ["2026-11-23T03:00:00Z", "2026-11-23T00:00:00Z"], "when it was read");
        assert_eq!(chain::examine(&house.app).await.unwrap().1, []);
        let mut tx = two.acting_leader(&house);
        tx.load::<Read, OneOnOne>(id).await.unwrap();
    }
}
