//! What is kept, folded, let go of and read again.

use super::*;
use crate::{
    memo::{MemoHub, ROOT, hub, queries::log},
    versions,
};
use memo_wire::Typist;
use platform::Error;
use std::{sync::Arc, time::Duration};

/// A second process with the same database.
fn elsewhere() -> Arc<MemoHub> {
    Arc::new(MemoHub::default())
}

async fn rows(hall: &Hall, memo: MemoId) -> (usize, bool) {
    let mut tx = hall.house.app.memo_log_reads(hall.two.organization, "test");
    let (stored, _) = log::read(&mut tx, memo, 0).await.unwrap();
    (stored.tail.len(), stored.snapshot.is_some())
}

on_both! {
    async fn a_memo_is_folded_let_go_and_read_again(house: house) {
        let hall = Hall::open(house).await;
        let shared = hall.shared().await;
        let (mut leader, member) = hall.both().await;
        leader.say("## 残ること\n- 一つめ\n- 二つめ").await;
        leader.until(|client| client.receipts == 2).await;
        assert_eq!(rows(&hall, shared).await, (1, false));
        drop((leader, member));
        let hub = hub(&hall.house.app);
        for _ in 0..100 {
            tokio::time::sleep(Duration::from_millis(50)).await;
            if hub.count() == 0 {
                break;
            }
        }
        assert_eq!(hub.count(), 0, "memory is given back");
        assert_eq!(rows(&hall, shared).await, (0, true));
        let mut tx = hall.two.acting_member(&hall.house);
        let memo = tx.load::<Read, Memo>(shared).await.unwrap();
        let text = crate::memo::text(&mut tx, memo.id).await.unwrap();
        assert_eq!(text, "## 残ること\n\n- 一つめ\n- 二つめ\n");
        drop(tx);
        let mut leader = hall.page(hall.two.leader, shared, 12).await;
        assert_eq!(leader.text(), "残ること\n- 一つめ\n- 二つめ\n");
        leader.say("三つめ").await;
        leader.until(|client| client.receipts == 2).await;
        assert_eq!(text_of(&hall, shared).await, "残ること\n- 一つめ\n- 二つめ\n三つめ\n");
    }
}

on_both! {
    async fn a_long_log_is_compacted_while_people_write(house: house) {
        let hall = Hall::open(house).await;
        let shared = hall.shared().await;
        let (mut leader, mut member) = hall.both().await;
        for turn in 0..60 {
            leader.say(&format!("{turn} {}", "長い".repeat(1_500))).await;
            member.say(&format!("{turn} みじかい")).await;
        }
        leader.until(|client| client.receipts == 61).await;
        member.until(|client| client.receipts == 61).await;
        for _ in 0..100 {
            tokio::time::sleep(Duration::from_millis(50)).await;
            if rows(&hall, shared).await.1 {
                break;
            }
        }
        assert!(rows(&hall, shared).await.1, "a snapshot stands for the rows");
        leader.until(|client| client.text().contains("59 みじかい")).await;
        member.until(|client| client.text() == leader.text()).await;
        let memo = hall.memo(shared).await;
        let fresh = elsewhere().enter(&hall.house.app, hall.two.organization, &memo).await.unwrap();
        let text = memo_wire::fold(&fresh.lock().document, ROOT).text;
        assert_eq!(text, leader.text());
    }
}

on_both! {
    async fn two_processes_do_not_overwrite_each_other(house: house) {
        let hall = Hall::open(house).await;
        let (app, organization) = (&hall.house.app, hall.two.organization);
        let memo = hall.memo(hall.shared().await).await;
        let one = hub(app).enter(app, organization, &memo).await.unwrap();
        let other = elsewhere();
        let two = other.enter(app, organization, &memo).await.unwrap();
        one.write_first(app, hall.two.leader, &Typist::new(1, ROOT).write("ひとつめの家")).await.unwrap();
        // The other one does not know of it yet, and would append at the same place.
        two.write_first(app, hall.two.member, &Typist::new(2, ROOT).write("ふたつめの家")).await.unwrap();
        one.fold(app).await.unwrap();
        let third = elsewhere();
        let fresh = third.enter(app, organization, &memo).await.unwrap();
        let text = memo_wire::fold(&fresh.lock().document, ROOT).text;
        assert!(text.contains("ひとつめの家") && text.contains("ふたつめの家"), "{text}");
        let known = memo_wire::fold(&two.lock().document, ROOT).text;
        assert_eq!(known, text, "it caught up before it appended");
    }
}

on_both! {
    async fn words_can_be_written_from_inside(house: house) {
        let hall = Hall::open(house).await;
        let (app, organization) = (&hall.house.app, hall.two.organization);
        let memo = hall.memo(hall.shared().await).await;
        let (mut leader, _member) = hall.both().await;
        let write = |text: &'static str| {
            crate::memo::write_markdown(app, organization, &memo, hall.two.member, text)
        };
        write("- 手順書を直す\n- [x] 写真").await.unwrap();
        leader.until(|client| client.text() == "- 手順書を直す\n[x] 写真\n").await;
        assert!(matches!(write("もう一度").await, Err(Error::Conflict("conflict-memo-written"))));
        let mut tx = app.system_reads(organization, "test");
        let text = crate::memo::text(&mut tx, memo.id).await.unwrap();
        assert_eq!(text, "- 手順書を直す\n\n* [x] 写真\n");
    }
}

on_both! {
    async fn what_a_sudden_end_left_is_folded_later(house: house) {
        let hall = Hall::open(house).await;
        let (app, organization) = (&hall.house.app, hall.two.organization);
        let shared = hall.shared().await;
        let mut tx = app.memo_log(organization, "test");
        let update = Typist::new(1, ROOT).write("残っていた");
        let row = log::NewRow { actor: hall.two.leader, update };
        log::append(&mut tx, shared, 0, &[row], &[(1, hall.two.leader)]).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        (versions::folding_schedule().look)(app).await.unwrap();
        assert_eq!(rows(&hall, shared).await, (1, false), "too young: somebody may be writing");
        hall.house.clock.advance(SignedDuration::from_mins(11));
        (versions::folding_schedule().look)(app).await.unwrap();
        assert_eq!(rows(&hall, shared).await, (0, true));
        assert_eq!(text_of(&hall, shared).await, "残っていた\n");
    }
}

on_both! {
    async fn memos_written_together_have_each_their_own_trouble(house: house) {
        let hall = Hall::open(house).await;
        let (app, organization, person) =
            (&hall.house.app, hall.two.organization, hall.two.member);
        let documents = hall.documents(person).await;
        let append = |memo, head| log::Append {
            memo,
            head,
            rows: vec![log::NewRow { actor: person, update: Typist::new(5, ROOT).write("一行") }],
            clients: vec![(5, person)],
        };
        let (good, stale) = (append(documents.shared, 0), append(documents.private_note, 0));
        let mut tx = app.memo_log(organization, "test");
        let heads = log::append_all(&mut tx, &[&stale]).await.unwrap();
        assert_eq!(heads, [Some(1)]);
        tx.commit().await.unwrap();
        let mut tx = app.memo_log(organization, "test");
        let heads = log::append_all(&mut tx, &[&stale, &good]).await.unwrap();
        assert_eq!(heads, [None, Some(1)]);
        tx.commit().await.unwrap();
        assert_eq!(rows(&hall, documents.shared).await, (1, false));
        assert_eq!(rows(&hall, documents.private_note).await, (1, false));
    }
}

on_both! {
    async fn one_broken_memo_keeps_no_other_waiting(house: house) {
        let hall = Hall::open(house).await;
        let (app, organization) = (&hall.house.app, hall.two.organization);
        let documents = hall.documents(hall.two.member).await;
        let mut memos = [documents.shared, documents.private_note];
        memos.sort();
        for (client, memo) in (1..).zip(memos) {
            let mut tx = app.memo_log(organization, "test");
            let update = Typist::new(client, ROOT).write("残っていた");
            let row = log::NewRow { actor: hall.two.member, update };
            let person = hall.two.member;
            log::append(&mut tx, memo, 0, &[row], &[(client, person)]).await.unwrap().unwrap();
            tx.commit().await.unwrap();
        }
        let mut tx = app.memo_log(organization, "test");
        let spoil = sql!("UPDATE memo_log SET bytes = $3 WHERE organization_id = $1 AND memo_id = $2");
        tx.execute(spoil, params![organization, memos[0], vec![0_u8; 40]]).await.unwrap();
        tx.commit().await.unwrap();
        hall.house.clock.advance(SignedDuration::from_mins(11));
        (versions::folding_schedule().look)(app).await.unwrap();
        assert_eq!(rows(&hall, memos[1]).await, (0, true));
    }
}

on_both! {
    async fn an_export_holds_what_is_not_folded_yet(house: house) {
        let hall = Hall::open(house).await;
        let (app, organization) = (&hall.house.app, hall.two.organization);
        let documents = hall.documents(hall.two.member).await;
        let theirs = hall.documents(hall.two.leader).await.private_note;
        for (client, memo, text) in [
            (1, documents.shared, "二人で書いた"),
            (2, documents.private_note, "自分で書いた"),
            (3, theirs, "上司だけのこと"),
            (4, documents.key_point.unwrap(), "要点"),
            (5, documents.mindful.unwrap(), "意識すること"),
        ] {
            let mut tx = app.memo_log(organization, "test");
            let update = Typist::new(client, ROOT).write(text);
            let row = log::NewRow { actor: hall.two.member, update };
            let person = hall.two.member;
            log::append(&mut tx, memo, 0, &[row], &[(client, person)]).await.unwrap().unwrap();
            tx.commit().await.unwrap();
        }
        let archive = crate::export::gather(hall.two.acting_member(&hall.house), crate::reading::Way::Exported).await.unwrap();
        let archive = serde_json::to_value(&archive).unwrap();
        let one = &archive["pairs"][0]["one_on_ones"][0];
        assert_eq!(one["memo"], "二人で書いた\n");
        assert_eq!(one["private_note"], "自分で書いた\n");
        assert_eq!((&one["key_point"], &one["mindful"]), (&"要点\n".into(), &"意識すること\n".into()));
        assert!(!archive.to_string().contains("上司だけのこと"));
    }
}

on_both! {
    async fn a_row_opens_only_in_its_own_place(house: house) {
        let hall = Hall::open(house).await;
        let (app, organization) = (&hall.house.app, hall.two.organization);
        let memo = hall.memo(hall.shared().await).await;
        let open = hub(app).enter(app, organization, &memo).await.unwrap();
        let mut typist = Typist::new(1, ROOT);
        open.write_first(app, hall.two.leader, &typist.write("一")).await.unwrap();
        drop(open);
        let note = hall.documents(hall.two.member).await.private_note;
        let mut tx = app.memo_log(organization, "test");
        let steal = sql!(
            "INSERT INTO memo_log (organization_id, memo_id, seq, actor_id, at, bytes)
             SELECT organization_id, $3, seq, actor_id, at, bytes FROM memo_log
             WHERE organization_id = $1 AND memo_id = $2"
        );
        tx.execute(steal, params![organization, memo.id, note]).await.unwrap();
        tx.commit().await.unwrap();
        let stolen = hall.memo(note).await;
        let read = elsewhere().enter(app, organization, &stolen).await;
        assert!(matches!(read, Err(Error::Internal(_))));
    }
}
