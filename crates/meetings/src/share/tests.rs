//! Two agree, a third reads, and it ends when one of the two says so.

use super::{self as share, ShareId, ShareState};
use crate::{
    memo::{self, Memo},
    one_on_one::{OneOnOne, OneOnOneId},
    testing::{Two, house},
};
use axum::http::StatusCode;
use jiff::SignedDuration;
use people::pair::Pair;
use platform::{
    access::{Edit, Read},
    jobs::run_due,
    on_both, params, sql,
    testing::{Answer, Browser, TestHouse},
};

const TODAY: &str = "2026-11-26T06:00:00Z";
const MEMO: &str = "# 来期の役割\n\n見積もりは二人で見る\n\n- 型を<b>見せる</b>\n- 上司には&quot;内緒&quot;\n\n最後の行";

/// A 1-on-1 in whose shared memo these words stand.
async fn written(house: &TestHouse, two: &Two, words: &str) -> OneOnOneId {
    let id = two.plan(house, TODAY).await;
    let mut tx = two.acting_member(house);
    let one_on_one = tx.load::<Edit, OneOnOne>(id).await.unwrap();
    memo::ensure(&mut tx, &one_on_one).await.unwrap();
    let documents = memo::documents(&mut tx, id, two.member).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    let mut tx = two.acting_member(house);
    let shared = tx.load::<Edit, Memo>(documents.shared).await.unwrap();
    drop(tx);
    memo::write_markdown(&house.app, two.organization, &shared, two.member, words).await.unwrap();
    id
}

/// Chooses the passages that hold one of these words; answers where to go on.
async fn choose(browser: &Browser, id: OneOnOneId, wanted: &[&str]) -> Answer {
    let page = browser.get(&format!("/one-on-ones/{id}/shares/new")).await.ok();
    let labels: Vec<&str> = page.text.split("<label class=\"check\">").skip(1).collect();
    let values = page.values("passage");
    assert_eq!(labels.len(), values.len());
    let chosen = labels.iter().zip(&values).filter(|(label, _)| {
        wanted.iter().any(|word| label.split("</label>").next().unwrap().contains(word))
    });
    let fields: Vec<(&str, &str)> = chosen.map(|(_, value)| ("passage", value.as_str())).collect();
    browser.post(&format!("/one-on-ones/{id}/shares"), &fields).await
}

fn id_in(location: &str) -> ShareId {
    location.split('/').nth(2).unwrap().split('?').next().unwrap().parse().unwrap()
}

/// The member asks for what the stranger, or somebody outside, shall read.
async fn asked(house: &TestHouse, two: &Two, inside: bool) -> ShareId {
    let one_on_one = written(house, two, MEMO).await;
    let member = two.browser(house, two.member).await;
    let to_reader = choose(&member, one_on_one, &["見積もり", "見せる", "内緒"]).await;
    let id = id_in(to_reader.location());
    let person = two.stranger.to_string();
    let reader =
        if inside { ("person", person.as_str()) } else { ("outsider", "産業医の中村先生") };
    let path = format!("/shares/{id}");
    member.post(&format!("{path}/reader"), &[reader]).await.sees(&format!("{path}/request"));
    let page = member.get(&format!("{path}/request")).await.ok();
    assert_eq!(page.value("until"), "2026-12-07", "two weeks, unless chosen");
    let fields = [("purpose", "役割の相談"), ("until", "2026-12-10"), ("key", &page.value("key"))];
    member.post(&format!("{path}/request"), &fields).await.sees(&format!("{path}?done=asked"));
    id
}

/// The leader leaves these in, by their words, and agrees.
async fn agree(house: &TestHouse, two: &Two, id: ShareId, without: &str) -> Answer {
    let leader = two.browser(house, two.leader).await;
    let page = leader.get(&format!("/shares/{id}")).await.ok();
    let parts: Vec<&str> = page.text.split("class=\"passage keepable\"").skip(1).collect();
    let values = page.values("keep");
    assert_eq!(parts.len(), values.len());
    let kept = parts.iter().zip(&values).filter(|(part, _)| {
        without.is_empty() || !part.split("</label>").next().unwrap().contains(without)
    });
    let mut fields: Vec<(&str, &str)> = kept.map(|(_, value)| ("keep", value.as_str())).collect();
    fields.push(("answer", "agree"));
    leader.post(&format!("/shares/{id}/answer"), &fields).await
}

async fn state(house: &TestHouse, two: &Two, id: ShareId) -> ShareState {
    let mut tx = two.acting_member(house);
    let share = tx.load::<Read, share::Share>(id).await.unwrap();
    share.state(tx.now())
}

async fn mails(house: &TestHouse) -> Vec<String> {
    run_due(&house.app).await.unwrap();
    house
        .mails
        .take()
        .into_iter()
        .map(|mail| format!("{} {} {}", mail.to, mail.subject, mail.text))
        .collect()
}

on_both! { async fn two_agree_and_a_colleague_reads_what_was_frozen(house: house) {
    let two = Two::meet(&house).await;
    let id = asked(&house, &two, true).await;
    let path = format!("/shares/{id}");
    let reader = two.browser(&house, two.stranger).await;
    reader.get(&path).await.expect(StatusCode::NOT_FOUND);
    let told = mails(&house).await;
    let to_leader: Vec<_> = told.iter().filter(|mail| mail.contains("aoi@")).collect();
    assert_eq!(to_leader.len(), 1, "{told:#?}");
    for secret in ["見積もり", "役割の相談", "森田"] {
        assert!(!told.iter().any(|mail| mail.contains(secret)), "{secret}");
    }
    let leader = two.browser(&house, two.leader).await;
    let home = leader.get("/today").await.ok();
    assert!(home.has("メモの一部を人に見せたい"));
    agree(&house, &two, id, "内緒").await.sees(&format!("{path}?done=agreed"));
    assert!(leader.get(&path).await.ok().text.contains("二人で見る"));
    let told = mails(&house).await;
    assert!(told.iter().any(|mail| mail.contains("yui@")) && told.iter().any(|mail| mail.contains("ren@")));
    // A cover first: opening is recorded, so it is a tap.
    let cover = reader.get(&path).await.ok();
    assert!(!cover.has("二人で見る") && cover.has("開いた日時は"));
    reader.post(&format!("{path}/opening"), &[]).await.sees(&path);
    let page = reader.get(&path).await.ok();
    assert!(page.has("見積もりは二人で見る") && page.has("役割の相談"));
    assert!(page.text.contains("型を&lt;b&gt;見せる&lt;/b&gt;"), "hostile text stays text");
    for gone in ["内緒", "最後の行", "来期の役割"] {
        assert!(!page.has(gone), "{gone}");
    }
    let member = two.browser(&house, two.member).await;
    let page = member.get(&path).await.ok();
    assert!(page.has("森田さん") && page.has("開かれた記録"));
    let list = member.get(&format!("/pairs/{}/shares", two.pair)).await.ok();
    assert!(list.has("1回開かれました"));
    // What the memo says later changes nothing.
    house.clock.advance(SignedDuration::from_hours(2));
    assert!(!reader.get(&path).await.ok().has("二人で見る"), "an hour after opening, the cover again");
    member.post(&format!("{path}/ending"), &[]).await.sees(&format!("{path}?done=ended"));
    assert!(reader.get(&path).await.expect(StatusCode::GONE).has("この共有は終わりました"));
    reader.post(&format!("{path}/opening"), &[]).await.expect(StatusCode::GONE);
}}

on_both! { async fn declining_and_withdrawing_leave_no_copy(house: house) {
    let two = Two::meet(&house).await;
    let (one, other) = (asked(&house, &two, true).await, asked_again(&house, &two).await);
    let (member, leader) =
        (two.browser(&house, two.member).await, two.browser(&house, two.leader).await);
    let no = [("answer", "decline"), ("words", "まだ早いと思います")];
    leader.post(&format!("/shares/{one}/answer"), &no).await.sees(&format!("/shares/{one}?done=declined"));
    assert!(member.get(&format!("/shares/{one}")).await.ok().has("まだ早いと思います"));
    member.post(&format!("/shares/{other}/ending"), &[]).await.sees(&format!("/shares/{other}?done=ended"));
    assert_eq!(state(&house, &two, other).await, ShareState::Withdrawn);
    let mut tx = house.app.system(two.organization, "test");
    let left = tx.all(sql!("SELECT id FROM share_passages WHERE organization_id = $1"),
        params![two.organization], |row| Ok(row.get::<i64>(0)?)).await.unwrap();
    assert!(left.is_empty());
    // Too late: it was taken back meanwhile.
    leader.post(&format!("/shares/{other}/answer"), &[("answer", "agree")]).await.expect(StatusCode::CONFLICT);
    agree_plainly(&house, &two, one).await.expect(StatusCode::CONFLICT);
}}

async fn asked_again(house: &TestHouse, two: &Two) -> ShareId {
    house.clock.advance(SignedDuration::from_mins(1));
    asked(house, two, false).await
}

async fn agree_plainly(house: &TestHouse, two: &Two, id: ShareId) -> Answer {
    let leader = two.browser(house, two.leader).await;
    leader.post(&format!("/shares/{id}/answer"), &[("answer", "agree")]).await
}

on_both! { async fn two_who_decide_at_once_agree_on_what_became_of_it(house: house) {
    let two = Two::meet(&house).await;
    let id = asked(&house, &two, true).await;
    let (member, leader) =
        (two.browser(&house, two.member).await, two.browser(&house, two.leader).await);
    let page = leader.get(&format!("/shares/{id}")).await.ok();
    let keep = page.value("keep");
    let yes = [("answer", "agree"), ("keep", keep.as_str())];
    let (answer, ending) = (format!("/shares/{id}/answer"), format!("/shares/{id}/ending"));
    let (agreed, ended) = tokio::join!(leader.post(&answer, &yes), member.post(&ending, &[]));
    assert_eq!(ended.status, 303, "ending is always right");
    let became = state(&house, &two, id).await;
    match agreed.status {
        303 => assert_eq!(became, ShareState::Revoked),
        409 => assert_eq!(became, ShareState::Withdrawn),
        other => panic!("{other}"),
    }
}}

on_both! { async fn mistakes_are_told_and_nothing_is_lost(house: house) {
    let two = Two::meet(&house).await;
    let one_on_one = written(&house, &two, MEMO).await;
    let member = two.browser(&house, two.member).await;
    let new = format!("/one-on-ones/{one_on_one}/shares");
    let page = member.post(&new, &[]).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has("一つ以上選んでください"));
    let page = member.post(&new, &[("passage", "0.0000000000000000")]).await.expect(StatusCode::CONFLICT);
    assert!(page.has("書きかえられた"));
    let id = id_in(choose(&member, one_on_one, &["見積もり"]).await.location());
    let path = format!("/shares/{id}");
    for (fields, said) in [
        (vec![("outsider", " ")], "どなたに見せるのか"),
        (vec![("person", &two.leader.to_string()[..])], "この人は選べません"),
        (vec![("outsider", &"長".repeat(61)[..])], "60文字まで"),
    ] {
        let page = member.post(&format!("{path}/reader"), &fields).await;
        assert!(page.expect(StatusCode::UNPROCESSABLE_ENTITY).has(said), "{said}");
    }
    member.post(&format!("{path}/request"), &[("purpose", "x")]).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    member.post(&format!("{path}/reader"), &[("outsider", "先生")]).await.sees(&format!("{path}/request"));
    let wrong = [("purpose", " "), ("until", "2027-12-31")];
    let page = member.post(&format!("{path}/request"), &wrong).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has("何のためかを") && page.has("90日までの日") && page.value("until") == "2027-12-31");
    // Its making is nobody else's business.
    for person in [two.leader, two.stranger] {
        let browser = two.browser(&house, person).await;
        for part in ["", "/reader", "/request"] {
            browser.get(&format!("{path}{part}")).await.expect(StatusCode::NOT_FOUND);
        }
    }
    member.post(&format!("{path}/ending"), &[]).await.sees("/shares");
    member.get(&path).await.expect(StatusCode::NOT_FOUND);
    // Striking everything is not agreeing.
    let id = asked_again(&house, &two).await;
    let page = agree_plainly(&house, &two, id).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has("見せるところが残っていません"));
    let leader = two.browser(&house, two.leader).await;
    leader.post(&format!("/shares/{id}/answer"), &[]).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    leader.post(&format!("/shares/{id}/ending"), &[]).await.expect(StatusCode::FORBIDDEN);
    member.post(&format!("/shares/{id}/answer"), &[("answer", "agree")]).await.expect(StatusCode::FORBIDDEN);
}}

on_both! { async fn what_nobody_answers_lapses_and_is_told(house: house) {
    let two = Two::meet(&house).await;
    let id = asked(&house, &two, true).await;
    mails(&house).await;
    house.clock.advance(SignedDuration::from_hours(24 * 14));
    agree_plainly(&house, &two, id).await.expect(StatusCode::CONFLICT);
    let told = mails(&house).await;
    assert!(told.iter().any(|mail| mail.contains("ren@") && mail.contains("返事がないまま")), "{told:#?}");
    house.clock.advance(SignedDuration::from_mins(11));
    assert!(!mails(&house).await.iter().any(|mail| mail.contains("返事がないまま")), "told once");
    let member = two.browser(&house, two.member).await;
    let page = member.get(&format!("/shares/{id}")).await.ok();
    assert!(page.has("返事がないまま終わりました") && !page.has("二人で見る"));
}}

on_both! { async fn the_end_of_the_pair_leaves_what_was_agreed_to_its_day(house: house) {
    let two = Two::meet(&house).await;
    // The leader asks, the member agrees.
    let one_on_one = written(&house, &two, MEMO).await;
    let (member, leader) =
        (two.browser(&house, two.member).await, two.browser(&house, two.leader).await);
    let id = id_in(choose(&leader, one_on_one, &["見積もり"]).await.location());
    let path = format!("/shares/{id}");
    leader.post(&format!("{path}/reader"), &[("person", &two.stranger.to_string())]).await;
    leader.post(&format!("{path}/request"), &[("purpose", "引き継ぎ前の相談"), ("until", "2026-12-10")]).await
        .sees(&format!("{path}?done=asked"));
    let keep = member.get(&path).await.ok().value("keep");
    member.post(&format!("{path}/answer"), &[("answer", "agree"), ("keep", &keep)]).await;
    let waiting = asked_again(&house, &two).await;
    let draft = id_in(choose(&leader, one_on_one, &["見積もり"]).await.location());
    let draft = format!("/shares/{draft}");
    leader.post(&format!("{draft}/reader"), &[("person", &two.stranger.to_string())]).await;
    assert!(leader.get(&format!("{draft}/request")).await.ok().has("見積もり"));
    two.part(&house).await;
    let left = leader.get(&format!("{draft}/request")).await;
    assert!(left.status != 200 && !left.has("見積もり"), "whoever led before sees no words");
    let reader = two.browser(&house, two.stranger).await;
    reader.post(&format!("{path}/opening"), &[]).await.sees(&path);
    assert!(reader.get(&path).await.ok().has("二人で見る"), "it runs on");
    assert_eq!(state(&house, &two, waiting).await, ShareState::Lapsed);
    let page = leader.get(&path).await.ok();
    assert!(!page.has("二人で見る") && page.has("内容はあなたには見えません"));
    leader.get(&format!("/shares/{waiting}")).await.expect(StatusCode::NOT_FOUND);
    leader.get(&format!("/pairs/{}/shares", two.pair)).await.expect(StatusCode::NOT_FOUND);
    leader.get(&format!("/one-on-ones/{one_on_one}/shares/new")).await.expect(StatusCode::NOT_FOUND);
    member.get(&format!("/one-on-ones/{one_on_one}/shares/new")).await.expect(StatusCode::NOT_FOUND);
    assert!(leader.get("/shares").await.ok().has("引き継ぎ前の相談"));
    leader.post(&format!("{path}/ending"), &[]).await.sees(&format!("{path}?done=ended"));
    reader.get(&path).await.expect(StatusCode::GONE);
}}

/// The link and the code that the page shows once.
fn secrets(page: &Answer) -> (String, String) {
    let secrets: Vec<&str> = page.text.split("class=\"secret").skip(1).collect();
    let text = |part: &str| part.split('>').nth(1).unwrap().split('<').next().unwrap().to_owned();
    let url = text(secrets[0]);
    (url.split_once("http://aizuchi.test").unwrap().1.to_owned(), text(secrets[1]).replace(' ', ""))
}

async fn linked(house: &TestHouse, two: &Two) -> (ShareId, String, String) {
    let id = asked(house, two, false).await;
    agree(house, two, id, "").await.sees(&format!("/shares/{id}?done=agreed"));
    let leader = two.browser(house, two.leader).await;
    let agreed = leader.get(&format!("/shares/{id}?done=agreed")).await.ok();
    assert!(agreed.has("リンクを渡す前です") && agreed.has("高瀬さんがリンクを作って渡すと"));
    let member = two.browser(house, two.member).await;
    let page = member.post(&format!("/shares/{id}/link"), &[]).await.ok();
    let (url, code) = secrets(&page);
    (id, url, code)
}

on_both! { async fn somebody_outside_reads_with_link_and_code(house: house) {
    let two = Two::meet(&house).await;
    let (id, url, code) = linked(&house, &two).await;
    let leader = two.browser(&house, two.leader).await;
    leader.post(&format!("/shares/{id}/link"), &[]).await.expect(StatusCode::FORBIDDEN);
    let outsider = leader.stranger();
    let door = outsider.get(&url).await.ok();
    assert!(!door.has("藤崎") && !door.has("高瀬") && !door.has("二人で見る"), "the door says no names");
    for (name, value) in [("referrer-policy", "no-referrer"), ("cache-control", "no-store"), ("x-robots-tag", "noindex, nofollow, noarchive")] {
        assert_eq!(door.headers.get(name).unwrap(), value);
    }
    let wrong = if code == "00000000" { "00000001" } else { "00000000" };
    outsider.post(&url, &[("code", wrong)]).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    let spaced = format!("{} {}", &code[..4], &code[4..]);
    outsider.post(&url, &[("code", &spaced)]).await.sees(&url);
    let page = outsider.get(&url).await.ok();
    assert!(page.has("見積もりは二人で見る") && page.has("藤崎\u{a0}葵さんと高瀬\u{a0}蓮さん"));
    let line = page.headers.get("referrer-policy").unwrap();
    assert_eq!(line, "no-referrer");
    assert!(leader.get(&format!("/shares/{id}")).await.ok().has("産業医の中村先生"));
    // Another browser has the link only.
    assert!(!leader.stranger().get(&url).await.ok().has("二人で見る"));
    leader.post(&format!("/shares/{id}/ending"), &[]).await;
    assert!(outsider.get(&url).await.expect(StatusCode::GONE).has("この共有は終わりました"));
    let unknown = leader.stranger().get(&format!("/shared/{}", "A".repeat(43))).await.expect(StatusCode::NOT_FOUND);
    let ended = leader.stranger().get(&url).await.expect(StatusCode::NOT_FOUND);
    let short = leader.stranger().get("/shared/x").await.expect(StatusCode::NOT_FOUND);
    assert!(same_shape(&unknown, &ended) && same_shape(&unknown, &short));
    assert!(unknown.has("見せてくれた人に確かめてください") && !unknown.has("もう一度ためす"));
    leader.stranger().post(&url, &[("code", &code)]).await.expect(StatusCode::NOT_FOUND);
    // Link and code are nowhere in the clear.
    let token = url.rsplit('/').next().unwrap();
    let mut tx = house.app.system(two.organization, "test");
    let hashes = tx.all(sql!("SELECT code_hash FROM shares WHERE organization_id = $1"),
        params![two.organization], |row| Ok(row.get::<Vec<u8>>(0)?)).await.unwrap();
    assert!(hashes.iter().all(|hash| hash.len() == 32 && !hash.windows(8).any(|part| part == code.as_bytes())));
    assert_eq!(token.len(), 43);
}}

/// Pages that differ in nothing but ids.
fn same_shape(one: &Answer, other: &Answer) -> bool {
    let plain = |answer: &Answer| {
        let id = answer.headers.get("x-request-id").unwrap().to_str().unwrap();
        answer.text.replace(id, "")
    };
    plain(one) == plain(other)
}

on_both! { async fn codes_cannot_be_guessed(house: house) {
    let two = Two::meet(&house).await;
    let (id, url, code) = linked(&house, &two).await;
    mails(&house).await;
    let outsider = two.browser(&house, two.stranger).await.stranger();
    let wrong = if code == "99999999" { "99999998" } else { "99999999" };
    for round in 0..4 {
        for guess in 0..5 {
            let last = round == 3 && guess == 4;
            let answer = outsider.post(&url, &[("code", wrong)]).await;
            let wanted = if last { 404 } else if guess == 4 { 429 } else { 422 };
            assert_eq!(answer.status, wanted, "round {round} guess {guess}");
        }
        if round < 3 {
            // While it rests, not even the right one opens, and nothing is counted.
            outsider.post(&url, &[("code", &code)]).await.expect(StatusCode::TOO_MANY_REQUESTS);
            house.clock.advance(SignedDuration::from_mins(15));
        }
    }
    outsider.post(&url, &[("code", &code)]).await.expect(StatusCode::NOT_FOUND);
    outsider.get(&url).await.expect(StatusCode::NOT_FOUND);
    let told = mails(&house).await;
    for to in ["ren@", "aoi@"] {
        assert!(told.iter().any(|mail| mail.contains(to) && mail.contains("リンクを一つ止めました")), "{to}");
    }
    // A new link is a new beginning; the old one stays dead.
    let member = two.browser(&house, two.member).await;
    let (again, code) = secrets(&member.post(&format!("/shares/{id}/link"), &[]).await.ok());
    outsider.post(&again, &[("code", &code)]).await.sees(&again);
    outsider.get(&url).await.expect(StatusCode::NOT_FOUND);
}}

on_both! { async fn guesses_side_by_side_are_counted_one_by_one(house: house) {
    let two = Two::meet(&house).await;
    let (_, url, code) = linked(&house, &two).await;
    let outsider = two.browser(&house, two.stranger).await.stranger();
    let wrong = if code == "99999999" { "99999998" } else { "99999999" };
    let tries = (0..12).map(|_| async { outsider.post(&url, &[("code", wrong)]).await.status });
    let answers = futures_util::future::join_all(tries).await;
    assert_eq!(answers.iter().filter(|status| **status == 422).count(), 4, "{answers:?}");
    assert_eq!(answers.iter().filter(|status| **status == 429).count(), 8, "{answers:?}");
}}

on_both! { async fn its_day_ends_it(house: house) {
    let two = Two::meet(&house).await;
    let (_, url, code) = linked(&house, &two).await;
    let outsider = two.browser(&house, two.stranger).await.stranger();
    house.clock.set("2026-12-10T14:00:00Z".parse().unwrap());
    outsider.post(&url, &[("code", &code)]).await.sees(&url);
    outsider.get(&url).await.ok();
    house.clock.set("2026-12-10T15:00:00Z".parse().unwrap());
    outsider.get(&url).await.expect(StatusCode::GONE);
    outsider.get(&format!("{url}/alive")).await.expect(StatusCode::NOT_FOUND);
}}

on_both! { async fn an_open_page_hears_of_the_end_within_a_second(house: house) {
    let two = Two::meet(&house).await;
    let id = asked(&house, &two, true).await;
    agree(&house, &two, id, "").await;
    let (reader, leader) =
        (two.browser(&house, two.stranger).await, two.browser(&house, two.leader).await);
    let (alive, ending) = (format!("/shares/{id}/alive"), format!("/shares/{id}/ending"));
    leader.get(&alive).await.expect(StatusCode::NOT_FOUND);
    let end = async {
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        leader.post(&ending, &[]).await.sees(&format!("/shares/{id}?done=ended"));
        std::time::Instant::now()
    };
    let hear = async {
        let heard = reader.get(&alive).await.ok();
        (heard, std::time::Instant::now())
    };
    let (ended_at, (heard, heard_at)) = tokio::join!(end, hear);
    assert!(heard.text.contains("event: ended\ndata: ended"), "{}", heard.text);
    assert!(heard_at.saturating_duration_since(ended_at).as_millis() < 1_000);
}}

on_both! { async fn nobody_keeps_the_database_busy_with_open_pages(house: house) {
    let two = Two::meet(&house).await;
    let id = asked(&house, &two, true).await;
    agree(&house, &two, id, "").await;
    let (reader, leader) =
        (two.browser(&house, two.stranger).await, two.browser(&house, two.leader).await);
    let alive = format!("/shares/{id}/alive");
    let open: Vec<_> = (0..9).map(|_| reader.get(&alive)).collect();
    let end = async {
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        leader.post(&format!("/shares/{id}/ending"), &[]).await
    };
    let (answers, _) = tokio::join!(futures_util::future::join_all(open), end);
    let refused = answers.iter().filter(|answer| answer.status == 429).count();
    assert_eq!(refused, 1, "{:?}", answers.iter().map(|answer| answer.status).collect::<Vec<_>>());
    reader.get(&alive).await.expect(StatusCode::NOT_FOUND);
}}

on_both! { async fn an_open_page_hears_of_its_last_day_and_of_another_nodes_word(house: house) {
    let two = Two::meet(&house).await;
    let (id, url, code) = linked(&house, &two).await;
    let outsider = two.browser(&house, two.stranger).await.stranger();
    outsider.post(&url, &[("code", &code)]).await.sees(&url);
    let elsewhere = async {
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        // As another process would: no hint reaches this one.
        let mut tx = house.app.system(two.organization, "test");
        tx.execute(sql!("UPDATE shares SET revoked_at = 1 WHERE organization_id = $1 AND id = $2"),
            params![two.organization, id]).await.unwrap();
        tx.commit().await.unwrap();
        std::time::Instant::now()
    };
    let address = format!("{url}/alive");
    let (ended_at, heard) = tokio::join!(elsewhere, outsider.get(&address));
    assert!(heard.text.contains("event: ended\ndata: ended"));
    assert!(ended_at.elapsed().as_millis() < 2_000);
}}

on_both! { async fn a_memo_of_a_megabyte_can_be_chosen_from(house: house) {
    let two = Two::meet(&house).await;
    let lines: Vec<String> = (0..3_300).map(|number| format!("{number:05} {}", "長い話。".repeat(20))).collect();
    let words = lines.join("\n\n");
    assert!(words.len() > 800_000);
    // As much as a memo takes at once.
    let one_on_one = written(&house, &two, &words[..words.floor_char_boundary(240_000)]).await;
    let member = two.browser(&house, two.member).await;
    let answer = choose(&member, one_on_one, &["00001 ", "00500 "]).await;
    let id = id_in(answer.location());
    let page = member.get(&format!("/shares/{id}/request")).await;
    assert_eq!(page.status, 303, "first the reader");
    let all = choose(&member, one_on_one, &["長い話"]).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(all.has("300か所まで"));
}}

on_both! { async fn a_private_note_has_no_way_here(house: house) {
    let two = Two::meet(&house).await;
    let id = written(&house, &two, MEMO).await;
    let mut tx = two.acting_member(&house);
    let documents = memo::documents(&mut tx, id, two.member).await.unwrap().unwrap();
    let note = tx.load::<Read, Memo>(documents.private_note).await.unwrap();
    let one_on_one = tx.load::<Edit, OneOnOne>(id).await.unwrap();
    let passage = memo::Passage { html: "<p>x</p>".into(), text: "x".into() };
    let refused = share::draft(&mut tx, &one_on_one, &note, &[passage]).await;
    assert!(matches!(refused, Err(platform::Error::NotFound)));
}}

on_both! { async fn readers_are_told_for_the_memo(house: house) {
    let two = Two::meet(&house).await;
    let id = asked(&house, &two, true).await;
    agree(&house, &two, id, "").await;
    let reader = two.browser(&house, two.stranger).await;
    reader.post(&format!("/shares/{id}/opening"), &[]).await;
    let mut tx = two.acting_member(&house);
    let memo = tx.load::<Read, share::Share>(id).await.unwrap().memo;
    let readers = share::readers_of(&mut tx, memo).await.unwrap();
    assert_eq!(readers.len(), 1);
    assert_eq!((readers[0].state, readers[0].openings), (ShareState::Running, 1));
    assert_eq!(readers[0].reader.name(), "森田 結");
    let pair = tx.load::<Read, Pair>(two.pair).await.unwrap();
    assert_eq!(share::of_pair(&mut tx, pair.id).await.unwrap().len(), 1);
}}
