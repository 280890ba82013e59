//! Search finds what is one's own, by one letter too, and nothing else.

use super::search::{self, Depth, Words};
use crate::{
    agenda::{self, Choice},
    memo::{self, Memo},
    one_on_one::{self, NewOneOnOne, OneOnOne, OneOnOneId},
    promise::{self, NewPromise},
    room,
    testing::{Two, house},
    topic,
};
use jiff::SignedDuration;
use people::pair::{Pair, Seat};
use platform::{
    access::{Edit, Read, Scope},
    i18n::Language,
    on_both,
    testing::TestHouse,
};

/// Holds `count` 1-on-1s; the third one is about the cat and the 𠮷 customer.
async fn past(house: &TestHouse, two: &Two, count: usize) {
    for index in 0..count {
        let mut tx = two.acting_member(house);
        let pair = tx.load::<Edit, Pair>(two.pair).await.unwrap();
        let starts_at = tx.now().saturating_add(SignedDuration::from_mins(5)).unwrap();
        let new = NewOneOnOne { starts_at, minutes: 30, occurrence: None, place: String::new() };
        let id = one_on_one::schedule_extra(&mut tx, &pair, &new, true).await.unwrap();
        let meeting = tx.load::<Edit, OneOnOne>(id).await.unwrap();
        let topics = topic::list(&mut tx).await.unwrap();
        let line = if index == 2 { "𠮷田様の件とネコ" } else { "ふだんの話" };
        let choice = Choice { topic: topics[index % 7].id, expectation: None, line: line.into() };
        agenda::prepare(&mut tx, &meeting, &[choice], meeting.version).await.unwrap();
        let promise =
            NewPromise { owner: Seat::Leader, text: format!("約束{index}番"), due: None };
        promise::make(&mut tx, &meeting, &promise).await.unwrap();
        one_on_one::close(&mut tx, &meeting).await.unwrap();
        tx.commit().await.unwrap();
        house.clock.advance(SignedDuration::from_hours(24));
    }
}

async fn find(house: &TestHouse, two: &Two, query: &str, most: usize) -> Vec<usize> {
    let mut tx = two.acting_member(house);
    let pair = tx.load::<Read, Pair>(two.pair).await.unwrap();
    let topics = topic::list(&mut tx).await.unwrap();
    let texts = house.app.texts(Language::Ja, jiff::tz::TimeZone::UTC);
    let words = Words::new(query, &topics, &texts);
    let (mut found, mut mark) = (Vec::new(), Some(search::newest()));
    while let Some(from) = mark {
        let (page, next) =
            search::page(&mut tx, pair.id, from, &words, most, Depth::Whole).await.unwrap();
        assert!(page.len() <= most);
        for past in page {
            let text = &past.promises[0].text;
            found.push(text.trim_matches(|c: char| !c.is_ascii_digit()).parse().unwrap());
        }
        mark = next;
    }
    found
}

on_both! {
    async fn words_are_found_whatever_their_width_case_and_kana(house: house) {
        let two = Two::meet(&house).await;
        past(&house, &two, 7).await;
        assert_eq!(find(&house, &two, "ねこ", 20).await, [2]);
        assert_eq!(find(&house, &two, "ﾈｺ", 20).await, [2]);
        assert_eq!(find(&house, &two, "𠮷", 20).await, [2]);
        assert_eq!(find(&house, &two, "ネコ 約束2", 20).await, [2]);
        assert_eq!(find(&house, &two, "犬", 20).await, [] as [usize; 0]);
        assert_eq!(find(&house, &two, "心とからだ", 20).await, [2], "the topic's name counts");
        assert_eq!(find(&house, &two, "%", 20).await, [] as [usize; 0], "no pattern language");
    }
}

on_both! {
    async fn pages_follow_each_other_without_gap_or_double(house: house) {
        let two = Two::meet(&house).await;
        past(&house, &two, 9).await;
        let all: Vec<usize> = (0..9).rev().collect();
        for most in [1, 2, 3, 8, 9, 20] {
            assert_eq!(find(&house, &two, "", most).await, all, "{most} a page");
            assert_eq!(find(&house, &two, "約束", most).await, all, "{most} hits a page");
        }
    }
}

on_both! {
    async fn the_leader_of_the_past_and_strangers_find_no_pair(house: house) {
        let two = Two::meet(&house).await;
        past(&house, &two, 1).await;
        let mut tx = two.acting(&house, two.stranger);
        assert!(matches!(tx.load::<Read, Pair>(two.pair).await, Err(platform::Error::NotFound)));
        drop(tx);
        let mut tx = two.acting_leader(&house);
        let pair = tx.load::<platform::access::Administer, Pair>(two.pair).await.unwrap();
        people::pair::end(&mut tx, &pair).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = two.acting_leader(&house);
        assert!(matches!(tx.load::<Read, Pair>(two.pair).await, Err(platform::Error::NotFound)));
        drop(tx);
        assert_eq!(find(&house, &two, "", 5).await, [0], "the member keeps it");
    }
}

/// One that began and was never closed, and one that is prepared for the day after.
async fn left_and_planned(house: &TestHouse, two: &Two) {
    for (starts_at, line) in
        [("2026-11-24T06:00:00Z", "閉じなかった話"), ("2026-12-10T06:00:00Z", "これからの話")]
    {
        let id = two.plan(house, starts_at).await;
        let mut tx = two.acting_member(house);
        let meeting = tx.load::<Edit, OneOnOne>(id).await.unwrap();
        let topic = topic::list(&mut tx).await.unwrap()[0].id;
        let choice = Choice { topic, expectation: None, line: line.into() };
        agenda::prepare(&mut tx, &meeting, &[choice], meeting.version).await.unwrap();
        tx.commit().await.unwrap();
    }
    house.clock.set("2026-11-25T06:00:00Z".parse().unwrap());
}

on_both! {
    async fn what_nobody_closed_is_remembered(house: house) {
        let two = Two::meet(&house).await;
        left_and_planned(&house, &two).await;
        two.part(&house).await;
        let member = two.browser(&house, two.member).await;
        let journey = format!("/pairs/{}/journey", two.pair);
        let page = member.get(&journey).await.ok();
        assert!(page.has("閉じていない1on1です。"));
        assert_eq!(page.paths("/one-on-ones/").len(), 1, "what lies ahead is no history");
        let found = member.get(&format!("{journey}?q=%E9%96%89%E3%81%98%E3%81%AA")).await.ok();
        assert!(found.has("<mark>閉じな</mark>かった話"));
        let markdown = member.get("/export/aizuchi.md").await.ok().text;
        for text in ["閉じなかった話", "閉じていない1on1です。", "これからの話", "予定"] {
            assert!(markdown.contains(text), "{text}");
        }
        let json = member.get("/export/aizuchi.json").await.ok().text;
        assert!(json.contains("閉じなかった話") && json.contains("これからの話"));
    }
}

on_both! {
    async fn a_left_one_is_not_taken_for_the_last(house: house) {
        let two = Two::meet(&house).await;
        left_and_planned(&house, &two).await;
        let next = two.plan(&house, "2026-12-01T06:00:00Z").await;
        let mut tx = two.acting_member(&house);
        crate::dates::gather_waiting(&mut tx, two.pair).await.unwrap();
        assert!(agenda::of_one_on_one(&mut tx, next).await.unwrap().is_empty(), "it is still open");
    }
}

/// A 1-on-1 that has a word of its own in each place, in the notes of both as well.
async fn words_everywhere(house: &TestHouse, two: &Two) -> OneOnOneId {
    let id = two.plan(house, "2026-11-24T06:00:00Z").await;
    let mut tx = two.acting_member(house);
    let meeting = tx.load::<Edit, OneOnOne>(id).await.unwrap();
    room::start(&mut tx, &meeting).await.unwrap();
    let promise = NewPromise { owner: Seat::Leader, text: "ﾔｸｿｸの桜".into(), due: None };
    promise::make(&mut tx, &meeting, &promise).await.unwrap();
    tx.commit().await.unwrap();
    for (person, texts) in [
        (two.member, ["見積の梅", "要点の桃", "Mindful ＡＢＣ", "ないしょの藤"]),
        (two.leader, ["", "", "", "上司だけの椿"]),
    ] {
        let mut tx = two.acting(house, person);
        let all = memo::documents(&mut tx, id, person).await.unwrap().unwrap();
        drop(tx);
        let ids = [all.shared, all.key_point.unwrap(), all.mindful.unwrap(), all.private_note];
        for (memo, text) in ids.into_iter().zip(texts).filter(|(_, text)| !text.is_empty()) {
            let mut tx = two.acting(house, person);
            let memo = tx.load::<Edit, Memo>(memo).await.unwrap();
            drop(tx);
            let home = two.organization;
            memo::write_markdown(&house.app, home, &memo, person, text).await.unwrap();
        }
    }
    let browser = two.browser(house, two.member).await;
    let list = format!("/one-on-ones/{id}/comments");
    let said = [
        ("document", "shared"),
        ("quote", "見積"),
        ("anchor", "0401020304"),
        ("text", "ひとことの菊"),
        ("key", "a"),
    ];
    browser.post(&list, &said).await.sees(&list);
    id
}

on_both! {
    async fn one_character_is_found_in_every_place_and_shown_where(house: house) {
        let two = Two::meet(&house).await;
        words_everywhere(&house, &two).await;
        house.clock.advance(jiff::SignedDuration::from_hours(30));
        let member = two.browser(&house, two.member).await;
        let path = |query: &str| format!("/search?q={}", platform::routing::encode_query(query));
        for (query, label, shown) in [
            ("桜", "約束", "ﾔｸｿｸの<mark>桜</mark>"),
            ("やくそく", "約束", "<mark>ﾔｸｿｸ</mark>の桜"),
            ("梅", "共有メモ", "見積の<mark>梅</mark>"),
            ("桃", "きょうの要点", "要点の<mark>桃</mark>"),
            ("abc", "次回まで意識すること", "Mindful <mark>ＡＢＣ</mark>"),
            ("ＭＩＮＤ", "次回まで意識すること", "<mark>Mind</mark>ful"),
            ("藤", "自分メモ", "ないしょの<mark>藤</mark>"),
            ("菊", "ひとこと", "ひとことの<mark>菊</mark>"),
        ] {
            for place in [path(query), path(query).replace("/search", &format!("/pairs/{}/journey", two.pair))] {
                let page = member.get(&place).await.ok();
                assert!(page.has(label) && page.has(shown), "{query}: {}", page.text);
            }
        }
        assert!(member.get(&path("椿")).await.ok().has("見つかりませんでした"));
        let both = member.get(&path("梅 桜")).await.ok();
        assert!(both.has("<mark>梅</mark>") && both.has("<mark>桜</mark>"));
        let leader = two.browser(&house, two.leader).await;
        assert!(leader.get(&path("椿")).await.ok().has("上司だけの<mark>椿</mark>"));
        assert!(leader.get(&path("藤")).await.ok().has("見つかりませんでした"));
        assert!(leader.get(&path("梅")).await.ok().has("<mark>梅</mark>"));
        let program = two.program(&house, two.leader, &[Scope::Read]).await;
        let found = program.get(&format!("/api/v1/pairs/{}/history?q=%E6%A2%85", two.pair)).await.ok().json();
        assert_eq!(found["items"][0]["found"], "見積の梅");
        assert_eq!(found["items"][0]["found_in"], "memo");
        two.part(&house).await;
        let leader = two.browser(&house, two.leader).await;
        assert!(leader.get(&path("梅")).await.ok().has("見つかりませんでした"), "the past is the member's");
        let member = two.browser(&house, two.member).await;
        assert!(member.get(&path("梅")).await.ok().has("<mark>梅</mark>"));
        let stranger = two.browser(&house, two.stranger).await;
        assert!(stranger.get(&path("梅")).await.ok().has("見つかりませんでした"));
    }
}
