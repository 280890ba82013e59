//! Nobody reads before two approved and the two are told; nobody but the requester, nor longer, nor
//! more; and all ways around it are closed.

use crate::{
    memo::{self, Memo},
    one_on_one::{OneOnOne, OneOnOneId},
    room,
    testing::{Two, house},
};
use jiff::SignedDuration;
use people::person::{self, NewPerson};
use platform::{
    PersonId,
    access::Edit,
    db::Sql,
    i18n::Language,
    on_both, params, sql,
    testing::{Browser, TestHouse},
};

const REASON: &str = "本人の安全にかかわる連絡があり、ほかに確かめる手立てがないため。";

/// Two people with something written, two administrators, three who may approve.
struct Scene {
    two: Two,
    one_on_one: OneOnOneId,
    people: Vec<PersonId>,
}

const ASKER: usize = 0;
const SECOND: usize = 1;
const APPROVERS: [usize; 3] = [2, 3, 4];
const NAMES: [(&str, &str, bool); 5] = [
    ("黒木 一", "kuroki", true),
    ("白井 二", "shirai", true),
    ("赤坂 三", "akasaka", false),
    ("青山 四", "aoyama", false),
    ("緑川 五", "midori", false),
];

async fn person(house: &TestHouse, two: &Two, name: &str, mail: &str, admin: bool) -> PersonId {
    let mut tx = house.app.system(two.organization, "test");
    let new = NewPerson {
        name: name.into(),
        kana: mail.into(),
        email: format!("{mail}@test.example"),
        language: Language::Ja,
        administrator: admin,
    };
    let id = person::create(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

impl Scene {
    async fn set(house: &TestHouse) -> Self {
        let two = Two::meet(house).await;
        let one_on_one = two.plan(house, "2026-11-23T06:00:00Z").await;
        write(house, &two, one_on_one).await;
        let mut people = Vec::new();
        for (name, mail, admin) in NAMES {
            people.push(person(house, &two, name, mail, admin).await);
        }
        Self { two, one_on_one, people }
    }

    async fn browser(&self, house: &TestHouse, who: usize) -> Browser {
        self.two.browser(house, self.people[who]).await
    }

    /// Switches it on, by two, with the approvers confirmed.
    async fn switch_on(&self, house: &TestHouse) {
        let (asker, second) = (self.browser(house, ASKER).await, self.browser(house, SECOND).await);
        asker
            .post("/administration/emergency/proposal", &[])
            .await
            .sees("/administration/emergency");
        second
            .post("/administration/emergency/confirmation", &[])
            .await
            .sees("/administration/emergency");
        for approver in APPROVERS {
            let mail = format!("{}@test.example", NAMES[approver].1);
            asker
                .post("/administration/emergency/approvers", &[("approver", &mail)])
                .await
                .sees("/administration/emergency");
            let path = format!(
                "/administration/emergency/approvers/{}/confirmation",
                self.people[approver]
            );
            second.post(&path, &[]).await.sees("/administration/emergency");
        }
    }

    /// Asks, and returns the address of the access.
    async fn ask(&self, house: &TestHouse) -> String {
        let asker = self.browser(house, ASKER).await;
        let answer = asker.post("/administration/emergency/requests", &fields(REASON)).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        answer.location().to_owned()
    }

    async fn say(&self, house: &TestHouse, path: &str, who: usize, answer: &str) -> u16 {
        let browser = self.browser(house, who).await;
        browser.post(&format!("{path}/answer"), &[("answer", answer)]).await.status
    }

    /// An access that two approved.
    async fn opened(&self, house: &TestHouse) -> String {
        self.switch_on(house).await;
        let path = self.ask(house).await;
        assert_eq!(self.say(house, &path, 2, "approve").await, 303);
        assert_eq!(self.say(house, &path, 3, "approve").await, 303);
        path
    }

    fn memo(&self, path: &str) -> String {
        format!("{path}/memos/{}", self.one_on_one)
    }
}

fn fields(reason: &str) -> [(&'static str, &str); 5] {
    [
        ("leader", "aoi@test.example"),
        ("member", "ren@test.example"),
        ("from", "2026-11-01"),
        ("until", "2026-11-23"),
        ("reason", reason),
    ]
}

async fn write(house: &TestHouse, two: &Two, id: OneOnOneId) {
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
    memo::write_markdown(app, home, &shared, two.member, "二人だけの相談").await.unwrap();
    memo::write_markdown(app, home, &note, two.member, "自分だけの覚え書き").await.unwrap();
}

async fn change(house: &TestHouse, two: &Two, sql: &'static Sql, id: PersonId) {
    let mut tx = house.app.system(two.organization, "test");
    assert_eq!(tx.execute(sql, params![two.organization, id]).await.unwrap(), 1);
    tx.commit().await.unwrap();
}

async fn count(house: &TestHouse, two: &Two, sql: &'static Sql) -> i64 {
    let mut tx = house.app.system_reads(two.organization, "test");
    tx.first(sql, params![two.organization], |row| Ok(row.get(0)?)).await.unwrap().unwrap()
}

on_both! {
    async fn it_takes_two_administrators_and_everybody_is_told(house: house) {
        let scene = Scene::set(&house).await;
        let (asker, second) = (scene.browser(&house, ASKER).await, scene.browser(&house, SECOND).await);
        let member = scene.two.browser(&house, scene.two.member).await;
        assert!(member.get("/emergency").await.ok().has("この組織では使えません"));
        let ask = asker.post("/administration/emergency/requests", &fields(REASON)).await;
        assert_eq!(ask.status, 409, "it is off");
        asker.post("/administration/emergency/proposal", &[]).await.sees("/administration/emergency");
        assert!(second.get("/notices").await.ok().has("提案があります"));
        let alone = asker.post("/administration/emergency/confirmation", &[]).await;
        assert_eq!(alone.status, 409, "one alone switches nothing on");
        assert!(member.get("/emergency").await.ok().has("この組織では使えません"));
        second.post("/administration/emergency/confirmation", &[]).await.sees("/administration/emergency");
        assert!(member.get("/emergency").await.ok().has("から使えます"));
        assert!(member.get("/notices").await.ok().has("緊急閲覧が使えるようになりました"));
        assert!(member.get("/").await.ok().has("緊急閲覧が使えるようになりました"));
    }
}

on_both! {
    async fn a_second_account_of_the_same_human_confirms_nothing(house: house) {
        let scene = Scene::set(&house).await;
        let plus = person(&house, &scene.two, "別名 太郎", "kuroki+2", true).await;
        let namesake = person(&house, &scene.two, "黒木　一", "other", true).await;
        scene.browser(&house, ASKER).await.post("/administration/emergency/proposal", &[]).await;
        for twin in [plus, namesake] {
            let twin = scene.two.browser(&house, twin).await;
            assert_eq!(twin.post("/administration/emergency/confirmation", &[]).await.status, 409);
        }
        let asker = scene.browser(&house, ASKER).await;
        let named = asker.post("/administration/emergency/approvers", &[("approver", "kuroki+2@test.example")]).await;
        assert_eq!(named.status, 422);
    }
}

on_both! {
    async fn two_approve_then_the_two_are_told_then_it_is_read(house: house) {
        let scene = Scene::set(&house).await;
        scene.switch_on(&house).await;
        house.mails.take();
        let path = scene.ask(&house).await;
        let asker = scene.browser(&house, ASKER).await;
        let (leader, member) = (
            scene.two.browser(&house, scene.two.leader).await,
            scene.two.browser(&house, scene.two.member).await,
        );
        assert_eq!(asker.get(&scene.memo(&path)).await.status, 404, "nobody approved");
        assert_eq!(member.get(&path).await.status, 404, "not decided yet");
        assert_eq!(scene.say(&house, &path, ASKER, "approve").await, 403);
        assert_eq!(scene.say(&house, &path, SECOND, "approve").await, 404);
        assert_eq!(scene.say(&house, &path, 2, "approve").await, 303);
        assert_eq!(scene.say(&house, &path, 2, "approve").await, 303, "twice is once");
        assert_eq!(asker.get(&scene.memo(&path)).await.status, 404, "one is not two");
        assert_eq!(scene.say(&house, &path, 3, "approve").await, 303);
        for one in [&leader, &member] {
            assert!(one.get("/notices").await.ok().has("緊急閲覧が承認されました"));
            let page = one.get(&path).await.ok();
            assert!(page.has(REASON) && page.has("黒木 一") && page.has("赤坂 三"), "{}", page.text);
        }
        platform::jobs::run_due(&house.app).await.unwrap();
        let mails = house.mails.take();
        let to_two: Vec<_> = mails.iter().filter(|mail| mail.to.starts_with("ren") || mail.to.starts_with("aoi")).collect();
        assert_eq!(to_two.len(), 2);
        assert!(mails.iter().all(|mail| mail.subject == "Aizuchi からの大切なお知らせ"));
        assert!(mails.iter().all(|mail| !mail.text.contains(REASON) && !mail.text.contains("二人だけ")));
        let page = asker.get(&scene.memo(&path)).await.ok();
        assert!(page.has("二人だけの相談") && page.has("緊急閲覧で読んでいます"));
        assert!(!page.has("覚え書き"), "never a private note");
        let receipt = member.get(&format!("/one-on-ones/{}", scene.one_on_one)).await.ok();
        assert!(receipt.has("黒木さん(緊急閲覧、") && receipt.has("読んだ人"), "{}", receipt.text);
        let list = member.get(&format!("/pairs/{}/readings", scene.two.pair)).await.ok();
        assert!(list.has("緊急閲覧で読みました") && list.has("黒木さん"));
    }
}

on_both! {
    async fn each_reading_is_in_list_and_audit_without_content(house: house) {
        let scene = Scene::set(&house).await;
        let path = scene.opened(&house).await;
        let asker = scene.browser(&house, ASKER).await;
        for _ in 0..3 {
            asker.get(&scene.memo(&path)).await.ok();
            house.clock.advance(SignedDuration::from_secs(1));
        }
        let readings = sql!("SELECT COUNT(*) FROM memo_readings WHERE organization_id = $1 AND way = 'emergency'");
        let audited = sql!("SELECT COUNT(*) FROM audit_entries WHERE organization_id = $1 AND action = 'emergency-read'");
        assert_eq!(count(&house, &scene.two, readings).await, 3);
        assert_eq!(count(&house, &scene.two, audited).await, 3);
        let audit = asker.get("/administration/audit").await.ok();
        assert!(audit.has("緊急閲覧で共有メモを読みました"));
        assert!(!audit.has("安全にかかわる") && !audit.has("二人だけ") && !audit.has("audit-emergency"));
        let reason = sql!("SELECT COUNT(*) FROM emergency_accesses WHERE organization_id = $1 AND LENGTH(reason) > 40");
        assert_eq!(count(&house, &scene.two, reason).await, 1, "it is sealed");
    }
}

on_both! {
    async fn nothing_is_shown_that_could_not_be_noted(house: house) {
        let scene = Scene::set(&house).await;
        let path = scene.opened(&house).await;
        let asker = scene.browser(&house, ASKER).await;
        // Somebody else writes, and does not come to an end.
        let mut tx = house.app.system(scene.two.organization, "test");
        let hold = sql!("INSERT INTO memo_reading_heads (organization_id, pair_id, place, link) VALUES ($1, $2, 0, 'x')");
        tx.execute(hold, params![scene.two.organization, scene.two.pair]).await.unwrap();
        let memo = scene.memo(&path);
        let asked = tokio::time::timeout(std::time::Duration::from_secs(3), asker.get(&memo));
        match asked.await {
            Err(_) => {}
            Ok(answer) => assert!(answer.status >= 500 && !answer.has("二人だけの相談")),
        }
        drop(tx);
        asker.get(&memo).await.ok();
    }
}

on_both! {
    async fn only_the_requester_reads_and_only_here(house: house) {
        let scene = Scene::set(&house).await;
        let path = scene.opened(&house).await;
        let memo = scene.memo(&path);
        for who in [SECOND, 2, 3, 4] {
            assert_eq!(scene.browser(&house, who).await.get(&memo).await.status, 404);
        }
        for person in [scene.two.leader, scene.two.member, scene.two.stranger] {
            assert_eq!(scene.two.browser(&house, person).await.get(&memo).await.status, 404);
        }
        let asker = scene.browser(&house, ASKER).await;
        let program = scene.two.program(&house, scene.people[ASKER], &[platform::access::Scope::Read]).await;
        for path in [format!("/one-on-ones/{}", scene.one_on_one), format!("/pairs/{}/journey", scene.two.pair),
            format!("/pairs/{}/readings", scene.two.pair)] {
            assert_eq!(asker.get(&path).await.status, 404, "{path}");
        }
        assert_eq!(program.get(&format!("/api/v1/one-on-ones/{}/memo", scene.one_on_one)).await.status, 404);
        assert!(!asker.get("/export/aizuchi.md").await.ok().has("二人だけ"));
        let elsewhere = scene.two.plan(&house, "2026-12-20T06:00:00Z").await;
        write(&house, &scene.two, elsewhere).await;
        assert_eq!(asker.get(&format!("{path}/memos/{elsewhere}")).await.status, 404, "another day");
    }
}

on_both! {
    async fn it_ends_by_itself_and_at_a_word(house: house) {
        let scene = Scene::set(&house).await;
        let path = scene.opened(&house).await;
        let asker = scene.browser(&house, ASKER).await;
        asker.get(&scene.memo(&path)).await.ok();
        let third = scene.browser(&house, 3).await;
        third.post(&format!("{path}/ending"), &[]).await.sees(&path);
        let over = asker.get(&scene.memo(&path)).await;
        assert!(over.status == 410 && over.has("緊急閲覧は終わりました") && !over.has("二人だけの相談"));
        assert_eq!(third.get(&scene.memo(&path)).await.status, 404, "they never read here");
        assert_eq!(asker.get(&format!("{path}/memos/4kd0")).await.status, 404, "nor was this here");
        let member = scene.two.browser(&house, scene.two.member).await;
        assert!(member.get(&path).await.ok().has("終わりました"));
        let path = scene.ask(&house).await;
        for who in [2, 4] {
            assert_eq!(scene.say(&house, &path, who, "approve").await, 303);
        }
        house.clock.advance(SignedDuration::from_hours(23));
        let asker = scene.browser(&house, ASKER).await;
        asker.get(&scene.memo(&path)).await.ok();
        house.clock.advance(SignedDuration::from_mins(61));
        let asker = scene.browser(&house, ASKER).await;
        assert_eq!(asker.get(&scene.memo(&path)).await.status, 410, "24 hours are over");
        house.clock.advance(SignedDuration::from_hours(-30));
        let asker = scene.browser(&house, ASKER).await;
        assert_eq!(asker.get(&scene.memo(&path)).await.status, 410, "a clock set back opens nothing");
    }
}

on_both! {
    async fn an_open_page_lets_go_when_it_is_over(house: house) {
        let scene = Scene::set(&house).await;
        let path = scene.opened(&house).await;
        let alive = format!("{path}/alive");
        let (asker, third) = (scene.browser(&house, ASKER).await, scene.browser(&house, 3).await);
        let page = asker.get(&scene.memo(&path)).await.ok();
        assert!(page.has(&alive) && page.has("data-share-text") && page.has("共有メモはもう読めません"));
        for who in [SECOND, 2, 3] {
            let other = scene.browser(&house, who).await;
            assert_eq!(other.get(&alive).await.status, 404, "only who reads listens");
        }
        let end = async {
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            third.post(&format!("{path}/ending"), &[]).await.sees(&path);
            std::time::Instant::now()
        };
        let hear = async { (asker.get(&alive).await.ok(), std::time::Instant::now()) };
        let (ended_at, (heard, heard_at)) = tokio::join!(end, hear);
        assert!(heard.text.contains("event: ended\ndata: ended"), "{}", heard.text);
        assert!(heard_at.saturating_duration_since(ended_at).as_secs() < 2);
        assert_eq!(asker.get(&alive).await.status, 404);
    }
}

on_both! {
    async fn an_open_page_lets_go_when_the_time_or_the_role_is_over(house: house) {
        let scene = Scene::set(&house).await;
        let path = scene.opened(&house).await;
        let alive = format!("{path}/alive");
        let asker = scene.browser(&house, ASKER).await;
        let lose = async {
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            // As another process would: no hint reaches this one.
            change(&house, &scene.two, sql!("UPDATE people SET administrator = FALSE WHERE organization_id = $1 AND id = $2"), scene.people[ASKER]).await;
        };
        let ((), heard) = tokio::join!(lose, asker.get(&alive));
        assert!(heard.text.contains("event: ended"), "{}", heard.text);
        let over = asker.get(&scene.memo(&path)).await;
        assert!(over.status == 410 && over.has("緊急閲覧は終わりました"));
    }
}

on_both! {
    async fn the_promises_of_privacy_name_the_exception_where_there_is_one(house: house) {
        let scene = Scene::set(&house).await;
        let ahead = scene.two.plan(&house, "2026-12-20T06:00:00Z").await;
        let (asker, second) = (scene.browser(&house, ASKER).await, scene.browser(&house, SECOND).await);
        let member = scene.two.browser(&house, scene.two.member).await;
        let pages = [format!("/one-on-ones/{ahead}"), format!("/one-on-ones/{}", scene.one_on_one)];
        let except = "(緊急閲覧が承認されたときを除きます)";
        for path in &pages {
            let page = member.get(path).await.ok();
            assert!(page.has("管理者") && !page.has(except), "{path}: it is off");
        }
        asker.post("/administration/emergency/proposal", &[]).await.sees("/administration/emergency");
        assert!(!member.get(&pages[0]).await.ok().has(except), "one alone changes nothing");
        assert!(!asker.get("/administration").await.ok().has(except));
        second.post("/administration/emergency/confirmation", &[]).await.sees("/administration/emergency");
        for path in &pages {
            let page = member.get(path).await.ok();
            assert!(page.has(except) && !page.paths("/emergency").is_empty(), "{path}");
        }
        let page = asker.get("/administration").await.ok();
        assert!(page.has(except) && page.paths("/emergency").len() == 1);
    }
}

on_both! {
    async fn what_nobody_approves_lapses_and_one_no_is_enough(house: house) {
        let scene = Scene::set(&house).await;
        scene.switch_on(&house).await;
        let path = scene.ask(&house).await;
        assert_eq!(scene.say(&house, &path, 2, "approve").await, 303);
        assert_eq!(scene.say(&house, &path, 3, "decline").await, 303);
        assert_eq!(scene.say(&house, &path, 4, "approve").await, 409);
        let member = scene.two.browser(&house, scene.two.member).await;
        assert!(member.get(&path).await.ok().has("承認されませんでした"));
        let late = scene.ask(&house).await;
        assert_eq!(scene.say(&house, &late, 2, "approve").await, 303);
        house.clock.advance(SignedDuration::from_hours(73));
        assert_eq!(scene.say(&house, &late, 3, "approve").await, 409);
        platform::jobs::run_due(&house.app).await.unwrap();
        let member = scene.two.browser(&house, scene.two.member).await;
        assert!(member.get(&late).await.ok().has("期限までに承認されませんでした"));
        let told = member.get("/notices").await.ok();
        assert!(told.has("だれにも読まれないまま終わりました") && !told.has("緊急閲覧が終わりました"));
        let mails = house.mails.take();
        let over = mails.iter().filter(|mail| mail.text.contains("メモはだれにも読まれていません"));
        assert_eq!(over.count(), 4, "both of the two, of both requests");
    }
}

on_both! {
    async fn a_requester_who_loses_the_role_loses_the_access_for_good(house: house) {
        let scene = Scene::set(&house).await;
        let path = scene.opened(&house).await;
        let memo = scene.memo(&path);
        let asker = scene.browser(&house, ASKER).await;
        asker.get(&memo).await.ok();
        let lower = sql!("UPDATE people SET administrator = FALSE WHERE organization_id = $1 AND id = $2");
        change(&house, &scene.two, lower, scene.people[ASKER]).await;
        assert_eq!(asker.get(&memo).await.status, 410);
        house.clock.advance(SignedDuration::from_mins(2));
        platform::jobs::run_due(&house.app).await.unwrap();
        let raise = sql!("UPDATE people SET administrator = TRUE WHERE organization_id = $1 AND id = $2");
        change(&house, &scene.two, raise, scene.people[ASKER]).await;
        assert_eq!(asker.get(&memo).await.status, 410, "it does not come back");
        assert!(asker.get(&path).await.ok().has("管理者でなくなった"));
    }
}

on_both! {
    async fn who_was_removed_or_suspended_approves_nothing(house: house) {
        let scene = Scene::set(&house).await;
        scene.switch_on(&house).await;
        let path = scene.ask(&house).await;
        assert_eq!(scene.say(&house, &path, 2, "approve").await, 303);
        let asker = scene.browser(&house, ASKER).await;
        asker.post(&format!("/administration/emergency/approvers/{}/removal", scene.people[2]), &[]).await;
        assert_eq!(scene.say(&house, &path, 3, "approve").await, 303);
        assert_eq!(asker.get(&scene.memo(&path)).await.status, 404, "the first yes counts no more");
        assert_eq!(scene.say(&house, &path, 4, "approve").await, 303);
        asker.get(&scene.memo(&path)).await.ok();
        asker.post(&format!("/administration/emergency/approvers/{}/removal", scene.people[3]), &[]).await;
        let removed = scene.browser(&house, 3).await;
        removed.post(&format!("{path}/ending"), &[]).await.sees(&path);
        assert_eq!(asker.get(&scene.memo(&path)).await.status, 410, "they still could end it");
    }
}

on_both! {
    async fn ending_the_pair_neither_hides_nor_opens_anything(house: house) {
        let scene = Scene::set(&house).await;
        let path = scene.opened(&house).await;
        scene.two.part(&house).await;
        let asker = scene.browser(&house, ASKER).await;
        asker.get(&scene.memo(&path)).await.ok();
        let leader = scene.two.browser(&house, scene.two.leader).await;
        leader.get(&path).await.ok();
        assert_eq!(leader.get(&scene.memo(&path)).await.status, 404);
        asker.post("/administration/emergency/ending", &[]).await.sees("/administration/emergency");
        assert_eq!(asker.get(&scene.memo(&path)).await.status, 410, "switched off: over at once");
    }
}

on_both! {
    async fn what_is_asked_must_make_sense(house: house) {
        let scene = Scene::set(&house).await;
        scene.switch_on(&house).await;
        let asker = scene.browser(&house, ASKER).await;
        let ask = async |fields: &[(&str, &str)]| {
            asker.post("/administration/emergency/requests", fields).await.status
        };
        assert_eq!(ask(&fields("短い理由")).await, 422);
        let mut wrong = fields(REASON);
        wrong[2].1 = "2026-10-01";
        assert_eq!(ask(&wrong).await, 422, "too many days");
        let mut turned = fields(REASON);
        (turned[0].1, turned[1].1) = ("ren@test.example", "aoi@test.example");
        assert_eq!(ask(&turned).await, 422, "no such pair");
        assert_eq!(ask(&[]).await, 422);
        let stranger = scene.two.browser(&house, scene.two.stranger).await;
        assert_eq!(stranger.post("/administration/emergency/requests", &fields(REASON)).await.status, 404);
    }
}

on_both! {
    async fn nobody_s_reason_is_opened_for_whom_it_does_not_concern(house: house) {
        let scene = Scene::set(&house).await;
        let path = scene.opened(&house).await;
        let visit = async |person: PersonId| {
            scene.two.browser(&house, person).await.get("/emergency").await
        };
        let line = format!("href=\"{path}\"");
        for person in [scene.two.member, scene.people[ASKER], scene.people[2], scene.people[4]] {
            assert!(visit(person).await.ok().text.contains(&line));
        }
        // What cannot be opened is noticed by whoever opens it.
        let mut tx = house.app.system(scene.two.organization, "test");
        let spoil = sql!("UPDATE emergency_accesses SET reason = $2 WHERE organization_id = $1");
        tx.execute(spoil, params![scene.two.organization, vec![0_u8; 40]]).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!visit(scene.two.stranger).await.ok().text.contains(&line));
        assert_eq!(visit(scene.two.member).await.status, 500);
    }
}
