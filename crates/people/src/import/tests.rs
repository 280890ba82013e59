//! Adding many people, through HTTP.

use crate::testing::{ORGANIZATION, add, house, id_of, mails, signed_in};
use axum::http::StatusCode;
use platform::{
    on_both,
    testing::{Answer, Browser, TestHouse},
};

const PATH: &str = "/administration/people/import";
const APPLY: &str = "/administration/people/import/applying";

async fn preview(browser: &Browser, text: &str) -> Answer {
    browser.upload(PATH, &[("text", text), ("welcome", "1")], None).await
}

async fn apply(browser: &Browser, text: &str) -> Answer {
    browser.upload(APPLY, &[("text", text), ("welcome", "1")], None).await
}

async fn pairs(house: &TestHouse) -> Vec<(String, String)> {
    let mut tx = house.app.system_reads(ORGANIZATION, "a test");
    let pairs = crate::pair::overview(&mut tx, crate::pair::PairId(i64::MAX), 100).await.unwrap();
    pairs.into_iter().rev().map(|pair| (pair.leader_name, pair.member_name)).collect()
}

async fn department(house: &TestHouse, email: &str) -> String {
    let person = id_of(house, email).await;
    let mut tx = house.app.system_reads(ORGANIZATION, "a test");
    let post = crate::department::post_of(&mut tx, person).await.unwrap();
    post.map(|post| post.path).unwrap_or_default()
}

on_both! { async fn pasted_lines_become_people_departments_and_pairs(house: house) {
    let browser = signed_in(&house, "hana@mirai.example").await;
    browser.get(PATH).await.ok();
    let text = "高橋 直 nao@mirai.example 営業部/営業1課 megumi@mirai.example\n\
                𠮷野 🙂 yoshino@mirai.example 営業部 nao@mirai.example\n\
                佐藤 恵 megumi@mirai.example 営業部";
    let page = preview(&browser, text).await.ok();
    assert!(page.has("新しく登録: 2人") && page.has("登録を変更: 1人") && page.has("始まるペア: 2組"));
    assert!(page.has("営業部、営業部/営業1課"), "each department once");
    assert!(pairs(&house).await.is_empty(), "nothing is kept yet");

    apply(&browser, text).await.sees("/administration/people?added=2&changed=1&pairs=2");
    let expected = [("佐藤 恵", "高橋 直"), ("高橋 直", "𠮷野 🙂")];
    let expected = expected.map(|(leader, member)| (leader.to_owned(), member.to_owned()));
    assert_eq!(pairs(&house).await, expected);
    assert_eq!(department(&house, "nao@mirai.example").await, "営業部/営業1課");
    assert_eq!(department(&house, "megumi@mirai.example").await, "営業部");
    let sent = mails(&house).await;
    assert_eq!(sent.len(), 2, "a welcome for the new ones, nothing else");
    assert!(sent.iter().all(|mail| mail.subject == "Aizuchi のご案内"));

    let page = preview(&browser, text).await.ok();
    assert!(page.has("変わるところはありません") && !page.has("この内容で登録する"));
    apply(&browser, text).await.sees("/administration/people?added=0&changed=0&pairs=0");
    assert_eq!(pairs(&house).await.len(), 2);
}}

on_both! { async fn mistakes_are_named_line_by_line_and_nothing_is_lost(house: house) {
    let browser = signed_in(&house, "hana@mirai.example").await;
    let person = id_of(&house, "ichiro@mirai.example").await;
    browser.post(&format!("/administration/people/{person}/suspension"), &[]).await;
    let text = "\
        井上\t\t営業部\n\
        \tx@mirai.example\n\
        上田\tueda＠\n\
        江川\tegawa@mirai.example\t\tnobody@mirai.example\n\
        小川\togawa@mirai.example\t\togawa@mirai.example\n\
        鈴木\tichiro@mirai.example\n\
        加藤\tegawa@mirai.example\n\
        木村\tkimura@mirai.example\ta/b/c/d/e/f/g/h/i/j/k\n\
        <script>\tscript@mirai.example\t\tnot an address@";
    let page = preview(&browser, text).await.ok();
    for words in [
        "メールアドレスがありません", "名前がありません", "メールアドレスの形になっていません",
        "上司が見つかりません。一覧に加えるか、アドレスを直してください: nobody@mirai.example",
        "ご本人が上司になっています", "利用停止中の方です", "4行目と同じメールアドレスです",
        "部門の段が多すぎる", "上司のメールアドレスの形になっていません: not an address@",
        "直すところが9行あります",
    ] {
        assert!(page.has(words), "{words}");
    }
    assert!(page.has("新しく登録: 0人") && !page.has("新しい部門"), "only what is sound is counted");
    assert!(page.has(text), "the text is still in the box");
    assert!(!page.text.contains("<script>\t") && !page.has("この内容で登録する"));
    let refused = apply(&browser, text).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has(text));
    let mut tx = house.app.system_reads(ORGANIZATION, "a test");
    assert_eq!(crate::person::count(&mut tx).await.unwrap(), 3);
}}

on_both! { async fn circles_and_second_leaders_are_warned_of_not_refused(house: house) {
    let browser = signed_in(&house, "hana@mirai.example").await;
    let text = "田中 花,hana@mirai.example,,megumi@mirai.example\n\
                佐藤 恵,megumi@mirai.example,,hana@mirai.example";
    let page = preview(&browser, text).await.ok();
    assert!(page.has("hana@mirai.example → megumi@mirai.example → hana@mirai.example"));
    apply(&browser, text).await.sees("/administration/people?added=0&changed=0&pairs=2");
    let page = preview(&browser, "田中 花,hana@mirai.example,,ichiro@mirai.example").await.ok();
    assert!(page.has("いまの上司: 佐藤 恵"));
}}

on_both! { async fn a_pair_of_another_kind_that_lasts_is_left_alone(house: house) {
    let (hana, megumi) = (id_of(&house, "hana@mirai.example").await, id_of(&house, "megumi@mirai.example").await);
    let mut tx = house.app.system(ORGANIZATION, "a test");
    crate::pair::begin(&mut tx, megumi, hana, crate::pair::Kind::Mentor).await.unwrap();
    tx.commit().await.unwrap();
    let browser = signed_in(&house, "hana@mirai.example").await;
    let text = "田中 花,hana@mirai.example,,megumi@mirai.example\n\
                新田 一,nitta@mirai.example,,megumi@mirai.example";
    assert!(preview(&browser, text).await.ok().has("始まるペア: 1組"));
    apply(&browser, text).await.sees("/administration/people?added=1&changed=0&pairs=1");
}}

on_both! { async fn files_are_read_however_they_were_saved(house: house) {
    let browser = signed_in(&house, "hana@mirai.example").await;
    let csv = "社員番号,氏名,ふりがな,メールアドレス,部署\r\n001,髙橋 直,タカハシ ナオ,nao@mirai.example,営業部\r\n";
    let (cp932, _, lost) = encoding_rs::SHIFT_JIS.encode(csv);
    assert!(!lost);
    let page = browser.upload(PATH, &[("text", "")], Some(("file", "社員.csv", &cp932))).await.ok();
    assert!(page.has("Shift_JIS として読みました") && page.has("髙橋 直") && page.has("タカハシ ナオ"));
    let with_mark = [b"\xef\xbb\xbf", csv.as_bytes()].concat();
    let page = browser.upload(PATH, &[], Some(("file", "a.csv", &with_mark))).await.ok();
    assert!(page.has("UTF-8 として読みました") && page.has("新しく登録: 1人"));

    let refused = [
        (&b"PK\x03\x04\x00\x00"[..], "文字として読めないファイルです"),
        (&[b'a'; 128 * 1024 + 1][..], "ファイルが大きすぎます"),
        (&b"\r\n \r\n"[..], "読み取れる行がありません"),
    ];
    for (bytes, reason) in refused {
        let page = browser.upload(PATH, &[("text", "")], Some(("file", "a.csv", bytes))).await;
        assert!(page.expect(StatusCode::UNPROCESSABLE_ENTITY).has(reason), "{reason}");
    }
    let page = browser.upload(PATH, &[("text", "たいせつな行")], Some(("file", "a.csv", b"PK\0"))).await;
    assert!(page.expect(StatusCode::UNPROCESSABLE_ENTITY).has("たいせつな行"));
    let megabyte = vec![b'a'; 1_000_000];
    let page = browser.upload(PATH, &[], Some(("file", "a.csv", &megabyte))).await;
    page.expect(StatusCode::PAYLOAD_TOO_LARGE);
    browser.post(PATH, &[("text", "x")]).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
}}

on_both! { async fn a_double_tap_imports_once(house: house) {
    let browser = signed_in(&house, "hana@mirai.example").await;
    let text = "高橋 直 nao@mirai.example";
    let key = preview(&browser, text).await.ok().value("form_key");
    let fields = [("text", text), ("form_key", key.as_str()), ("welcome", "1")];
    browser.upload(APPLY, &fields, None).await.sees("/administration/people?added=1&changed=0&pairs=0");
    browser.upload(APPLY, &fields, None).await.sees("/administration/people");
    assert_eq!(mails(&house).await.len(), 1);
}}

on_both! { async fn a_thousand_lines_are_planned_and_kept(house: house) {
    let browser = signed_in(&house, "hana@mirai.example").await;
    let lines: String = (0..1_000)
        .map(|n| format!("社員{n:04}\tp{n}@mirai.example\t部門{}/課{}\tp{}@mirai.example\n", n % 10, n % 50, n / 10))
        .collect();
    // The first one would lead themselves.
    let lines = lines.replacen("\tp0@mirai.example\n", "\t\n", 1);
    let page = preview(&browser, &lines).await.ok();
    assert!(page.has("新しく登録: 1000人") && page.has("始まるペア: 999組"));
    apply(&browser, &lines).await.sees("/administration/people?added=1000&changed=0&pairs=999");
}}

on_both! { async fn only_administrators_import(house: house) {
    add(&house, "高橋 直", "", "nao@mirai.example", false).await;
    let browser = signed_in(&house, "nao@mirai.example").await;
    browser.get(PATH).await.expect(StatusCode::NOT_FOUND);
    preview(&browser, "x").await.expect(StatusCode::NOT_FOUND);
    apply(&browser, "x").await.expect(StatusCode::NOT_FOUND);
}}
