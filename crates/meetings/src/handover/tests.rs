//! Three people, and nothing that passes without the one it is about.

use super::{self as handover, HandoverId, HandoverState};
use crate::{
    agenda::{self, Choice},
    memo::{self, Memo},
    one_on_one::{self, OneOnOne, OneOnOneId},
    promise::{self, NewPromise},
    testing::{Two, house},
    topic::Word,
    wish::{self, NewWish, WishKind},
};
use axum::http::StatusCode;
use jiff::SignedDuration;
use people::pair::{self, Kind, Pair, PairId, Seat};
use platform::{
    access::{Administer, Edit, Read},
    jobs::run_due,
    on_both, params, sql,
    testing::{Answer, Browser, TestHouse},
};

/// A 1-on-1 that was held, with words in each of its documents, a wish and a promise.
async fn held(house: &TestHouse, two: &Two, day: &str, topic: Word, mark: &str) -> OneOnOneId {
    let id = two.plan(house, day).await;
    let topic = two.topic(house, topic).await;
    let mut tx = two.acting_member(house);
    let meeting = tx.load::<Edit, OneOnOne>(id).await.unwrap();
    let choice = [Choice { topic, expectation: None, line: String::new() }];
    agenda::prepare(&mut tx, &meeting, &choice, meeting.version).await.unwrap();
    memo::ensure(&mut tx, &meeting).await.unwrap();
    let documents = memo::documents(&mut tx, id, two.member).await.unwrap().unwrap();
    let new = NewWish { kind: Some(WishKind::FeelsOff), text: format!("{mark}朝会を短く") };
    wish::note(&mut tx, &meeting, &new).await.unwrap();
    let new = NewPromise { owner: Seat::Leader, text: format!("{mark}型を見せる"), due: None };
    promise::make(&mut tx, &meeting, &new).await.unwrap();
    one_on_one::close(&mut tx, &meeting).await.unwrap();
    tx.commit().await.unwrap();
    let (point, mindful) = (documents.key_point.unwrap(), documents.mindful.unwrap());
    for (memo, words) in [
        (point, "分担を\\_決めた"),
        (mindful, "先に聞く\n\nあわてない"),
        (documents.private_note, "のぞけない"),
    ] {
        let mut tx = two.acting_member(house);
        let memo = tx.load::<Edit, Memo>(memo).await.unwrap();
        drop(tx);
        let words = format!("{mark}{words}");
        memo::write_markdown(&house.app, two.organization, &memo, two.member, &words)
            .await
            .unwrap();
    }
    id
}

/// Two, with an open promise, carried topics (one about health), and a memo; the stranger leads next.
async fn history(house: &TestHouse, two: &Two) -> OneOnOneId {
    held(house, two, "2026-11-24T06:00:00Z", Word::Career, "").await;
    let id = two.plan(house, "2026-11-26T06:00:00Z").await;
    let (work, health) =
        (two.topic(house, Word::Work).await, two.topic(house, Word::Condition).await);
    let mut tx = two.acting_member(house);
    let meeting = tx.load::<Edit, OneOnOne>(id).await.unwrap();
    let choice = |topic, line: &str| Choice { topic, expectation: None, line: line.into() };
    let choices = [choice(work, "見積もりの分担"), choice(health, "眠れない日")];
    agenda::prepare(&mut tx, &meeting, &choices, meeting.version).await.unwrap();
    memo::ensure(&mut tx, &meeting).await.unwrap();
    let documents = memo::documents(&mut tx, id, two.member).await.unwrap().unwrap();
    one_on_one::close(&mut tx, &meeting).await.unwrap();
    tx.commit().await.unwrap();
    let next = two.plan(house, "2026-12-10T06:00:00Z").await;
    let mut tx = two.acting_member(house);
    let (from, to) = (
        tx.load::<Edit, OneOnOne>(id).await.unwrap(),
        tx.load::<Edit, OneOnOne>(next).await.unwrap(),
    );
    agenda::carry_over(&mut tx, &from, &to).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = two.acting_member(house);
    let shared = tx.load::<Edit, Memo>(documents.shared).await.unwrap();
    drop(tx);
    let words = "来期は設計をやりたい\n\nここだけの話";
    memo::write_markdown(&house.app, two.organization, &shared, two.member, words).await.unwrap();
    id
}

/// The stranger begins to lead the member.
async fn next_pair(house: &TestHouse, two: &Two) -> PairId {
    let mut tx = house.app.system(two.organization, "test");
    let id = pair::begin(&mut tx, two.stranger, two.member, Kind::Line).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// The leader makes a draft out of all that is suggested.
async fn drafted(house: &TestHouse, two: &Two) -> (Browser, HandoverId) {
    let leader = two.browser(house, two.leader).await;
    let page = leader.get(&format!("/pairs/{}/handovers/new", two.pair)).await.ok();
    let lines = page.values("line");
    let mut fields: Vec<(&str, &str)> = lines.iter().map(|line| ("line", line.as_str())).collect();
    fields.push(("kind", "transfer"));
    let answer = leader.post(&format!("/pairs/{}/handovers", two.pair), &fields).await;
    let id = answer.location().rsplit('/').next().unwrap().parse().unwrap();
    (leader, id)
}

/// What is suggested to somebody, line by line.
async fn suggested(house: &TestHouse, two: &Two, person: platform::PersonId) -> Answer {
    let browser = two.browser(house, person).await;
    browser.get(&format!("/pairs/{}/handovers/new", two.pair)).await.ok()
}

on_both! { async fn words_and_wishes_are_suggested_with_where_they_come_from(house: house) {
    let two = Two::meet(&house).await;
    let open = held(&house, &two, "2026-11-24T06:00:00Z", Word::Work, "").await;
    held(&house, &two, "2026-11-25T06:00:00Z", Word::Condition, "病").await;
    held(&house, &two, "2026-11-26T06:00:00Z", Word::Private, "私").await;
    for person in [two.leader, two.member] {
        let page = suggested(&house, &two, person).await;
        assert_eq!(page.values("line"), [
            "約束(藤崎さん):型を見せる",
            "先に聞く\nあわてない",
            "分担を_決めた",
            "高瀬さんの「変えたいこと」:朝会を短く",
        ]);
        for from in ["次回まで意識すること · 11月24日", "きょうの要点 · 11月24日", "変えたいこと · ", "約束 · "] {
            assert!(page.has(from), "{from}\n{}", page.text);
        }
        assert!(!page.has("病") && !page.has("私型") && !page.has("のぞけない"));
    }
    // Who reads the words of a document stands on the list of who has read.
    let next = next_pair(&house, &two).await;
    let (leader, id) = drafted(&house, &two).await;
    leader.post(&format!("/handovers/{id}/offer"), &[]).await.expect(StatusCode::SEE_OTHER);
    let member = two.browser(&house, two.member).await;
    let page = member.get(&format!("/handovers/{id}/preview")).await.ok();
    assert!(page.has("あわてない") && page.has("次回まで意識すること") && page.has("朝会を短く"));
    agree(&member, id, Some(next)).await.expect(StatusCode::SEE_OTHER);
    let reader = two.browser(&house, two.stranger).await;
    reader.post(&format!("/handovers/{id}/reading"), &[]).await.expect(StatusCode::SEE_OTHER);
    let readings = member.get(&format!("/pairs/{}/readings", two.pair)).await.ok();
    assert!(readings.has("森田") && readings.has("11月24日"));
    // What is taken back is no longer suggested, and nothing after the pair has ended.
    let mut tx = two.acting_member(&house);
    let wishes = wish::of_one_on_one(&mut tx, open).await.unwrap();
    let wish = tx.load::<Edit, wish::Wish>(wishes[0].id).await.unwrap();
    wish::withdraw(&mut tx, &wish).await.unwrap();
    tx.commit().await.unwrap();
    assert!(!suggested(&house, &two, two.leader).await.has("朝会を短く"));
    two.part(&house).await;
    let leader = two.browser(&house, two.leader).await;
    leader.get(&format!("/pairs/{}/handovers/new", two.pair)).await.expect(StatusCode::NOT_FOUND);
    assert!(suggested(&house, &two, two.member).await.has("先に聞く"));
}}

async fn add(browser: &Browser, id: HandoverId, text: &str, topic: &str) -> Answer {
    browser.post(&format!("/handovers/{id}/lines"), &[("text", text), ("topic", topic)]).await
}

/// The line with these words: its id and version.
async fn line(house: &TestHouse, two: &Two, id: HandoverId, words: &str) -> (String, String) {
    let mut tx = two.acting_member(house);
    let lines = handover::lines(&mut tx, id).await.unwrap();
    let found = lines.iter().find(|line| line.text.contains(words)).expect("a line");
    (found.id.to_string(), found.version.to_string())
}

async fn change(
    browser: &Browser,
    id: HandoverId,
    (line, version): &(String, String),
    change: &str,
    text: &str,
) -> Answer {
    let fields = [("change", change), ("version", version.as_str()), ("text", text)];
    browser.post(&format!("/handovers/{id}/lines/{line}"), &fields).await
}

async fn agree(browser: &Browser, id: HandoverId, next: Option<PairId>) -> Answer {
    let preview = browser.get(&format!("/handovers/{id}/preview")).await;
    let shown = preview.values("shown").pop().unwrap_or_default();
    agree_to(browser, id, next, &shown).await
}

async fn agree_to(browser: &Browser, id: HandoverId, next: Option<PairId>, shown: &str) -> Answer {
    let next = next.map(|next| next.to_string()).unwrap_or_default();
    let fields = [("answer", "agree"), ("days", "60"), ("next", next.as_str()), ("shown", shown)];
    browser.post(&format!("/handovers/{id}/answer"), &fields).await
}

async fn told(house: &TestHouse) -> Vec<String> {
    run_due(&house.app).await.unwrap();
    let mails = house.mails.take().into_iter();
    mails.map(|mail| format!("{} {} {}", mail.to, mail.subject, mail.text)).collect()
}

async fn state(house: &TestHouse, two: &Two, id: HandoverId) -> HandoverState {
    let mut tx = two.acting_member(house);
    tx.load::<Read, handover::Handover>(id).await.unwrap().state(tx.now())
}

on_both! { async fn three_people_from_the_draft_to_the_talk(house: house) {
    let two = Two::meet(&house).await;
    let past = history(&house, &two).await;
    let next = next_pair(&house, &two).await;
    told(&house).await;
    let new = two.browser(&house, two.leader).await.get(&format!("/pairs/{}/handovers/new", two.pair)).await.ok();
    assert!(new.has("型を見せる") && new.has("見積もりの分担"));
    assert!(!new.has("眠れない") && new.has("体調のこと、私生活のことは書かないで"), "health is not suggested");
    let (leader, id) = drafted(&house, &two).await;
    let path = format!("/handovers/{id}");
    let (member, reader) =
        (two.browser(&house, two.member).await, two.browser(&house, two.stranger).await);
    // The leader: words of the memo, an own line, nothing about health.
    let shown = leader.get(&format!("{path}/passages?from={past}")).await.ok();
    let passage = shown.values("passage").into_iter().find(|text| text.contains("設計")).unwrap();
    leader.post(&format!("{path}/passages"), &[("from", &past.to_string()), ("passage", &passage)]).await
        .sees(&format!("{path}#lines"));
    add(&leader, id, "SENTINEL すこし疲れやすい", "").await.sees(&format!("{path}#lines"));
    let health = two.topic(&house, Word::Condition).await.to_string();
    let refused = add(&leader, id, "体のこと", &health).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("書き足せるのは、話し手だけ") && refused.has("体のこと"));
    reader.get(&path).await.expect(StatusCode::NOT_FOUND);
    leader.post(&format!("{path}/offer"), &[]).await.sees(&format!("{path}?done=offered"));
    let page = leader.get(&path).await.ok();
    assert!(!page.has("型を見せる"), "what was offered is the member's");
    leader.get(&format!("{path}/preview")).await.expect(StatusCode::FORBIDDEN);
    add(&leader, id, "もう一つ", "").await.expect(StatusCode::FORBIDDEN);
    // The member: rewords, strikes, adds what only they may add.
    add(&member, id, "週に一度は在宅がよい", &health).await.sees(&format!("{path}#lines"));
    let sentinel = line(&house, &two, id, "SENTINEL").await;
    change(&member, id, &sentinel, "strike", "").await.expect(StatusCode::SEE_OTHER);
    let design = line(&house, &two, id, "設計").await;
    change(&member, id, &design, "reword", "来期は設計に挑戦したい").await.expect(StatusCode::SEE_OTHER);
    let preview = member.get(&format!("{path}/preview")).await.ok();
    assert!(preview.has("設計に挑戦") && preview.has("在宅がよい") && !preview.has("SENTINEL"));
    reader.get(&path).await.expect(StatusCode::NOT_FOUND);
    agree(&member, id, Some(next)).await.sees(&format!("{path}?done=agreed"));
    let mails = told(&house).await;
    for (to, said) in [("ren@", "準備をはじめました"), ("ren@", "下書きを作りました"), ("aoi@", "同意しました"), ("yui@", "読んでほしいもの")] {
        assert!(mails.iter().any(|mail| mail.contains(to) && mail.contains(said)), "{to} {said} {mails:#?}");
    }
    for secret in ["設計", "在宅", "SENTINEL", "型を見せる"] {
        assert!(!mails.iter().any(|mail| mail.contains(secret)), "{secret}");
    }
    // The reader.
    let cover = reader.get(&path).await.ok();
    assert!(!cover.has("設計に挑戦") && cover.has("読んだことが高瀬さんに伝わります"));
    reader.post(&format!("{path}/reading"), &[]).await.sees(&path);
    let page = reader.get(&path).await.ok();
    assert!(page.has("設計に挑戦") && page.has("在宅がよい") && page.has("型を見せる"));
    assert!(!page.has("SENTINEL") && !page.has("消しました"));
    nowhere(&house, &two, id, "SENTINEL").await;
    // The talk.
    let when = [("date", "2026-12-03"), ("time", "10:00")];
    reader.post(&format!("{path}/talk"), &when).await.sees(&format!("{path}?done=proposed"));
    let at = member.get(&path).await.ok().value("at");
    member.post(&format!("{path}/talk/answer"), &[("at", &at), ("fits", "yes")]).await.expect(StatusCode::SEE_OTHER);
    leader.post(&format!("{path}/talk/answer"), &[("at", &at), ("fits", "no")]).await.expect(StatusCode::SEE_OTHER);
    assert!(told(&house).await.iter().any(|mail| mail.contains("yui@") && mail.contains("別の日時")));
    leader.post(&format!("{path}/talk"), &[("date", "2026-12-04"), ("time", "10:00")]).await.expect(StatusCode::SEE_OTHER);
    member.post(&format!("{path}/talk/answer"), &[("at", &at), ("fits", "yes")]).await.expect(StatusCode::CONFLICT);
    let at = member.get(&path).await.ok().value("at");
    for browser in [&member, &reader] {
        browser.post(&format!("{path}/talk/answer"), &[("at", &at), ("fits", "yes")]).await.expect(StatusCode::SEE_OTHER);
    }
    let mails = told(&house).await;
    for to in ["ren@", "aoi@", "yui@"] {
        assert!(mails.iter().any(|mail| mail.contains(to) && mail.contains("日時が決まりました")), "{to}");
    }
    assert!(leader.get(&path).await.ok().has("決まりました"));
    let wrong = leader.post(&format!("{path}/talk"), &[("date", "2020-01-01"), ("time", "10:00")]).await;
    assert!(wrong.expect(StatusCode::UNPROCESSABLE_ENTITY).has("これからの日時"));
    // Taken back: gone at once.
    member.post(&format!("{path}/ending"), &[]).await.sees(&format!("{path}?done=withdrawn"));
    reader.get(&path).await.expect(StatusCode::NOT_FOUND);
    nowhere(&house, &two, id, "").await;
}}

/// No line of this handover says this any more.
async fn nowhere(house: &TestHouse, two: &Two, id: HandoverId, words: &str) {
    let mut tx = house.app.system(two.organization, "test");
    for line in handover::lines(&mut tx, id).await.unwrap() {
        assert!(!line.text.contains(words), "{}", line.text);
    }
    let jobs = tx
        .all(sql!("SELECT payload FROM jobs"), params![], |row| Ok(row.get::<String>(0)?))
        .await
        .unwrap();
    assert!(words.is_empty() || !jobs.iter().any(|job| job.contains(words)));
}

on_both! { async fn two_tabs_on_one_line_lose_nothing(house: house) {
    let two = Two::meet(&house).await;
    let (leader, id) = drafted(&house, &two).await;
    add(&leader, id, "はじめの文", "").await;
    let member = two.browser(&house, two.member).await;
    let seen = line(&house, &two, id, "はじめの文").await;
    change(&member, id, &seen, "reword", "部下の文").await.expect(StatusCode::SEE_OTHER);
    let late = change(&leader, id, &seen, "reword", "上司の文").await.expect(StatusCode::CONFLICT);
    assert!(late.has("部下の文") && late.has("上司の文") && late.has("先に書きかえられました"));
    let again = line(&house, &two, id, "部下の文").await;
    change(&leader, id, &again, "reword", "").await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    let (one, other) = (member.clone(), leader.clone());
    let (a, b) = tokio::join!(
        change(&one, id, &again, "reword", "同時の一"),
        change(&other, id, &again, "reword", "同時の二")
    );
    let mut statuses = [a.status, b.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409], "exactly one of two at once");
}}

on_both! { async fn what_cannot_be_added_is_said_where_it_was_typed(house: house) {
    let two = Two::meet(&house).await;
    let (leader, id) = drafted(&house, &two).await;
    let work = two.topic(&house, Word::Work).await.to_string();
    add(&leader, id, "一行", "").await.sees(&format!("/handovers/{id}#lines"));
    let page = leader.get(&format!("/handovers/{id}")).await.ok();
    assert!(!form_open(&page).1, "there is a line: it is folded");
    let empty = add(&leader, id, " ", &work).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    let (form, open) = form_open(&empty);
    assert!(open && form.contains("id=\"text-e\"") && form.contains("伝えることを書いてください"), "{form}");
    assert!(form.contains(" required aria-invalid=\"true\" aria-describedby=\"text-e\" autofocus"));
    assert!(form.contains(&format!("value=\"{work}\" selected")), "the topic is kept");
    let seen = line(&house, &two, id, "一行").await;
    let emptied = change(&leader, id, &seen, "reword", "").await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    let (form, open) = form_open(&emptied);
    assert!(!open && !form.contains("伝えることを書いてください"), "not of the other form");
    assert!(emptied.has("伝えることを書いてください"));
}}

/// The form for a new line, and whether it is unfolded.
fn form_open(page: &Answer) -> (String, bool) {
    let form = page.text.split_once("id=\"add\"").expect("the form").1;
    let form = form.split_once("</details>").expect("its end").0;
    (form.to_owned(), form.starts_with(" open>"))
}

on_both! { async fn strangers_and_administrators_find_nothing(house: house) {
    let two = Two::meet(&house).await;
    let (_, id) = drafted(&house, &two).await;
    let stranger = two.browser(&house, two.stranger).await;
    for path in ["", "/preview", "/passages"] {
        stranger.get(&format!("/handovers/{id}{path}")).await.expect(StatusCode::NOT_FOUND);
    }
    for (path, fields) in [
        ("lines", vec![("text", "x")]), ("offer", vec![]), ("reader", vec![]), ("reading", vec![]), ("ending", vec![]),
        ("answer", vec![("answer", "agree"), ("days", "60")]), ("talk", vec![]),
    ] {
        stranger.post(&format!("/handovers/{id}/{path}"), &fields).await.expect(StatusCode::NOT_FOUND);
    }
    stranger.get(&format!("/pairs/{}/handovers", two.pair)).await.expect(StatusCode::NOT_FOUND);
    stranger.get(&format!("/pairs/{}/handovers/new", two.pair)).await.expect(StatusCode::NOT_FOUND);
    assert!(stranger.get("/handovers").await.ok().has("休みから戻るときに使います"));
}}

on_both! { async fn after_the_end_the_member_drafts_and_the_packet_waits(house: house) {
    let two = Two::meet(&house).await;
    history(&house, &two).await;
    let (leader, dropped) = drafted(&house, &two).await;
    two.part(&house).await;
    add(&leader, dropped, "もう一つ", "").await.expect(StatusCode::FORBIDDEN);
    leader.post(&format!("/pairs/{}/handovers", two.pair), &[("kind", "transfer")]).await.expect(StatusCode::NOT_FOUND);
    assert!(!leader.get(&format!("/handovers/{dropped}")).await.ok().has("型を見せる"));
    let member = two.browser(&house, two.member).await;
    let made = member.post(&format!("/pairs/{}/handovers", two.pair), &[("kind", "return")]).await;
    let id: HandoverId = made.location().rsplit('/').next().unwrap().parse().unwrap();
    let path = format!("/handovers/{id}");
    leader.get(&path).await.expect(StatusCode::NOT_FOUND);
    agree(&member, id, None).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    add(&member, id, "ゆっくり戻りたい", "").await;
    agree(&member, id, None).await.sees(&format!("{path}?done=agreed"));
    assert_eq!(state(&house, &two, id).await, HandoverState::Waiting);
    house.clock.advance(SignedDuration::from_hours(24 * 90));
    let member = two.browser(&house, two.member).await;
    let next = next_pair(&house, &two).await;
    let wrong = two.pair.to_string();
    member.post(&format!("{path}/reader"), &[("next", &wrong)]).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    member.post(&format!("{path}/reader"), &[("next", &next.to_string())]).await.sees(&format!("{path}?done=named"));
    let reader = two.browser(&house, two.stranger).await;
    reader.get(&path).await.ok();
    // The new pair ends before anybody reads: the packet waits again.
    let mut tx = house.app.system(two.organization, "test");
    let pair = tx.load::<Administer, Pair>(next).await.unwrap();
    pair::end(&mut tx, &pair).await.unwrap();
    tx.commit().await.unwrap();
    reader.get(&path).await.expect(StatusCode::NOT_FOUND);
    reader.post(&format!("{path}/reading"), &[]).await.expect(StatusCode::NOT_FOUND);
    assert_eq!(state(&house, &two, id).await, HandoverState::Waiting);
    let again = next_pair(&house, &two).await;
    member.post(&format!("{path}/reader"), &[("next", &again.to_string())]).await.expect(StatusCode::SEE_OTHER);
    reader.post(&format!("{path}/reading"), &[]).await.sees(&path);
    assert!(reader.get(&path).await.ok().has("ゆっくり戻りたい"));
    // Its last day: over, and the lines are deleted.
    house.clock.advance(SignedDuration::from_hours(24 * 60));
    let reader = two.browser(&house, two.stranger).await;
    assert!(reader.get(&path).await.expect(StatusCode::GONE).has("この引き継ぎは終わりました"));
    run_due(&house.app).await.unwrap();
    nowhere(&house, &two, id, "").await;
}}

on_both! { async fn a_line_that_the_member_was_not_shown_never_passes(house: house) {
    let two = Two::meet(&house).await;
    let next = next_pair(&house, &two).await;
    let (leader, id) = drafted(&house, &two).await;
    add(&leader, id, "伝えたいこと", "").await;
    let member = two.browser(&house, two.member).await;
    let shown = member.get(&format!("/handovers/{id}/preview")).await.ok().value("shown");
    add(&leader, id, "あとから足した一行", "").await;
    let again = agree_to(&member, id, Some(next), &shown).await.expect(StatusCode::CONFLICT);
    assert!(again.has("あとから足した一行") && again.has("もう一度お確かめください"));
    let fresh = again.value("shown");
    let added = line(&house, &two, id, "あとから").await;
    change(&leader, id, &added, "reword", "あとから言いかえた一行").await.expect(StatusCode::SEE_OTHER);
    agree_to(&member, id, Some(next), &fresh).await.expect(StatusCode::CONFLICT);
    assert_eq!(state(&house, &two, id).await, HandoverState::Draft);
    agree(&member, id, Some(next)).await.sees(&format!("/handovers/{id}?done=agreed"));
}}

on_both! { async fn with_whom_else_the_member_talks_no_leader_is_told(house: house) {
    let two = Two::meet(&house).await;
    let next = next_pair(&house, &two).await;
    let (leader, id) = drafted(&house, &two).await;
    let page = leader.get(&format!("/handovers/{id}")).await.ok();
    assert!(!page.has(&next.to_string()) && page.paths(&format!("/handovers/{id}/reader")).is_empty());
    let named = leader.post(&format!("/handovers/{id}/reader"), &[("next", &next.to_string())]).await;
    named.expect(StatusCode::FORBIDDEN);
}}

on_both! { async fn when_the_member_leaves_nothing_can_be_read(house: house) {
    let two = Two::meet(&house).await;
    let next = next_pair(&house, &two).await;
    let (leader, id) = drafted(&house, &two).await;
    add(&leader, id, "伝えたいこと", "").await;
    let member = two.browser(&house, two.member).await;
    agree(&member, id, Some(next)).await.expect(StatusCode::SEE_OTHER);
    let mut tx = house.app.system(two.organization, "test");
    tx.execute(sql!("UPDATE people SET suspended = TRUE WHERE organization_id = $1 AND id = $2"),
        params![two.organization, two.member]).await.unwrap();
    tx.commit().await.unwrap();
    let reader = two.browser(&house, two.stranger).await;
    reader.get(&format!("/handovers/{id}")).await.expect(StatusCode::GONE);
    reader.post(&format!("/handovers/{id}/reading"), &[]).await.expect(StatusCode::GONE);
}}

on_both! { async fn declining_deletes_and_settles(house: house) {
    let two = Two::meet(&house).await;
    let (leader, id) = drafted(&house, &two).await;
    add(&leader, id, "伝えたいこと", "").await;
    let member = two.browser(&house, two.member).await;
    let no = [("answer", "decline"), ("words", "自分で話します")];
    member.post(&format!("/handovers/{id}/answer"), &no).await.sees(&format!("/handovers/{id}?done=declined"));
    nowhere(&house, &two, id, "").await;
    assert!(leader.get(&format!("/handovers/{id}")).await.ok().has("自分で話します"));
    agree(&member, id, None).await.expect(StatusCode::CONFLICT);
    add(&member, id, "x", "").await.expect(StatusCode::CONFLICT);
    leader.post(&format!("/handovers/{id}/offer"), &[]).await.expect(StatusCode::CONFLICT);
}}
