//! What the tests of this area stand on: a house with one organization and three people.

use crate::{
    organization::{self, Organization},
    person::{self, NewPerson},
    sign_in,
};
use jiff::SignedDuration;
use platform::{
    OrganizationId, PersonId,
    app::Parts,
    db::{Engine, migrate},
    i18n::Language,
    jobs::{JobRegistry, run_due},
    render::Menu,
    testing::{Browser, Plan, TestHouse},
    world::Mail,
};
use std::sync::Arc;

pub const ORGANIZATION: OrganizationId = OrganizationId(1);

/// A house of this area alone, empty.
pub async fn empty(engine: Engine) -> TestHouse {
    empty_with(engine, crate::parts(Parts::default())).await
}

async fn empty_with(engine: Engine, parts: Parts) -> TestHouse {
    let migrations = migrate::MIGRATIONS.iter().chain(crate::MIGRATIONS).copied().collect();
    let plan = Plan {
        migrations,
        memo_migrations: Vec::new(),
        texts: vec![platform::TEXTS, crate::TEXTS],
        authenticator: Arc::new(sign_in::Doors),
        menu: |_| Menu::default(),
        jobs: crate::jobs(JobRegistry::default()),
        parts,
    };
    TestHouse::build(engine, plan).await
}

/// The house with 田中 花 (administrator), 佐藤 恵 and 鈴木 一郎.
pub async fn house(engine: Engine) -> TestHouse {
    house_with(engine, crate::parts(Parts::default())).await
}

/// As [`house`], wired with these parts.
pub async fn house_with(engine: Engine, parts: Parts) -> TestHouse {
    let house = empty_with(engine, parts).await;
    add_organization(&house, ORGANIZATION, "みらい商事").await;
    add(&house, "田中 花", "たなか はな", "hana@mirai.example", true).await;
    add(&house, "佐藤 恵", "さとう めぐみ", "megumi@mirai.example", false).await;
    add(&house, "鈴木 一郎", "すずき いちろう", "ichiro@mirai.example", false).await;
    house
}

pub async fn add_organization(house: &TestHouse, id: OrganizationId, name: &str) {
    let mut tx = house.app.system(id, "a test");
    let organization = Organization {
        id,
        name: name.into(),
        zone: "Asia/Tokyo".into(),
        language: Language::Ja,
        reusable_links: false,
    };
    organization::create(&mut tx, &organization).await.unwrap();
    tx.commit().await.unwrap();
}

pub async fn add(
    house: &TestHouse,
    name: &str,
    kana: &str,
    email: &str,
    administrator: bool,
) -> PersonId {
    add_to(house, ORGANIZATION, name, kana, email, administrator).await
}

pub async fn add_to(
    house: &TestHouse,
    organization: OrganizationId,
    name: &str,
    kana: &str,
    email: &str,
    administrator: bool,
) -> PersonId {
    let mut tx = house.app.system(organization, "a test");
    let new = NewPerson {
        name: name.into(),
        kana: kana.into(),
        email: email.into(),
        language: Language::Ja,
        administrator,
    };
    let id = person::create(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

pub async fn id_of(house: &TestHouse, email: &str) -> PersonId {
    let mut tx = house.app.system_reads(ORGANIZATION, "a test");
    person::find_by_email(&mut tx, email).await.unwrap().expect("somebody with this address").id
}

/// A link for this person, as its path.
pub async fn link(house: &TestHouse, email: &str) -> String {
    let person = id_of(house, email).await;
    let mut tx = house.app.system(ORGANIZATION, "a test");
    let lasts = SignedDuration::from_mins(15);
    let token = sign_in::create_link(&mut tx, person, "/", lasts, false).await.unwrap();
    tx.commit().await.unwrap();
    sign_in::link_path(&token)
}

/// A browser in which this person is signed in.
pub async fn signed_in(house: &TestHouse, email: &str) -> Browser {
    let browser = house.browser(crate::routes());
    browser.post(&link(house, email).await, &[]).await.sees("/");
    browser
}

/// All mails that are due, sent.
pub async fn mails(house: &TestHouse) -> Vec<Mail> {
    run_due(&house.app).await.unwrap();
    house.mails.take()
}

/// The path of the first link of ours in a mail.
pub fn path_in(mail: &Mail) -> String {
    let (_, rest) = mail.text.split_once("http://aizuchi.test").expect("a link in the mail");
    rest.split_whitespace().next().unwrap_or_default().to_owned()
}
