//! The list of topics: administrators arrange it, what was chosen stays.

use crate::{
    agenda::{self, Choice},
    testing::{Two, house},
    topic::{self, Topic, Word},
};
use axum::http::StatusCode;
use platform::{
    on_both, params, sql,
    testing::{Answer, Browser, TestHouse},
};

const LIST: &str = "/administration/topics";

async fn administrator(house: &TestHouse, two: &Two) -> Browser {
    let mut tx = house.app.system(two.organization, "test");
    tx.execute(
        sql!("UPDATE people SET administrator = TRUE WHERE organization_id = $1 AND id = $2"),
        params![two.organization, two.stranger],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    two.browser(house, two.stranger).await
}

async fn list(house: &TestHouse, two: &Two) -> Vec<Topic> {
    topic::list(&mut two.acting_member(house)).await.unwrap()
}

async fn add(browser: &Browser, ja: &str, en: &str, key: &str) -> Answer {
    browser.post(LIST, &[("name", ja), ("name_en", en), ("key", key)]).await
}

on_both! { async fn an_organization_adds_its_own_and_both_languages_see_it(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, "2026-11-26T06:00:00Z").await;
    let administrator = administrator(&house, &two).await;
    assert_eq!(administrator.get(LIST).await.ok().text.matches("id=\"topic-").count(), 7);
    for _ in 0..2 {
        add(&administrator, "\u{202e}事業\u{0}づくり 𠮷🙂", "Ventures", "k").await.sees(LIST);
    }
    let topics = list(&house, &two).await;
    assert_eq!(topics.len(), 8, "sending twice is sending once");
    assert_eq!(topics[7].label.as_deref(), Some("事業 づくり 𠮷🙂"));
    let prepare = format!("/one-on-ones/{id}/preparation");
    let member = two.browser(&house, two.member).await;
    assert!(member.get(&prepare).await.ok().has("事業 づくり 𠮷🙂"));
    two.reads_english(&house, two.member).await;
    let member = two.browser(&house, two.member).await;
    assert!(member.get(&prepare).await.ok().has("Ventures"));
    let entries = administrator.get("/administration/audit").await.ok();
    assert!(entries.has("話したいことを足した"));
}}

on_both! { async fn names_change_and_what_was_chosen_stays(house: house) {
    let two = Two::meet(&house).await;
    let id = two.plan(&house, "2026-11-26T06:00:00Z").await;
    let work = two.topic(&house, Word::Work).await;
    let mut tx = two.acting_member(&house);
    let one_on_one = tx.load::<platform::access::Edit, crate::one_on_one::OneOnOne>(id).await.unwrap();
    let choice = Choice { topic: work, expectation: None, line: "ひとこと".into() };
    agenda::prepare(&mut tx, &one_on_one, &[choice], 1).await.unwrap();
    tx.commit().await.unwrap();
    let administrator = administrator(&house, &two).await;
    let path = format!("{LIST}/{work}");
    let rename = [("name", "しごと"), ("name_en", ""), ("seen", "|")];
    administrator.post(&path, &rename).await.sees(&format!("{LIST}#topic-{work}"));
    administrator.post(&path, &rename).await.expect(StatusCode::SEE_OTHER);
    let member = two.browser(&house, two.member).await;
    assert!(member.get("/").await.ok().has("しごと"));
    // Another tab that still shows the first name.
    let late = administrator.post(&path, &[("name", "業務"), ("name_en", "Jobs"), ("seen", "|")]).await;
    let late = late.expect(StatusCode::CONFLICT);
    assert!(late.has("先に名前が変わっていました") && late.has("業務") && late.has("Jobs"));
    let hide = format!("{path}/visibility");
    for _ in 0..2 {
        administrator.post(&hide, &[("hidden", "true")]).await.expect(StatusCode::SEE_OTHER);
    }
    assert!(member.get("/").await.ok().has("しごと"), "where it was chosen it stays");
    administrator.post(&hide, &[("hidden", "false")]).await.expect(StatusCode::SEE_OTHER);
    administrator.post(&path, &[("name", ""), ("name_en", ""), ("seen", "しごと|")]).await
        .expect(StatusCode::SEE_OTHER);
    assert!(member.get("/").await.ok().has("仕事の進め方"), "its first name again");
}}

on_both! { async fn the_order_is_the_administrators(house: house) {
    let two = Two::meet(&house).await;
    let administrator = administrator(&house, &two).await;
    let before = list(&house, &two).await;
    let move_to = |place: usize, to: &'static str, key: &'static str| {
        let path = format!("{LIST}/{}/position", before[place].id);
        let browser = &administrator;
        async move { browser.post(&path, &[("to", to), ("key", key)]).await }
    };
    for _ in 0..2 {
        move_to(2, "up", "once").await.expect(StatusCode::SEE_OTHER);
    }
    move_to(0, "up", "").await.expect(StatusCode::SEE_OTHER);
    move_to(6, "down", "").await.expect(StatusCode::SEE_OTHER);
    let ids: Vec<_> = list(&house, &two).await.into_iter().map(|topic| topic.id).collect();
    let wanted: Vec<_> = [0, 2, 1, 3, 4, 5, 6].iter().map(|place| before[*place].id).collect();
    assert_eq!(ids, wanted);
    move_to(1, "sideways", "").await.expect(StatusCode::UNPROCESSABLE_ENTITY);
}}

on_both! { async fn wrong_names_are_said_and_stay_typed(house: house) {
    let two = Two::meet(&house).await;
    let administrator = administrator(&house, &two).await;
    let long = "あ".repeat(25);
    for (ja, en, says) in [
        ("", "", "名前を入れてください。"),
        ("\u{200b}\u{7}", "", "名前を入れてください。"),
        (long.as_str(), "", "24文字まで"),
        ("仕事の進め方", "", "同じ名前のものが"),
        ("新しいこと", "Career", "同じ名前のものが"),
    ] {
        let name = if en == "Career" { english_career(&house, &two).await } else { en.to_owned() };
        let answer = add(&administrator, ja, &name, "").await.expect(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.has(says), "{ja:?}");
    }
    add(&administrator, &"あ".repeat(400_000), "", "").await.expect(StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(list(&house, &two).await.len(), 7);
    for number in 0..23 {
        add(&administrator, &format!("話題{number}"), "", "").await.sees(LIST);
    }
    let many = add(&administrator, "もう一つ", "", "").await;
    assert!(many.expect(StatusCode::UNPROCESSABLE_ENTITY).has("30個まで"));
    let topics = list(&house, &two).await;
    for topic in &topics[1..] {
        let path = format!("{LIST}/{}/visibility", topic.id);
        administrator.post(&path, &[("hidden", "true")]).await.expect(StatusCode::SEE_OTHER);
    }
    let last = format!("{LIST}/{}/visibility", topics[0].id);
    let last = administrator.post(&last, &[("hidden", "true")]).await;
    assert!(last.expect(StatusCode::UNPROCESSABLE_ENTITY).has("最後の一つはかくせません"));
}}

async fn english_career(house: &TestHouse, two: &Two) -> String {
    let texts = house.app.texts(platform::i18n::Language::En, jiff::tz::TimeZone::UTC);
    let topics = list(house, two).await;
    topics.iter().find(|topic| topic.word == Some(Word::Career)).unwrap().name(&texts)
}

on_both! { async fn only_administrators_of_the_organization(house: house) {
    let two = Two::meet(&house).await;
    let elsewhere = Two::meet(&house).await;
    let foreign = administrator(&house, &elsewhere).await;
    let work = two.topic(&house, Word::Work).await;
    let path = format!("{LIST}/{work}");
    let names = [("name", "よその"), ("name_en", ""), ("seen", "|")];
    foreign.post(&path, &names).await.expect(StatusCode::NOT_FOUND);
    let hidden = [("hidden", "true")];
    foreign.post(&format!("{path}/visibility"), &hidden).await.expect(StatusCode::NOT_FOUND);
    foreign.post(&format!("{path}/position"), &[("to", "down")]).await.expect(StatusCode::NOT_FOUND);
    for person in [two.leader, two.member] {
        let browser = two.browser(&house, person).await;
        browser.get(LIST).await.expect(StatusCode::NOT_FOUND);
        add(&browser, "勝手に", "", "").await.expect(StatusCode::NOT_FOUND);
        browser.post(&path, &names).await.expect(StatusCode::NOT_FOUND);
        browser.post(&format!("{path}/visibility"), &hidden).await.expect(StatusCode::NOT_FOUND);
    }
    assert!(list(&house, &two).await.iter().all(|topic| topic.label.is_none() && !topic.hidden));
}}
