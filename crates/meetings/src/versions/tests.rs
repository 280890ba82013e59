//! The history of a memo on both databases: reading it, bringing back, growing old, erasing.

use super::{
    erasing,
    listing::{self, Calendar},
    model::{Reason, Talk},
    queries, reading, thinning,
};
use crate::{
    memo::{self, Memo, MemoId, ROOT},
    one_on_one::{OneOnOne, OneOnOneId},
    testing::{Two, house},
};
use jiff::{SignedDuration, tz::TimeZone};
use memo_wire::{
    Document, Limits, Typist,
    fold::tree,
    trace::{Fate, Traced, TracedRun},
};
use platform::{
    Error, PersonId, Result,
    access::{Edit, Permit, Read, Scope},
    on_both, params, sql,
    testing::TestHouse,
};

/// Two people with a 1-on-1 that has its memos.
struct Desk {
    house: TestHouse,
    two: Two,
    one_on_one: OneOnOneId,
    shared: MemoId,
}

impl Desk {
    async fn of(house: TestHouse) -> Self {
        let two = Two::meet(&house).await;
        house.clock.set("2026-11-24T01:00:00Z".parse().unwrap());
        let one_on_one = two.plan(&house, "2026-11-24T01:30:00Z").await;
        let mut tx = two.acting_member(&house);
        let meeting = tx.load::<Edit, OneOnOne>(one_on_one).await.unwrap();
        memo::ensure(&mut tx, &meeting).await.unwrap();
        let documents = memo::documents(&mut tx, one_on_one, two.member).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        Self { house, two, one_on_one, shared: documents.shared }
    }

    async fn memo(&self) -> Permit<Edit, Memo> {
        let mut tx = self.house.app.system(self.two.organization, "test");
        tx.load::<Edit, Memo>(self.shared).await.unwrap()
    }

    async fn readable(&self) -> Permit<Read, Memo> {
        let mut tx = self.house.app.system_reads(self.two.organization, "test");
        tx.load::<Read, Memo>(self.shared).await.unwrap()
    }

    /// Both want it; nothing is done yet.
    async fn agree_to_erase(&self) {
        let mut tx = self.two.acting_member(&self.house);
        erasing::queries::insert(&mut tx, self.shared, self.two.member, true).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn head(&self) -> i64 {
        let mut tx = self.house.app.memo_log_reads(self.two.organization, "test");
        queries::head(&mut tx, self.shared).await.unwrap().map_or(0, |head| head.seq)
    }

    /// This person makes the memo say this: what is the same stays as it is.
    async fn say(&self, person: PersonId, markdown: &str) {
        let (app, memo) = (&self.house.app, self.memo().await);
        let organization = self.two.organization;
        super::rewrite_markdown(app, organization, &memo, person, markdown).await.unwrap();
    }

    async fn text(&self) -> String {
        let memo = self.memo().await;
        let mut tx = self.house.app.system_reads(self.two.organization, "test");
        memo::text(&mut tx, memo.id).await.unwrap()
    }

    fn pass(&self, minutes: i64) {
        self.house.clock.advance(SignedDuration::from_mins(minutes));
    }

    /// Two days: both write, the leader deletes what the member wrote.
    async fn live(&self) {
        self.say(self.two.member, "一行目\n消される話").await;
        self.pass(2);
        self.say(self.two.leader, "一行目\n消される話\n上司の一行").await;
        self.pass(30);
        self.say(self.two.leader, "一行目\n上司の一行").await;
        self.pass(24 * 60);
        self.say(self.two.member, "一行目\n上司の一行\n翌日のこと").await;
    }

    async fn restore(&self, person: PersonId, upto: i64, seen: i64) -> Result<()> {
        let (app, memo) = (&self.house.app, self.memo().await);
        let organization = self.two.organization;
        super::actions::Desk { app, organization, memo: &memo, person }.restore(upto, seen).await
    }

    fn history(&self) -> String {
        format!("/memos/{}/history", self.shared)
    }

    async fn count(&self) -> (i64, i64) {
        let mut tx = self.house.app.memo_log_reads(self.two.organization, "test");
        let (organization, memo) = (self.two.organization, self.shared);
        let rows =
            sql!("SELECT COUNT(*) FROM memo_log WHERE organization_id = $1 AND memo_id = $2");
        let kept =
            sql!("SELECT COUNT(*) FROM memo_versions WHERE organization_id = $1 AND memo_id = $2");
        let of = params![organization, memo];
        let rows = tx.first(rows, of, |row| Ok(row.get(0)?)).await.unwrap().unwrap();
        (rows, tx.first(kept, of, |row| Ok(row.get(0)?)).await.unwrap().unwrap())
    }
}

on_both! {
    async fn who_wrote_what_when_is_told_day_by_day(house: house) {
        let desk = Desk::of(house).await;
        let member = desk.two.browser(&desk.house, desk.two.member).await;
        let empty = member.get(&desk.history()).await.ok();
        assert!(empty.has("まだ何も書かれていません"));
        desk.live().await;
        // The session is over after a day.
        let member = desk.two.browser(&desk.house, desk.two.member).await;
        let page = member.get(&desk.history()).await.ok();
        assert_eq!(page.paths(&format!("{}/", desk.history())).len(), 3, "{}", page.text);
        assert!(page.has("あなた") && page.has("藤崎さん") && page.has("約8字を書きました"));
        let first = member.get(&format!("{}/2", desk.history())).await.ok();
        assert!(first.text.contains("<ins class=\"by by-member\">"), "{}", first.text);
        assert!(first.text.contains("<ins class=\"by by-leader\">"));
        let second = member.get(&format!("{}/3", desk.history())).await.ok();
        assert!(second.text.contains("<del class=\"by by-leader\">") && second.has("消される話"));
        assert!(second.has("藤崎さんが消した言葉"), "who cannot see hears it");
        let now = member.get(&format!("/memos/{}/authors", desk.shared)).await.ok();
        assert!(!now.has("消される話") && now.text.contains("<span class=\"by by-leader\">"));
        desk.two.reads_english(&desk.house, desk.two.member).await;
        let english = member.get(&desk.history()).await.ok();
        assert!(english.has("Memo history") && english.has("wrote about 8 characters"));
        assert_eq!(member.get(&format!("{}/9", desk.history())).await.status, 404);
        assert_eq!(member.get(&format!("{}/-1", desk.history())).await.status, 404);
    }
}

on_both! {
    async fn the_two_read_it_and_nobody_else(house: house) {
        let desk = Desk::of(house).await;
        desk.live().await;
        let (two, house) = (&desk.two, &desk.house);
        let (leader, member) =
            (two.browser(house, two.leader).await, two.browser(house, two.member).await);
        let stranger = two.browser(house, two.stranger).await;
        let all = ["history", "authors", "history/2", "history/2/restore", "erasure"];
        for page in all {
            let path = format!("/memos/{}/{page}", desk.shared);
            assert_eq!(stranger.get(&path).await.status, 404, "{page}");
            leader.get(&path).await.ok();
        }
        two.part(house).await;
        for page in all {
            let path = format!("/memos/{}/{page}", desk.shared);
            assert_eq!(leader.get(&path).await.status, 404, "{page}");
        }
        let read = member.get(&format!("{}/2", desk.history())).await.ok();
        assert!(read.has("書きかえることはできません") && !read.has("この姿に戻す"));
        let restore = format!("{}/2/restore", desk.history());
        assert_eq!(member.get(&restore).await.status, 403);
        assert_eq!(member.post(&restore, &[("seen", "4")]).await.status, 403);
        let erase = format!("/memos/{}/erasure", desk.shared);
        assert!(member.get(&erase).await.ok().has("このペアは終わった"));
        assert_eq!(member.post(&erase, &[]).await.status, 403);
    }
}

on_both! {
    async fn a_private_note_s_history_is_its_author_s(house: house) {
        let desk = Desk::of(house).await;
        let (two, house) = (&desk.two, &desk.house);
        let mut tx = two.acting_leader(house);
        let notes = memo::documents(&mut tx, desk.one_on_one, two.leader).await.unwrap().unwrap();
        let note = tx.load::<Edit, Memo>(notes.private_note).await.unwrap();
        drop(tx);
        memo::write_markdown(&house.app, two.organization, &note, two.leader, "ひとりごと").await.unwrap();
        let (leader, member) =
            (two.browser(house, two.leader).await, two.browser(house, two.member).await);
        two.part(house).await;
        for page in ["history", "authors", "history/1", "erasure"] {
            let path = format!("/memos/{}/{page}", note.id);
            assert_eq!(member.get(&path).await.status, 404, "{page}");
            assert!(leader.get(&path).await.ok().has("自分メモ"), "{page}");
        }
        // Alone one decides alone.
        let erase = format!("/memos/{}/erasure", note.id);
        leader.post(&erase, &[]).await.sees(&erase);
        assert!(leader.get(&erase).await.ok().has("完全に消しました"));
        assert!(leader.get(&format!("/memos/{}/authors", note.id)).await.ok().has("ひとりごと"));
    }
}

on_both! {
    async fn an_older_version_comes_back_as_a_new_edit(house: house) {
        let desk = Desk::of(house).await;
        desk.live().await;
        let member = desk.two.browser(&desk.house, desk.two.member).await;
        let path = format!("{}/2/restore", desk.history());
        let sure = member.get(&path).await.ok();
        assert!(sure.has("消される話") && sure.has("翌日のこと") && sure.text.contains("<del"));
        assert_eq!(desk.head().await, 4, "asking changes nothing");
        desk.pass(1);
        member.post(&path, &[("seen", "4")]).await.sees(&desk.history());
        assert_eq!(desk.text().await, "一行目\n\n消される話\n\n上司の一行\n");
        assert_eq!(desk.head().await, 5, "nothing is rewound");
        let page = member.get(&desk.history()).await.ok();
        assert!(page.has("あなたが前の姿に戻した"), "{}", page.text);
        let authors = member.get(&format!("/memos/{}/authors", desk.shared)).await.ok();
        assert!(authors.text.contains("<span class=\"by by-leader\">"), "what is equal stays");
        // It can be undone in the same way, and there is nothing more to do then.
        let back = format!("{}/4/restore", desk.history());
        member.post(&back, &[("seen", "5")]).await.sees(&desk.history());
        assert_eq!(desk.text().await, "一行目\n\n上司の一行\n\n翌日のこと\n");
        let same = member.get(&back).await.ok();
        assert!(same.has("戻すところはありません"));
    }
}

on_both! {
    async fn who_wrote_meanwhile_is_not_overwritten(house: house) {
        let desk = Desk::of(house).await;
        desk.live().await;
        let member = desk.two.browser(&desk.house, desk.two.member).await;
        let path = format!("{}/2/restore", desk.history());
        let late = member.post(&path, &[("seen", "3")]).await;
        assert_eq!(late.status, 409);
        assert!(late.has("もう一度ご確認ください"), "{}", late.text);
        assert_eq!(desk.head().await, 4);
        let (one, other) = tokio::join!(
            desk.restore(desk.two.leader, 2, 4),
            desk.restore(desk.two.member, 3, 4),
        );
        let refused = [&one, &other].iter().filter(|result| {
            matches!(result, Err(Error::Conflict("conflict-memo-moved-on")))
        }).count();
        assert_eq!(refused, 1, "{one:?} {other:?}");
        let wanted = if one.is_ok() { "一行目\n\n消される話\n\n上司の一行\n" } else { "一行目\n\n上司の一行\n" };
        assert_eq!(desk.text().await, wanted);
    }
}

on_both! {
    async fn marks_links_and_boxes_survive(house: house) {
        let desk = Desk::of(house).await;
        let rich = "## 見出し\n\n- [ ] まだ\n- [x] できた\n\n**大事** な [場所](<https://example.jp/a>)\n\n1. 一\n   - 深い\n";
        desk.say(desk.two.member, rich).await;
        let text = desk.text().await;
        desk.pass(15);
        desk.say(desk.two.leader, "すっかり別のこと").await;
        desk.restore(desk.two.member, 1, 2).await.unwrap();
        assert_eq!(desk.text().await, text);
    }
}

on_both! {
    async fn a_version_is_kept_by_a_name(house: house) {
        let desk = Desk::of(house).await;
        desk.live().await;
        let member = desk.two.browser(&desk.house, desk.two.member).await;
        let path = format!("{}/2/name", desk.history());
        assert_eq!(member.post(&path, &[("name", " ")]).await.status, 422);
        member.post(&path, &[("name", "面談の前")]).await.sees(&format!("{}/2", desk.history()));
        assert!(member.get(&desk.history()).await.ok().has("面談の前"));
        assert_eq!(member.post(&format!("{}/99/name", desk.history()), &[("name", "x")]).await.status, 404);
        let mut tx = desk.house.app.memo_log_reads(desk.two.organization, "test");
        let sealed = tx
            .first(
                sql!("SELECT name FROM memo_versions WHERE organization_id = $1 AND memo_id = $2 AND upto = 2"),
                params![desk.two.organization, desk.shared],
                |row| Ok(row.get::<Vec<u8>>(0)?),
            )
            .await
            .unwrap()
            .unwrap();
        assert!(!sealed.windows(6).any(|bytes| bytes == "面談".as_bytes()), "names are sealed");
    }
}

on_both! {
    async fn five_hundred_versions_are_read_page_by_page(house: house) {
        let desk = Desk::of(house).await;
        let (app, organization) = (&desk.house.app, desk.two.organization);
        let mut typist = Typist::new(9, ROOT);
        for turn in 0..500_i64 {
            let mut tx = app.memo_log(organization, "test");
            let update = typist.write(&format!("{turn}"));
            let row = memo::NewRow { actor: desk.two.member, update };
            let clients = [(9, desk.two.member)];
            memo::append(&mut tx, desk.shared, turn, &[row], &clients).await.unwrap().unwrap();
            tx.commit().await.unwrap();
            desk.pass(11);
        }
        let calendar = Calendar { zone: TimeZone::UTC, talk: Talk::default() };
        let (mut upto, mut found) = (Some(500), Vec::new());
        while let Some(mark) = upto {
            let mut tx = app.memo_log_reads(organization, "test");
            let (page, next) = listing::page(&mut tx, desk.shared, &calendar, mark, 50).await.unwrap();
            assert!(page.len() <= 50);
            found.extend(page.iter().map(|listed| listed.version.upto));
            upto = next;
        }
        assert_eq!(found, (1..=500).rev().collect::<Vec<i64>>());
        let member = desk.two.browser(&desk.house, desk.two.member).await;
        let page = member.get(&desk.history()).await.ok();
        assert_eq!(page.paths(&format!("{}/", desk.history())).len(), 50);
        assert!(page.has("もっと前を見る"));
        assert!(member.get(&format!("{}/250", desk.history())).await.ok().has("249"));
    }
}

on_both! {
    async fn old_rows_become_versions(house: house) {
        let desk = Desk::of(house).await;
        desk.live().await;
        let member = desk.two.browser(&desk.house, desk.two.member).await;
        let before = member.get(&desk.history()).await.ok();
        (thinning::schedule().look)(&desk.house.app).await.unwrap();
        assert_eq!(desk.count().await, (4, 0), "too young");
        desk.pass(91 * 24 * 60);
        (thinning::schedule().look)(&desk.house.app).await.unwrap();
        (thinning::schedule().look)(&desk.house.app).await.unwrap();
        assert_eq!(desk.count().await, (0, 3));
        // The session is over after so long.
        let member = desk.two.browser(&desk.house, desk.two.member).await;
        let after = member.get(&desk.history()).await.ok();
        assert_eq!(
            after.paths(&format!("{}/", desk.history())),
            before.paths(&format!("{}/", desk.history())),
        );
        assert!(after.has("藤崎さん") && after.has("約8字を書きました"));
        let second = member.get(&format!("{}/3", desk.history())).await.ok();
        assert!(second.text.contains("<del class=\"by by-leader\">") && second.has("消される話"));
        assert!(member.get(&format!("/memos/{}/authors", desk.shared)).await.ok().text.contains("by-leader"));
        // Whoever writes on has a history again, and old versions still come back.
        desk.say(desk.two.member, "一行目\n新しいこと").await;
        assert_eq!(desk.count().await, (1, 3));
        desk.restore(desk.two.leader, 2, 5).await.unwrap();
        assert_eq!(desk.text().await, "一行目\n\n消される話\n\n上司の一行\n");
        desk.pass(91 * 24 * 60);
        (thinning::schedule().look)(&desk.house.app).await.unwrap();
        assert_eq!(desk.count().await, (0, 5));
    }
}

on_both! {
    async fn rows_stay_when_somebody_writes_meanwhile(house: house) {
        let desk = Desk::of(house).await;
        desk.live().await;
        let (app, organization) = (&desk.house.app, desk.two.organization);
        let mut tx = app.memo_log(organization, "test");
        let head = queries::head(&mut tx, desk.shared).await.unwrap().unwrap();
        let other = queries::Head { seq: 3, ..head };
        assert!(!queries::let_rows_go(&mut tx, desk.shared, &other).await.unwrap(), "another number");
        drop(tx);
        let (calendar, talk) = (TimeZone::UTC, Talk::default());
        let (thinned, ()) = tokio::join!(
            thinning::thin(app, organization, desk.shared, (&calendar, &talk)),
            desk.say(desk.two.member, "一行目\n書きつづける"),
        );
        let (rows, kept) = desk.count().await;
        let done = thinned.unwrap();
        assert!(matches!((done, rows, kept), (true, 1 | 0, 3..) | (false, 5, _)), "{done} {rows} {kept}");
        assert_eq!(desk.text().await, "一行目\n\n書きつづける\n");
        let member = desk.two.browser(&desk.house, desk.two.member).await;
        assert!(member.get(&format!("{}/3", desk.history())).await.ok().has("消される話"));
    }
}

/// Everything that the memo log holds, opened.
async fn opened(desk: &Desk) -> Vec<Vec<u8>> {
    let mut tx = desk.house.app.memo_log_reads(desk.two.organization, "test");
    let rows = queries::rows(&mut tx, desk.shared, (0, i64::MAX)).await.unwrap();
    let mut all: Vec<Vec<u8>> = rows.into_iter().map(|row| row.update).collect();
    for kept in queries::kept(&mut tx, desk.shared, i64::MAX, 1_000).await.unwrap() {
        all.push(queries::state(&mut tx, desk.shared, kept.upto).await.unwrap().unwrap().1);
    }
    let vault = tx.vault().clone();
    let (organization, memo) = (desk.two.organization, desk.shared);
    let snapshots =
        sql!("SELECT upto, bytes FROM memo_snapshots WHERE organization_id = $1 AND memo_id = $2");
    let open = |row: &platform::db::Row| {
        memo::open_state(&vault, organization, memo, row.get(0)?, &row.get::<Vec<u8>>(1)?)
    };
    all.extend(tx.all(snapshots, params![organization, memo], open).await.unwrap());
    all
}

/// The sealed bytes of rows and versions, as they lie in the tables.
async fn sealed(desk: &Desk) -> Vec<Vec<u8>> {
    let mut tx = desk.house.app.memo_log_reads(desk.two.organization, "test");
    let mut all = Vec::new();
    for table in [
        sql!("SELECT bytes FROM memo_log WHERE organization_id = $1 AND memo_id = $2"),
        sql!("SELECT bytes FROM memo_versions WHERE organization_id = $1 AND memo_id = $2"),
    ] {
        let of = params![desk.two.organization, desk.shared];
        all.extend(tx.all(table, of, |row| Ok(row.get::<Vec<u8>>(0)?)).await.unwrap());
    }
    all
}

fn holds(all: &[Vec<u8>], word: &str) -> bool {
    all.iter().any(|bytes| bytes.windows(word.len()).any(|part| part == word.as_bytes()))
}

on_both! {
    async fn erased_for_good_is_nowhere(house: house) {
        let desk = Desk::of(house).await;
        const WORD: &str = "sentinel-4711-カナリア";
        desk.say(desk.two.member, &format!("残る\n{WORD}")).await;
        desk.pass(15);
        desk.say(desk.two.leader, "残る\nこれも残る").await;
        let (leader, member) = (
            desk.two.browser(&desk.house, desk.two.leader).await,
            desk.two.browser(&desk.house, desk.two.member).await,
        );
        leader.post(&format!("{}/1/name", desk.history()), &[("name", "名前")]).await.sees(&format!("{}/1", desk.history()));
        assert!(holds(&opened(&desk).await, WORD), "deleted words live on in the history");
        let beside = [("document", "shared"), ("quote", WORD), ("anchor", "04"), ("text", "なるほど"), ("key", "a")];
        let comments = format!("/one-on-ones/{}/comments", desk.one_on_one);
        leader.post(&comments, &beside).await.sees(&comments);
        assert!(member.get(&comments).await.ok().has(WORD));
        let before = sealed(&desk).await;
        let path = format!("/memos/{}/erasure", desk.shared);
        member.post(&path, &[]).await.sees(&path);
        member.post(&path, &[]).await.sees(&path);
        assert!(holds(&opened(&desk).await, WORD), "one alone does not erase");
        assert_eq!(member.post(&format!("{path}/agree"), &[]).await.status, 403);
        platform::jobs::run_due(&desk.house.app).await.unwrap();
        let asked = leader.get("/notices").await.ok();
        assert!(asked.has("完全に消したい"), "{}", asked.text);
        assert!(leader.get(&path).await.ok().has("同意して消す"));
        leader.post(&format!("{path}/agree"), &[]).await.sees(&path);
        let left = opened(&desk).await;
        assert!(!holds(&left, WORD) && holds(&left, "これも残る"));
        let after = sealed(&desk).await;
        assert!(before.iter().all(|bytes| !after.contains(bytes)), "the sealed bytes are gone too");
        let quoting = member.get(&comments).await.ok();
        assert!(!quoting.has(WORD) && quoting.has("なるほど"), "{}", quoting.text);
        assert_eq!(desk.count().await, (0, 1));
        assert_eq!(desk.text().await, "残る\n\nこれも残る\n");
        assert!(member.get(&desk.history()).await.ok().has("完全に消したときの姿"));
        let authors = member.get(&format!("/memos/{}/authors", desk.shared)).await.ok();
        assert!(authors.text.contains("by-leader") && authors.text.contains("by-member"));
        assert_eq!(member.get(&format!("{}/1", desk.history())).await.status, 404);
        platform::jobs::run_due(&desk.house.app).await.unwrap();
        assert!(member.get("/notices").await.ok().has("完全に消しました"));
        // It goes on from there.
        desk.say(desk.two.member, "残る\nこれも残る\nつづき").await;
        assert!(member.get(&format!("{}/3", desk.history())).await.ok().has("つづき"));
        let mut tx = desk.house.app.system_reads(desk.two.organization, "test");
        let entries = people::audit::page(&mut tx, i64::MAX, 50).await.unwrap();
        let erased = entries.iter().find(|entry| entry.action == "memo-erased").unwrap();
        assert_eq!(erased.detail, "rows=2 versions=1");
    }
}

/// As another node writes it, of which nobody here hears.
async fn append_unheard(desk: &Desk, head: i64, client: u64, update: Vec<u8>) {
    let mut tx = desk.house.app.memo_log(desk.two.organization, "test");
    let row = memo::NewRow { actor: desk.two.member, update };
    let clients = [(client, desk.two.member)];
    memo::append(&mut tx, desk.shared, head, &[row], &clients).await.unwrap().unwrap();
    tx.commit().await.unwrap();
}

on_both! {
    async fn what_another_node_deleted_is_erased_too(house: house) {
        let desk = Desk::of(house).await;
        const WORD: &str = "sentinel-0815-カナリア";
        let first = Typist::new(9, ROOT).write(&format!("残る\n{WORD}"));
        append_unheard(&desk, 0, 9, first.clone()).await;
        // Here the memo is open, and known as it was before the deletion.
        let (app, organization) = (&desk.house.app, desk.two.organization);
        let before = memo::read(app, organization, &desk.readable().await).await.unwrap();
        assert!(before.text.contains(WORD));
        let (mut document, mut wanted) = (Document::new(), Document::new());
        document.admit(&first, &Limits::trusted()).unwrap();
        wanted.admit(&Typist::new(9, ROOT).write("残る"), &Limits::trusted()).unwrap();
        let edit = memo_wire::rewrite(&document, ROOT, 10, &tree(&wanted, ROOT)).unwrap();
        append_unheard(&desk, 1, 10, edit.update).await;
        desk.agree_to_erase().await;
        erasing::look(app).await.unwrap();
        assert!(!holds(&opened(&desk).await, WORD), "the other node had deleted it");
        assert_eq!((desk.count().await, desk.text().await), ((0, 1), "残る\n".into()));
    }
}

on_both! {
    async fn a_snapshot_that_lacks_something_is_no_beginning(house: house) {
        let desk = Desk::of(house).await;
        let organization = desk.two.organization;
        let begin = async || {
            let mut tx = desk.house.app.memo_log(organization, "test");
            queries::begin_anew(&mut tx, desk.shared).await.unwrap()
        };
        assert_eq!(begin().await, queries::Anew::Empty);
        desk.say(desk.two.member, "一行目").await;
        append_unheard(&desk, 1, 9, Typist::new(9, ROOT).write("まだまとめていない")).await;
        assert_eq!(begin().await, queries::Anew::Behind);
        let memo = desk.memo().await.into_row();
        memo::fold(&desk.house.app, organization, &memo).await.unwrap();
        assert_eq!(begin().await, queries::Anew::Begun { rows: 2, versions: 0 });
    }
}

on_both! {
    async fn what_was_read_before_an_erasure_is_not_kept_after_it(house: house) {
        let desk = Desk::of(house).await;
        const WORD: &str = "消される話";
        desk.live().await;
        let (app, organization, memo) = (&desk.house.app, desk.two.organization, desk.memo().await);
        let by = crate::versions::actions::Desk { app, organization, memo: &memo, person: desk.two.member };
        let state = by.state(2).await.unwrap();
        let (zone, talk) = (TimeZone::UTC, Talk::default());
        let thinned = thinning::Thinned::read(app, organization, desk.shared, (&zone, &talk));
        let thinned = thinned.await.unwrap().unwrap();
        assert!(holds(&opened(&desk).await, WORD));
        desk.agree_to_erase().await;
        erasing::look(app).await.unwrap();
        let mut tx = app.memo_log(organization, "test");
        let kept = by.keep(&mut tx, &state, Reason::Named).await;
        assert!(matches!(kept, Err(Error::Conflict("conflict-memo-moved-on"))), "{kept:?}");
        drop(tx);
        assert!(!thinned.keep(app, organization, desk.shared).await.unwrap());
        assert!(!holds(&opened(&desk).await, WORD));
        assert_eq!(desk.count().await, (0, 1));
        assert!(matches!(by.state(2).await, Err(Error::NotFound)));
        by.name(4, "いま").await.unwrap();
    }
}

on_both! {
    async fn what_nobody_agrees_to_lapses(house: house) {
        let desk = Desk::of(house).await;
        desk.live().await;
        let member = desk.two.browser(&desk.house, desk.two.member).await;
        let path = format!("/memos/{}/erasure", desk.shared);
        member.post(&path, &[]).await.sees(&path);
        member.post(&format!("{path}/end"), &[]).await.sees(&path);
        assert!(member.get(&path).await.ok().has("藤崎さんにお願いする"), "it was withdrawn");
        member.post(&path, &[]).await.sees(&path);
        desk.pass(14 * 24 * 60 + 1);
        let (leader, member) = (
            desk.two.browser(&desk.house, desk.two.leader).await,
            desk.two.browser(&desk.house, desk.two.member).await,
        );
        assert_eq!(leader.post(&format!("{path}/agree"), &[]).await.status, 409);
        erasing::look(&desk.house.app).await.unwrap();
        erasing::look(&desk.house.app).await.unwrap();
        platform::jobs::run_due(&desk.house.app).await.unwrap();
        for browser in [&leader, &member] {
            assert!(browser.get("/notices").await.ok().has("14日がすぎて"));
        }
        assert_eq!(desk.count().await, (4, 0), "nothing went");
    }
}

on_both! {
    async fn a_decision_that_a_sudden_end_cut_off_is_carried_out(house: house) {
        let desk = Desk::of(house).await;
        desk.live().await;
        desk.agree_to_erase().await;
        erasing::look(&desk.house.app).await.unwrap();
        assert_eq!(desk.count().await, (0, 1));
        erasing::look(&desk.house.app).await.unwrap();
        assert_eq!(desk.count().await, (0, 1));
        let member = desk.two.browser(&desk.house, desk.two.member).await;
        let path = format!("/memos/{}/erasure", desk.shared);
        let done = member.get(&path).await.ok();
        assert!(done.has("消すものは残っていません") && !done.has("藤崎さんにお願いする"));
        desk.pass(1);
        desk.say(desk.two.leader, "あとから").await;
        assert!(member.get(&path).await.ok().has("藤崎さんにお願いする"), "there may be words again");
    }
}

on_both! {
    async fn what_was_written_before_there_was_a_history_is_its_beginning(house: house) {
        let desk = Desk::of(house).await;
        desk.live().await;
        // As the migration finds it: a snapshot, and no rows below it.
        let mut tx = desk.house.app.memo_log(desk.two.organization, "test");
        let begun = queries::begin_anew(&mut tx, desk.shared).await.unwrap();
        assert!(matches!(begun, queries::Anew::Begun { rows: 4, .. }), "{begun:?}");
        let base = sql!("UPDATE memo_versions SET reason = 'base' WHERE organization_id = $1 AND memo_id = $2");
        tx.execute(base, params![desk.two.organization, desk.shared]).await.unwrap();
        tx.commit().await.unwrap();
        desk.pass(15);
        desk.say(desk.two.leader, "一行目\n上司の一行\n翌日のこと\nつづき").await;
        let member = desk.two.browser(&desk.house, desk.two.member).await;
        let page = member.get(&desk.history()).await.ok();
        assert_eq!(page.paths(&format!("{}/", desk.history())).len(), 2);
        assert!(page.has("これより前のことはわかりません"));
        assert!(member.get(&format!("{}/4", desk.history())).await.ok().has("翌日のこと"));
        assert!(member.get(&format!("{}/5", desk.history())).await.ok().text.contains("<ins"));
        let mut tx = desk.house.app.memo_log_reads(desk.two.organization, "test");
        let kept = queries::kept(&mut tx, desk.shared, 9, 9).await.unwrap();
        assert_eq!(kept.iter().map(|kept| kept.reason).collect::<Vec<_>>(), [Reason::Base]);
    }
}

on_both! {
    async fn who_reads_a_version_has_read_the_memo(house: house) {
        let desk = Desk::of(house).await;
        desk.live().await;
        let ways = async || -> Vec<(PersonId, String)> {
            let mut tx = desk.house.app.system_reads(desk.two.organization, "test");
            tx.all(
                sql!(
                    "SELECT reader_id, way FROM memo_readings
                     WHERE organization_id = $1 AND memo_id = $2 ORDER BY place"
                ),
                params![desk.two.organization, desk.shared],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .await
            .unwrap()
        };
        let leader = desk.two.browser(&desk.house, desk.two.leader).await;
        leader.get(&desk.history()).await.ok();
        assert!(ways().await.is_empty(), "times and names are no words of it");
        leader.get(&format!("{}/2", desk.history())).await.ok();
        assert_eq!(ways().await, [(desk.two.leader, "opened".into())]);
        let program = desk.two.program(&desk.house, desk.two.member, &[Scope::Read]).await;
        program.get(&format!("/api/v1/memos/{}/versions/2", desk.shared)).await.ok();
        assert_eq!(ways().await[1..], [(desk.two.member, "program".into())]);
    }
}

on_both! {
    async fn programs_read_versions_too(house: house) {
        let desk = Desk::of(house).await;
        desk.live().await;
        let program = desk.two.program(&desk.house, desk.two.member, &[Scope::Read]).await;
        let path = format!("/api/v1/memos/{}/versions", desk.shared);
        let list = program.get(&format!("{path}?limit=2")).await.ok().json();
        assert_eq!(list["items"].as_array().unwrap().len(), 2);
        assert_eq!(list["items"][0]["upto"], 4);
        let next = list["next"].as_str().unwrap();
        let rest = program.get(&format!("{path}?limit=2&cursor={next}")).await.ok().json();
        assert_eq!((rest["items"][0]["upto"].as_i64(), rest["next"].is_null()), (Some(2), true));
        let one = program.get(&format!("{path}/2")).await.ok().json();
        assert_eq!(one["text"], "一行目\n消される話\n上司の一行\n");
        assert_eq!(one["version"]["authors"].as_array().unwrap().len(), 2);
        let stranger = desk.two.program(&desk.house, desk.two.stranger, &[Scope::Read]).await;
        assert_eq!(stranger.get(&path).await.status, 404);
        assert_eq!(program.get(&format!("{path}/77")).await.status, 404);
    }
}

/// Who wrote each text of the memo as it is, in order; and what came or went since number `after`.
async fn told(desk: &Desk, after: i64) -> Vec<(String, PersonId, Fate)> {
    fn runs(nodes: &[Traced], all: &mut Vec<TracedRun>) {
        for node in nodes {
            match node {
                Traced::Text(text) => all.extend(text.iter().cloned()),
                Traced::Element(element) => runs(&element.children, all),
            }
        }
    }
    let (app, organization) = (&desk.house.app, desk.two.organization);
    let memo = desk.readable().await;
    reading::catch_up(app, organization, &memo).await;
    let upto = desk.head().await;
    let after = if after < 0 { upto } else { after };
    let told = reading::traces(app, organization, &memo, (after, upto)).await.unwrap();
    let mut all = Vec::new();
    runs(&told.nodes, &mut all);
    let person = |run: &TracedRun| told.people[&run.trace.author];
    all.iter().map(|run| (run.text.clone(), person(run), run.trace.fate)).collect()
}

on_both! {
    async fn words_stay_their_author_s_wherever_another_puts_them(house: house) {
        let desk = Desk::of(house).await;
        let (leader, member) = (desk.two.leader, desk.two.member);
        let stayed = |text: &str, person| (text.to_owned(), person, Fate::Stayed);
        desk.say(member, "この向きに置く").await;
        desk.say(leader, "上司の前置き。この向きに置く").await;
        let begun = desk.head().await;
        let joined = [stayed("上司の前置き。", leader), stayed("この向きに置く", member)];
        assert_eq!(told(&desk, -1).await, joined);
        // Enter before the other's words, and once more within them.
        desk.say(leader, "上司の前置き。\nこの向きに置く").await;
        desk.say(leader, "上司の前置き。\nこの向き\nに置く").await;
        let apart = [joined[0].clone(), stayed("この向き", member), stayed("に置く", member)];
        assert_eq!(told(&desk, -1).await, apart);
        assert_eq!(told(&desk, begun).await, apart, "nothing came and nothing went");
        let page = desk.two.browser(&desk.house, member).await.get(&desk.history()).await.ok();
        assert!(page.has("約7字を書き") && !page.has("約21字"), "{}", page.text);
        // What is deleted after all was deleted by whoever did it, not by whoever moved it.
        desk.say(member, "上司の前置き。\nこの向き").await;
        let gone = told(&desk, begun).await;
        assert_eq!(gone[..2], apart[..2]);
        assert_eq!(gone[2..], [("に置く".to_owned(), member, Fate::Went)]);
        // A state that comes back brings its authors along, as far as its words still stand.
        desk.restore(leader, begun, desk.head().await).await.unwrap();
        let back = told(&desk, -1).await;
        assert_eq!(back[..2], [joined[0].clone(), stayed("この向き", member)]);
        assert_eq!(back[2..], [stayed("に置く", leader)]);
        // Nor is it forgotten with the rows that show it, when they grow old or are erased.
        desk.pass(91 * 24 * 60);
        (thinning::schedule().look)(&desk.house.app).await.unwrap();
        assert_eq!(desk.count().await.0, 0);
        assert_eq!(told(&desk, -1).await, back);
        desk.agree_to_erase().await;
        (erasing::schedule().look)(&desk.house.app).await.unwrap();
        assert_eq!(told(&desk, -1).await, back);
    }
}

on_both! {
    async fn own_words_are_own_although_another_once_wrote_the_same(house: house) {
        let desk = Desk::of(house).await;
        let (leader, member) = (desk.two.leader, desk.two.member);
        desk.say(member, "来週また話す").await;
        desk.say(leader, "").await;
        desk.say(leader, "来週また話す").await;
        let mine = ("来週また話す".to_owned(), leader, Fate::Stayed);
        assert_eq!(told(&desk, -1).await, [mine], "deleted by one edit, written by another");
    }
}
