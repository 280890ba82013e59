//! What is taken along is whole, harmless, and nobody else's.

use super::archive::Making;
use crate::{
    agenda::{self, Choice, Expectation},
    comment,
    memo::{self, Memo},
    one_on_one::{OneOnOne, OneOnOneId},
    promise::{self, NewPromise},
    room,
    testing::{Two, house},
    topic,
};
use axum::http::StatusCode;
use futures_util::TryStreamExt;
use jiff::{SignedDuration, civil::date};
use people::pair::Seat;
use platform::{
    PersonId,
    access::{Credential, Edit, Scope, by_credential},
    on_both,
    testing::{Browser, TestHouse},
};
use std::io::{Cursor, Read as _};

/// Everything that Markdown and HTML would take for more than words.
const NASTY: &str = "<script>alert(1)</script> & \"x\" [おす](javascript:alert(2)) `code` **太**";

struct Desk {
    house: TestHouse,
    two: Two,
    id: OneOnOneId,
}

impl Desk {
    /// A 1-on-1 with a word in each place.
    async fn of(house: TestHouse) -> Self {
        let two = Two::meet(&house).await;
        let id = two.plan(&house, "2026-11-24T06:00:00Z").await;
        let desk = Self { house, two, id };
        desk.fill(id).await;
        let (member, leader) = (desk.two.member, desk.two.leader);
        let [shared, key_point, mindful, own] = desk.documents(id, member).await;
        desk.write(shared, member, "# 分担の話\n- 見積もりの型\n- 週末まで").await;
        desk.write(key_point, leader, "要点のことば").await;
        desk.write(mindful, member, "意識のことば").await;
        desk.write(own, member, "わたしだけの胸の内").await;
        let [_, _, _, theirs] = desk.documents(id, leader).await;
        desk.write(theirs, leader, "上司だけの胸の内").await;
        desk
    }

    async fn fill(&self, id: OneOnOneId) {
        let mut tx = self.two.acting_member(&self.house);
        let meeting = tx.load::<Edit, OneOnOne>(id).await.unwrap();
        let topic = topic::list(&mut tx).await.unwrap()[0].id;
        let expectation = Some(Expectation::Listen);
        let choice = Choice { topic, expectation, line: NASTY.into() };
        agenda::prepare(&mut tx, &meeting, &[choice], meeting.version).await.unwrap();
        let meeting = tx.load::<Edit, OneOnOne>(id).await.unwrap();
        room::start(&mut tx, &meeting).await.unwrap();
        let due = Some(date(2026, 12, 10));
        let promise = NewPromise { owner: Seat::Leader, text: "約束のことば".into(), due };
        promise::make(&mut tx, &meeting, &promise).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn documents(&self, id: OneOnOneId, person: PersonId) -> [memo::MemoId; 4] {
        let mut tx = self.two.acting(&self.house, person);
        let all = memo::documents(&mut tx, id, person).await.unwrap().unwrap();
        [all.shared, all.key_point.unwrap(), all.mindful.unwrap(), all.private_note]
    }

    async fn write(&self, memo: memo::MemoId, person: PersonId, text: &str) {
        let mut tx = self.two.acting(&self.house, person);
        let memo = tx.load::<Edit, Memo>(memo).await.unwrap();
        drop(tx);
        let home = self.two.organization;
        memo::write_markdown(&self.house.app, home, &memo, person, text).await.unwrap();
    }

    async fn remark(&self, browser: &Browser) {
        let list = format!("/one-on-ones/{}/comments", self.id);
        let said = [
            ("document", "shared"),
            ("quote", "見積もりの型"),
            ("anchor", "0401020304"),
            ("text", "ひとことのことば"),
            ("key", "a"),
        ];
        browser.post(&list, &said).await.sees(&list);
    }

    fn file(&self, format: &str, note: &str) -> String {
        format!("/one-on-ones/{}/export/file?format={format}{note}", self.id)
    }

    /// The archive of whoever is signed in here, unpacked: names with what they hold.
    async fn archive(&self, browser: &Browser) -> Vec<(String, String)> {
        let session = browser.cookie(self.house.app.session_cookie()).unwrap();
        let credential = Credential::Cookie(&session);
        let mut tx = by_credential(&self.house.app, credential).await.unwrap();
        let making = Making::begin(&mut tx, session.clone()).await.unwrap();
        drop(tx);
        let parts: Vec<_> = Box::pin(making.parts()).try_collect().await.unwrap();
        let mut zip = zip::ZipArchive::new(Cursor::new(parts.concat())).unwrap();
        let mut files = Vec::new();
        for place in 0..zip.len() {
            let mut file = zip.by_index(place).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            files.push((file.name().unwrap().into_owned(), text));
        }
        files
    }
}

const WORDS: [&str; 9] = [
    "仕事",
    "聞いてほしい",
    "見積もりの型",
    "要点のことば",
    "意識のことば",
    "約束のことば",
    "12月10日",
    "ひとことのことば",
    "藤崎 葵さんと高瀬 蓮さんの1on1",
];

on_both! {
    async fn each_form_holds_everything_and_nobody_else_s_note(house: house) {
        let desk = Desk::of(house).await;
        let member = desk.two.browser(&desk.house, desk.two.member).await;
        desk.remark(&member).await;
        for format in ["html", "markdown", "text"] {
            let file = member.get(&desk.file(format, "")).await.ok();
            for word in WORDS {
                assert!(file.has(word), "{format} lacks {word}: {}", file.text);
            }
            assert!(!file.has("胸の内"), "{format}: a private note, without being asked for");
            let disposition = file.headers["content-disposition"].to_str().unwrap();
            assert!(disposition.starts_with("attachment; filename=\"1on1-2026-11-24-1500."));
            let policy = file.headers["content-security-policy"].to_str().unwrap();
            assert!(policy.contains("default-src 'none'") && policy.contains("sandbox"));
            let whole = member.get(&desk.file(format, "&note=1")).await.ok();
            assert!(whole.has("わたしだけの胸の内") && !whole.has("上司だけの胸の内"), "{format}");
        }
        let leader = desk.two.browser(&desk.house, desk.two.leader).await;
        let theirs = leader.get(&desk.file("text", "&note=1")).await.ok();
        assert!(theirs.has("上司だけの胸の内") && !theirs.has("わたしだけの胸の内"));
        member.get(&desk.file("docx", "")).await.expect(StatusCode::NOT_FOUND);
    }
}

on_both! {
    async fn a_comment_has_its_day_and_says_when_its_quote_was_erased(house: house) {
        let desk = Desk::of(house).await;
        let member = desk.two.browser(&desk.house, desk.two.member).await;
        desk.remark(&member).await;
        let file = member.get(&desk.file("text", "")).await.ok();
        assert!(file.has("12月10日(木)まで"));
        assert!(file.has("> 見積もりの型") && file.has("- 高瀬 蓮 (11月"), "{}", file.text);
        let [shared, ..] = desk.documents(desk.id, desk.two.member).await;
        let mut tx = desk.two.acting_member(&desk.house);
        comment::forget_quotes(&mut tx, shared).await.unwrap();
        tx.commit().await.unwrap();
        for format in ["html", "markdown", "text"] {
            let file = member.get(&desk.file(format, "")).await.ok();
            assert!(file.has("引用した言葉は完全に消されました"), "{format}: {}", file.text);
        }
        let page = member.get(&format!("/one-on-ones/{}/comments", desk.id)).await.ok();
        assert!(page.has("(引用した言葉は完全に消されました)"));
    }
}

on_both! {
    async fn what_was_written_stays_harmless_and_what_it_is(house: house) {
        let desk = Desk::of(house).await;
        let member = desk.two.browser(&desk.house, desk.two.member).await;
        let html = member.get(&desk.file("html", "")).await.ok();
        assert!(html.has(NASTY) && html.text.contains("&#60;script&#62;") || html.text.contains("&lt;script&gt;"));
        assert!(!html.text.contains("<script") && !html.text.contains("href=\"javascript"));
        assert!(html.text.contains("<h3>分担の話</h3>"), "below its section: {}", html.text);
        assert!(html.text.contains("<li><p>見積もりの型</p></li>"));
        let style = html.text.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
        assert!(!style.contains("url("), "nothing from elsewhere");
        let markdown = member.get(&desk.file("markdown", "")).await.ok().text;
        assert!(markdown.contains("### 分担の話") && markdown.contains("- 見積もりの型"));
        assert!(markdown.contains("\\<script\\>") && markdown.contains("\\[おす\\](javascript"));
        assert!(markdown.contains("- [ ] 約束のことば"));
        let text = member.get(&desk.file("text", "")).await.ok().text;
        assert!(text.contains(NASTY), "{text}");
        let page = member.get(&format!("/one-on-ones/{}/print", desk.id)).await.ok();
        assert!(page.has("分担の話") && !page.has("胸の内") && page.text.contains("data-print"));
        assert!(page.headers["content-security-policy"].to_str().unwrap().contains("sha256-"));
    }
}

on_both! {
    async fn an_export_is_a_reading_and_only_of_the_two(house: house) {
        let desk = Desk::of(house).await;
        let (two, house) = (&desk.two, &desk.house);
        let leader = two.browser(house, two.leader).await;
        let choose = format!("/one-on-ones/{}/export", desk.id);
        assert!(leader.get(&choose).await.ok().has("自分メモも入れる"));
        let list = format!("/pairs/{}/readings", two.pair);
        assert!(!leader.get(&list).await.ok().has("書き出しました"), "looking takes nothing along");
        leader.get(&desk.file("text", "")).await.ok();
        assert!(leader.get(&list).await.ok().has("書き出しました"));
        let stranger = two.browser(house, two.stranger).await;
        let print = format!("/one-on-ones/{}/print", desk.id);
        for path in [choose, desk.file("html", ""), print] {
            stranger.get(&path).await.expect(StatusCode::NOT_FOUND);
        }
        let program = two.program(house, two.member, &[Scope::Read]).await;
        let path = format!("/api/v1/one-on-ones/{}/export", desk.id);
        let file = program.get(&path).await.ok();
        assert!(file.text.starts_with("# ") && file.has("見積もりの型") && !file.has("胸の内"));
        let file = program.get(&format!("{path}?format=html&private_note=true")).await.ok();
        assert!(file.has("わたしだけの胸の内") && file.text.starts_with("<!doctype html>"));
        let wrong = program.get(&format!("{path}?format=pdf")).await;
        wrong.expect(StatusCode::UNPROCESSABLE_ENTITY);
        two.part(house).await;
        leader.get(&desk.file("text", "")).await.expect(StatusCode::NOT_FOUND);
        let member = two.browser(house, two.member).await;
        member.get(&desk.file("text", "")).await.ok();
    }
}

on_both! {
    async fn the_archive_opens_and_is_whole(house: house) {
        let desk = Desk::of(house).await;
        for index in 0..25 {
            let id = desk.two.plan(&desk.house, &format!("2026-12-{:02}T06:00:00Z", index + 1)).await;
            desk.fill(id).await;
        }
        desk.house.clock.advance(SignedDuration::from_hours(24));
        let member = desk.two.browser(&desk.house, desk.two.member).await;
        desk.remark(&member).await;
        let files = desk.archive(&member).await;
        let names: Vec<&str> = files.iter().map(|file| file.0.as_str()).collect();
        assert_eq!(names.first(), Some(&"README.txt"));
        assert_eq!(names[1], "藤崎 葵 - 高瀬 蓮/1on1-2026-12-25-1500.html", "the newest first");
        assert_eq!(names.len(), 1 + 26 * 2 + 2, "{names:?}");
        let of = |name: &str| &files.iter().find(|file| file.0 == name).unwrap().1;
        for ending in ["html", "md"] {
            let one = of(&format!("藤崎 葵 - 高瀬 蓮/1on1-2026-11-24-1500.{ending}"));
            assert!(WORDS.iter().all(|word| one.contains(word)), "{one}");
            assert!(one.contains("わたしだけの胸の内") && !one.contains("上司だけの胸の内"));
        }
        let index = of("index.html");
        assert_eq!(index.matches("<li><a href=\"").count(), 26);
        assert!(index.contains("1on1-2026-11-24-1500.html\">2026年11月24日(火) 15:00"), "{index}");
        let json: serde_json::Value = serde_json::from_str(of("archive.json")).unwrap();
        assert_eq!(json["format"], "aizuchi-archive-2");
        assert_eq!(json["pairs"][0]["one_on_ones"].as_array().unwrap().len(), 26);
        let mut same: serde_json::Value = member.get("/export/aizuchi.json").await.ok().json();
        same["exported_at"] = json["exported_at"].clone();
        assert_eq!(json, same, "one shape, one content");
        assert_eq!(files, desk.archive(&member).await, "the same again");
    }
}

on_both! {
    async fn who_has_nothing_gets_an_archive_that_opens(house: house) {
        let desk = Desk::of(house).await;
        let stranger = desk.two.browser(&desk.house, desk.two.stranger).await;
        let files = desk.archive(&stranger).await;
        let names: Vec<&str> = files.iter().map(|file| file.0.as_str()).collect();
        assert_eq!(names, ["README.txt", "index.html", "archive.json"]);
        assert!(!files.iter().any(|file| file.1.contains("見積もり")));
        let json: serde_json::Value = serde_json::from_str(&files[2].1).unwrap();
        assert_eq!(json["pairs"], serde_json::json!([]));
        let sent = stranger.get("/export/aizuchi.zip").await.ok();
        assert_eq!(sent.headers["content-type"], "application/zip");
        assert!(sent.text.starts_with("PK"));
    }
}
