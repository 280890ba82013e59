//! The authorization matrix: every route of the table as everybody.
//!
//! The list comes from the router that serves, so a route cannot be left out. Each line of
//! `docs/authorization.md` is a route, each column somebody who asks; what is written there is what
//! the server answered, and a reviewer reads each change of it. Rules that no reviewer may loosen
//! are asserted besides: another organization is always 404, nobody is sent to sign in, what
//! belongs to a pair does not exist for strangers, administrators and leaders of the past; through an
//! emergency access reads who asked for it, after two approved, and nobody else; whoever was let in by
//! a share, a link or a handover reads that and nothing else.
//!
//! `UPDATE=1 cargo test -p server matrix` writes the document anew.

mod readers;

use crate::house::house;
use jiff::SignedDuration;
use meetings::{
    agenda::{self, Choice},
    comment::{self, NewComment},
    emergency::{self, NewAccess},
    handover,
    memo::{self, Memo},
    one_on_one::{self, NewOneOnOne, OneOnOne},
    promise::{self, NewPromise},
    share, topic,
    wish::{self, NewWish},
};
use people::{
    organization::{self, Organization},
    pair::{self, Kind, Pair, Seat},
    person::{self, NewPerson},
    sign_in,
};
use platform::{
    OrganizationId, PersonId,
    access::{Access, Administer, Display, Edit, Permit, Read, Scope, Tx, Viewer, ViewerKind},
    db::Engine,
    i18n::Language,
    routing::{Family, Route},
    testing::{Browser, TestHouse},
};
use serde_json::{Value, json};
use std::{collections::BTreeMap, fmt::Write as _};

pub const ROLES: [&str; 11] = [
    "nobody",
    "other organization",
    "stranger",
    "former leader",
    "administrator",
    "approver",
    "share reader",
    "outside reader",
    "next leader",
    "leader",
    "member",
];

/// Two people, those around them, and what they have together.
pub struct World {
    ids: BTreeMap<&'static str, String>,
    pub browsers: BTreeMap<&'static str, Browser>,
    programs: BTreeMap<&'static str, Browser>,
}

pub struct Cast {
    organization: OrganizationId,
    people: BTreeMap<&'static str, PersonId>,
}

fn new_person(key: &str, administrator: bool) -> NewPerson {
    NewPerson {
        name: format!("{key} さん"),
        kana: key.into(),
        email: format!("{}@matrix.example", key.replace(' ', "-")),
        language: Language::Ja,
        administrator,
    }
}

pub async fn settle(house: &TestHouse) -> Cast {
    let organization = OrganizationId(house.app.world().new_id());
    let mut tx = house.app.system(organization, "matrix");
    found(&mut tx, organization, "行列株式会社").await;
    let mut people = BTreeMap::new();
    for key in [
        "clerk",
        "stranger",
        "former leader",
        "administrator",
        "second administrator",
        "approver",
        "second approver",
        "share reader",
        "next leader",
        "leader",
        "member",
    ] {
        let person = person::create(&mut tx, &new_person(key, key.ends_with("administrator")))
            .await
            .unwrap();
        people.insert(key, person);
    }
    tx.commit().await.unwrap();
    let elsewhere = OrganizationId(house.app.world().new_id());
    let mut tx = house.app.system(elsewhere, "matrix");
    found(&mut tx, elsewhere, "よその株式会社").await;
    let other = person::create(&mut tx, &new_person("other organization", true)).await.unwrap();
    tx.commit().await.unwrap();
    people.insert("other organization", other);
    let mut cast = Cast { organization, people };
    // The other one signs in through its own organization.
    cast.people.insert("elsewhere", PersonId(elsewhere.0));
    cast
}

async fn found(tx: &mut Tx, id: OrganizationId, name: &str) {
    let organization = Organization {
        id,
        name: name.into(),
        zone: "Asia/Tokyo".into(),
        language: Language::Ja,
        reusable_links: false,
    };
    organization::create(tx, &organization).await.unwrap();
    topic::ensure(tx).await.unwrap();
}

impl Cast {
    fn home_of(&self, role: &str) -> OrganizationId {
        if role == "other organization" {
            OrganizationId(self.people["elsewhere"].0)
        } else {
            self.organization
        }
    }

    async fn sign_in(&self, house: &TestHouse, browser: &Browser, role: &'static str) -> Browser {
        let mut tx = house.app.system(self.home_of(role), "matrix");
        let day = SignedDuration::from_hours(24);
        let token =
            sign_in::create_link(&mut tx, self.people[role], "/", day, false).await.unwrap();
        tx.commit().await.unwrap();
        let own = browser.stranger();
        let answer = own.post(&sign_in::link_path(&token), &[]).await;
        assert_eq!(answer.status, 303, "{role} signs in: {}", answer.text);
        own
    }

    async fn program(&self, house: &TestHouse, browser: &Browser, role: &'static str) -> Browser {
        let mut tx = house.app.system(self.home_of(role), "matrix");
        let all = [Scope::Read, Scope::Write, Scope::Memo];
        let token =
            sign_in::create_token(&mut tx, self.people[role], "matrix", &all, 30).await.unwrap();
        tx.commit().await.unwrap();
        browser.program(&token)
    }

    fn acting(&self, house: &TestHouse, role: &str) -> Tx {
        let zone = jiff::tz::TimeZone::get("Asia/Tokyo").unwrap();
        let kind = ViewerKind::Person {
            person: self.people[role],
            administrator: role.ends_with("administrator"),
            participates: true,
            leads: true,
            scopes: None,
            session: 0,
        };
        let viewer = Viewer {
            kind,
            organization: self.organization,
            name: String::new(),
            language: Language::Ja,
            zone: zone.clone(),
            organization_zone: zone,
            display: Display::default(),
        };
        #[expect(clippy::disallowed_methods, reason = "a test acts as a person")]
        let tx = house.app.rehearse(viewer, house.app.world().now());
        tx
    }

    /// A new pair with a new 1-on-1, topic, proposal and promise. Whoever led it before is out.
    pub async fn things(&self, house: &TestHouse) -> BTreeMap<&'static str, String> {
        let mut tx = house.app.system(self.organization, "matrix");
        for leader in ["former leader", "next leader", "leader"] {
            let two = (self.people[leader], self.people["member"]);
            if let Some(old) = pair::lasting_of(&mut tx, two.0, two.1).await.unwrap() {
                let old = tx.load::<Administer, Pair>(old).await.unwrap();
                pair::end(&mut tx, &old).await.unwrap();
            }
        }
        let (leader, member) = (self.people["leader"], self.people["member"]);
        let id = pair::begin(&mut tx, leader, member, Kind::Line).await.unwrap();
        tx.commit().await.unwrap();
        let mut ids = self.meeting(house, id).await;
        ids.insert("pair", id.to_string());
        ids
    }

    /// An emergency access of the administrator to what the leader and the member wrote, approved by
    /// two.
    async fn emergency(&self, house: &TestHouse) -> String {
        self.emergency_rule(house).await;
        let mut tx = self.acting(house, "administrator");
        let today = tx.now().to_zoned(tx.viewer().organization_zone.clone()).date();
        let new = NewAccess {
            leader: self.people["leader"],
            member: self.people["member"],
            from: today,
            until: today,
            reason: "行列のすべての欄を確かめるために必要な依頼です。".into(),
        };
        let id = emergency::request(&mut tx, &new).await.unwrap();
        tx.commit().await.unwrap();
        for approver in ["approver", "second approver"] {
            let mut tx = self.acting(house, approver);
            let access = tx.load::<Edit, emergency::Access>(id).await.unwrap();
            emergency::approve(&mut tx, &access).await.unwrap();
            tx.commit().await.unwrap();
        }
        id.to_string()
    }

    /// It is on, whatever a request of the matrix switched off before.
    async fn emergency_rule(&self, house: &TestHouse) {
        let approvers = ["approver", "second approver"].map(|role| self.people[role]);
        let mut tx = self.acting(house, "administrator");
        emergency::propose(&mut tx).await.unwrap();
        for approver in approvers {
            emergency::name_approver(&mut tx, approver).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut tx = self.acting(house, "second administrator");
        // The administrator's own request may have proposed it, and nobody else's.
        emergency::confirm(&mut tx).await.unwrap();
        for approver in approvers {
            emergency::confirm_approver(&mut tx, approver).await.unwrap();
        }
        tx.commit().await.unwrap();
    }

    /// The same, for the pair of the leader of the past: what they may not see any more.
    async fn things_of_the_past(&self, house: &TestHouse) -> BTreeMap<&'static str, String> {
        let mut tx = house.app.system(self.organization, "matrix");
        let (leader, member) = (self.people["former leader"], self.people["member"]);
        let id = pair::begin(&mut tx, leader, member, Kind::Line).await.unwrap();
        tx.commit().await.unwrap();
        let mut ids = self.meeting(house, id).await;
        let mut tx = house.app.system(self.organization, "matrix");
        let old = tx.load::<Administer, Pair>(id).await.unwrap();
        pair::end(&mut tx, &old).await.unwrap();
        tx.commit().await.unwrap();
        ids.insert("pair", id.to_string());
        ids
    }

    /// Its memo says something.
    async fn write(&self, house: &TestHouse, ids: &BTreeMap<&'static str, String>) {
        let mut tx = house.app.system(self.organization, "matrix");
        let id = ids["memo"].parse().unwrap();
        let written = match tx.load::<Edit, Memo>(id).await {
            Ok(memo) => {
                drop(tx);
                let (app, member) = (&house.app, self.people["member"]);
                memo::write_markdown(app, self.organization, &memo, member, "ひとこと").await
            }
            Err(error) => Err(error),
        };
        written.unwrap();
    }

    async fn meeting(&self, house: &TestHouse, id: pair::PairId) -> BTreeMap<&'static str, String> {
        let mut tx = self.acting(house, "member");
        let pair = tx.load::<Edit, Pair>(id).await.unwrap();
        let starts_at = tx.now().saturating_add(SignedDuration::from_hours(30)).unwrap();
        let new = NewOneOnOne { starts_at, minutes: 30, occurrence: None, place: String::new() };
        let meeting = one_on_one::schedule_extra(&mut tx, &pair, &new, true).await.unwrap();
        let permit = tx.load::<Edit, OneOnOne>(meeting).await.unwrap();
        let topics = topic::list(&mut tx).await.unwrap();
        let choice = Choice { topic: topics[0].id, expectation: None, line: "ひとこと".into() };
        let item = agenda::add(&mut tx, &permit, &choice).await.unwrap();
        let promise = NewPromise { owner: Seat::Member, text: "約束".into(), due: None };
        let promise = promise::make(&mut tx, &permit, &promise).await.unwrap();
        memo::ensure(&mut tx, &permit).await.unwrap();
        let member = self.people["member"];
        let memos = memo::documents(&mut tx, meeting, member).await.unwrap().unwrap();
        let share = self.share(&mut tx, &permit).await;
        let pair = tx.load::<Read, Pair>(id).await.unwrap();
        let line = handover::NewLine {
            source: handover::Source::Own,
            topic: None,
            text: "伝えること".into(),
            memo: None,
        };
        let handover = handover::begin(&mut tx, &pair, handover::HandoverKind::Transfer, &[line])
            .await
            .unwrap();
        let line = handover::lines(&mut tx, handover).await.unwrap()[0].id;
        let wish = NewWish { kind: None, text: "変えたいこと".into() };
        let wish = wish::note(&mut tx, &permit, &wish).await.unwrap();
        let comment = NewComment {
            kind: memo::Kind::Shared,
            nuance: true,
            text: String::new(),
            quote: "ひとこと".into(),
            anchor: vec![4, 1],
        };
        let comment = comment::make(&mut tx, &permit, &comment).await.unwrap();
        tx.commit().await.unwrap();
        BTreeMap::from([
            ("comment", comment.to_string()),
            ("share", share.to_string()),
            ("handover", handover.to_string()),
            ("line", line.to_string()),
            ("one-on-one", meeting.to_string()),
            ("item", item.to_string()),
            ("promise", promise.to_string()),
            ("memo", memos.shared.to_string()),
            ("wish", wish.to_string()),
            ("topic", topics[0].id.to_string()),
            ("free topic", topics[1].id.to_string()),
        ])
    }
}

impl Cast {
    /// The member asks the leader whether a passage may be shown to somebody outside.
    async fn share(&self, tx: &mut Tx, meeting: &Permit<Edit, OneOnOne>) -> share::ShareId {
        memo::ensure(tx, meeting).await.unwrap();
        let documents =
            memo::documents(tx, meeting.id, self.people["member"]).await.unwrap().unwrap();
        let memo = tx.load::<Read, Memo>(documents.shared).await.unwrap();
        let passage = memo::Passage { html: "<p>話</p>".into(), text: "話".into() };
        let id = share::draft(tx, meeting, &memo, &[passage]).await.unwrap();
        let draft = tx.load::<Edit, share::Share>(id).await.unwrap();
        share::choose_outsider(tx, &draft, "先生").await.unwrap();
        let draft = tx.load::<Edit, share::Share>(id).await.unwrap();
        share::ask(tx, &draft, "相談", "2026-12-01").await.unwrap();
        id
    }
}

/// The address of a route for these things.
fn address(route: &Route, ids: &BTreeMap<&'static str, String>, cast: &Cast) -> String {
    let mut path = String::new();
    let mut before = "";
    for part in route.path.split('/').skip(1) {
        let name = part.trim_matches(['{', '}']);
        let value = match (part.starts_with('{'), before, name) {
            (false, _, _) => part.to_owned(),
            (_, "one-on-ones", _) => ids["one-on-one"].clone(),
            (_, "pairs", _) => ids["pair"].clone(),
            (_, "promises", _) => ids["promise"].clone(),
            (_, "shares", _) => ids["share"].clone(),
            (_, "handovers", _) => ids["handover"].clone(),
            (_, _, "line") => ids["line"].clone(),
            (_, "wishes", _) => ids["wish"].clone(),
            (_, "comments", _) => ids["comment"].clone(),
            (_, "shared", _) => ids.get("link").cloned().unwrap_or("unknown".into()),
            (_, "topics", _) => ids["topic"].clone(),
            (_, "emergency", _) => ids.get("emergency").cloned().unwrap_or_default(),
            (_, "memos", _) if route.path.contains("emergency") => ids["one-on-one"].clone(),
            (_, "memos", _) => ids["memo"].clone(),
            (_, _, "upto") => "1".into(),
            (_, "approvers", _) => cast.people["second approver"].to_string(),
            (_, "people", _) => cast.people["clerk"].to_string(),
            (_, _, "item") => ids["item"].clone(),
            (_, _, "*file") => "missing.css".into(),
            (_, _, "token") => "unknown".into(),
            _ => "4kd0".into(),
        };
        let _ = write!(path, "/{value}");
        before = part;
    }
    if path.is_empty() { "/".into() } else { path }
}

/// Belongs to a pair: it does not exist for anybody else.
fn is_of_a_pair(route: &Route) -> bool {
    ["one-on-ones", "pairs", "promises", "memos", "shares", "handovers", "comments"]
        .iter()
        .any(|part| route.path.contains(&format!("/{part}/{{")))
}

/// What an administrator may see of a pair: that it exists, and its end.
fn administrators_may(route: &Route) -> bool {
    route.path.ends_with("/ending") || route.path.starts_with("/administration")
}

/// A body that would be accepted, so that what is looked up decides. Where two people are named, and
/// where nothing needs to be said, it is empty.
fn body(route: &Route, ids: &BTreeMap<&'static str, String>) -> Value {
    let part = route.path.rsplit('/').next().unwrap_or_default();
    match (route.method, part) {
        ("PUT", "agenda") => json!({"items": []}),
        ("POST", "agenda") => json!({"topic": ids["free topic"]}),
        ("POST", "answer") => json!({"answer": "accept"}),
        ("POST", "skip") => json!({"reason": "busy"}),
        ("PUT", "manner") => json!({"manner": "written"}),
        ("PUT", "date") => {
            json!({"starts_at": "2099-01-01T00:00:00Z", "minutes": 30, "moves": "one"})
        }
        ("POST", "wishes") => json!({"text": "変えたいこと"}),
        ("POST", "comments") => {
            json!({"document": "shared", "quote": "ひとこと", "anchor": "0401", "nuance": true})
        }
        ("POST", "answers") => json!({"text": "返事"}),
        ("PATCH", _) if route.path.contains("/comments/") => json!({"settled": true}),
        ("POST", "promises") => json!({"owner_seat": "member", "text": "約束"}),
        _ => json!({}),
    }
}

async fn ask(world: &World, route: &Route, path: &str, role: &'static str) -> u16 {
    let browsers = if route.family == Family::Api { &world.programs } else { &world.browsers };
    let browser = &browsers[role];
    match (route.family, route.method) {
        (Family::Page, "GET") => browser.get(path).await.status,
        (Family::Page, _) => {
            let answer = browser.post(path, &[]).await;
            let to_sign_in = answer.status == 303 && answer.location().starts_with("/sign-in?");
            if to_sign_in { 401 } else { answer.status }
        }
        (Family::Api, method) => {
            let body = if method == "GET" { Value::Null } else { body(route, &world.ids) };
            browser.json(method, path, &body).await.status
        }
    }
}

pub async fn everybody(house: &TestHouse, browser: &Browser, cast: &Cast) -> World {
    let (mut browsers, mut programs) = (BTreeMap::new(), BTreeMap::new());
    for role in ["nobody", "outside reader"] {
        browsers.insert(role, browser.stranger());
        programs.insert(role, browser.stranger());
    }
    for role in ROLES.iter().filter(|role| !is_outside(role)) {
        browsers.insert(role, cast.sign_in(house, browser, role).await);
        programs.insert(role, cast.program(house, browser, role).await);
    }
    World { ids: BTreeMap::new(), browsers, programs }
}

/// Without an account.
pub fn is_outside(role: &str) -> bool {
    ["nobody", "outside reader"].contains(&role)
}

fn check(route: &Route, role: &str, status: u16) {
    let line = format!("{} {} as {role} answered {status}", route.method, route.path);
    assert_ne!(status, 500, "{line}");
    let closed = route.access != Access::Public;
    if readers::concerns(route, role) {
        return readers::check(route, role, status, &line);
    }
    if is_outside(role) && closed {
        assert!([401, 303, 404, 405].contains(&status), "{line}");
    }
    let strangers = ["other organization", "stranger", "former leader", "approver"];
    let outsider = strangers.contains(&role)
        || ["share reader", "next leader"].contains(&role)
        || (role == "administrator" && !administrators_may(route));
    if closed && is_of_a_pair(route) && outsider && !route.path.starts_with("/administration") {
        // An empty form is refused before anything is looked up, whatever the id.
        let unread = route.method != "GET" && status == 422;
        assert!(status == 404 || unread, "{line}");
    }
    if route.path.starts_with("/emergency/{") && role != "administrator" && !is_outside(role) {
        // Who asked reads, nobody else; and whom it does not concern, does not learn of it.
        let reads = route.path.contains("/memos/") || route.path.ends_with("/alive");
        let concerned = ["approver", "leader", "member"].contains(&role) && !reads;
        let unread = route.method != "GET" && status == 422;
        assert!(status == 404 || concerned || unread, "{line}");
    }
    if route.access == Access::Administrator && role != "administrator" && !is_outside(role) {
        // The other one administers their own organization, and an empty form is refused before
        // anything is looked up, whatever the id.
        let foreign_own = role == "other organization" && !route.path.contains('{');
        let unread = role == "other organization" && route.method != "GET" && status == 422;
        assert!(status == 404 || foreign_own || unread, "{line}");
    }
}

async fn matrix(house: TestHouse) -> String {
    let cast = settle(&house).await;
    let browser = house.browser(server::wiring::routes());
    let table = server::wiring::routes().finish(house.app.clone()).0;
    let mut world = everybody(&house, &browser, &cast).await;
    let past = cast.things_of_the_past(&house).await;
    let mut text = String::new();
    for route in &table {
        let mut row = format!("| `{} {}` | {:?} |", route.method, route.path, route.access);
        for role in ROLES {
            let ids =
                if role == "former leader" { past.clone() } else { cast.things(&house).await };
            world.ids = ids;
            if route.path.contains("/memos/{") && role != "former leader" {
                cast.write(&house, &world.ids).await;
            }
            if route.path.contains("emergency") {
                world.ids.insert("emergency", cast.emergency(&house).await);
            }
            if readers::concerns(route, role) {
                let mut ids = std::mem::take(&mut world.ids);
                cast.let_in(&house, &world, role, &mut ids).await;
                world.ids = ids;
            }
            let path = address(route, &world.ids, &cast);
            let ending = cast.end_soon(&house, route, role, &world.ids);
            let (status, ()) = tokio::join!(ask(&world, route, &path, role), ending);
            check(route, role, status);
            let _ = write!(row, " {status} |");
            if route.path == "/sign-out"
                || route.path.contains("sessions")
                || route.path.contains("suspen")
            {
                world = everybody(&house, &browser, &cast).await;
            }
        }
        let _ = writeln!(text, "{row}");
    }
    text
}

fn document(rows: &str) -> String {
    format!(
        "# Who may do what\n\n\
         Written by the test `matrix` from the route table that serves; each number is what the server \
         answered to an empty request, on the API to one with the least body. 303: done or sent \
         elsewhere; 401: sign in first; 403: may be seen, \
         not changed; 404: does not exist for this one; 409, 415, 422: came in, and the empty form was \
         refused. Another organization's things are always 404. `former leader` asks for what belonged to \
         the pair they once led; `approver` is one of the two who approved the `administrator`'s emergency \
         access to what leader and member wrote; `share reader` and `outside reader` (by a link with its \
         code) may read a share, `next leader` a handover of the two.\n\n\
         | route | guard | {} |\n|---|---|{}\n{rows}",
        ROLES.join(" | "),
        "---|".repeat(ROLES.len()),
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite() {
    let rows = matrix(house(Engine::Sqlite).await).await;
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/authorization.md");
    let now = document(&rows);
    #[expect(clippy::disallowed_methods, reason = "a switch of the test, not of the product")]
    if std::env::var("UPDATE").is_ok() {
        std::fs::write(path, &now).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(kept == now, "docs/authorization.md is out of date: read the change, then UPDATE=1");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres() {
    let rows = matrix(house(Engine::Postgres).await).await;
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/authorization.md");
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(kept == document(&rows), "PostgreSQL answers differently from SQLite");
}
