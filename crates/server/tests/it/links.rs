//! Every link and form on the pages leads somewhere: what a page offers, the route table answers.
//!
//! A crawl from home, as each of the four who see different pages. Links are followed; forms are
//! looked up in the table, since sending them would change what is looked at.

use crate::{
    house::house,
    matrix::{ROLES, everybody, is_outside, settle},
};
use axum::http::StatusCode;
use jiff::SignedDuration;
use platform::{
    db::Engine,
    routing::Route,
    testing::{Answer, Browser},
};
use std::collections::{BTreeMap, BTreeSet};

/// So many pages are enough to see each kind of page.
const MOST_PAGES: usize = 150;

/// `/pairs/4kd0/series` fits `/pairs/{id}/series`.
fn fits(route: &Route, path: &str) -> bool {
    let (mut wanted, mut given) = (route.path.split('/'), path.split('/'));
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return true,
            (Some(part), Some(_)) if part.starts_with("{*") => return true,
            (Some(part), Some(value)) if part == value || part.starts_with('{') => (),
            _ => return false,
        }
    }
}

fn bare(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or_default()
}

/// The addresses of these attributes that lead into the house.
fn addresses(page: &Answer, attributes: &[&str]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for attribute in attributes {
        for rest in page.text.split(&format!(" {attribute}=\"")).skip(1) {
            let address = rest.split('"').next().unwrap_or_default().replace("&#38;", "&");
            if address.starts_with('/') && !address.starts_with("//") {
                found.insert(address);
            }
        }
    }
    found
}

/// The kind of page an address is of: each kind is looked at only a few times.
fn kind(table: &[Route], path: &str) -> String {
    let route = table.iter().find(|route| route.method == "GET" && fits(route, path));
    route.map_or_else(|| path.to_owned(), |route| route.path.to_owned())
}

async fn crawl(table: &[Route], browser: &Browser, role: &str) -> BTreeSet<String> {
    let mut waiting = vec![("/".to_owned(), "the start".to_owned())];
    let (mut seen, mut kinds) = (BTreeSet::new(), BTreeMap::<String, usize>::new());
    while let Some((address, from)) = waiting.pop() {
        let kind = kind(table, bare(&address));
        let count = kinds.entry(kind).or_default();
        if seen.len() >= MOST_PAGES || *count >= 5 || !seen.insert(address.clone()) {
            continue;
        }
        *count += 1;
        let page = browser.get(&address).await;
        assert!(
            [200, 303].contains(&page.status),
            "{role}: {address}, linked from {from}, answers {}",
            page.status
        );
        for form in addresses(&page, &["action", "formaction", "hx-post"]) {
            let there = table.iter().any(|route| fits(route, bare(&form)));
            assert!(there, "{role}: {address} sends a form to {form}, which does not exist");
        }
        let links = addresses(&page, &["href"]).into_iter();
        let pages =
            links.filter(|link| !link.starts_with("/assets/") && !link.starts_with("/export/"));
        waiting.extend(pages.map(|link| (link, address.clone())));
    }
    kinds.into_keys().collect()
}

async fn every_link_leads_somewhere(engine: Engine) {
    let house = house(engine).await;
    let cast = settle(&house).await;
    let ids = cast.things(&house).await;
    let browser = house.browser(server::wiring::routes());
    let table = server::wiring::routes().finish(house.app.clone()).0;
    let mut kinds = BTreeSet::new();
    // The day before, and a minute after the two sat down.
    for minutes in [0, 30 * 60 + 1] {
        let now = house.app.world().now();
        house.clock.set(now.saturating_add(SignedDuration::from_mins(minutes)).unwrap());
        let world = everybody(&house, &browser, &cast).await;
        if minutes > 0 {
            let start = format!("/one-on-ones/{}/start", ids["one-on-one"]);
            world.browsers["member"].post(&start, &[]).await.expect(StatusCode::SEE_OTHER);
        }
        for role in ROLES.iter().filter(|role| !is_outside(role)) {
            kinds.extend(crawl(&table, &world.browsers[role], role).await);
        }
    }
    // A crawl that finds nothing proves nothing.
    for page in [
        "/one-on-ones/{id}",
        "/one-on-ones/{id}/date",
        "/one-on-ones/{id}/skip",
        "/one-on-ones/{id}/preparation",
        "/one-on-ones/{id}/precheck",
        "/pairs/{id}/series",
        "/pairs/{id}/one-on-ones/new",
        "/pairs/{id}/ending",
        "/administration/topics",
        "/administration/people/{id}",
        "/notices",
        "/settings/notices",
        "/today",
    ] {
        assert!(kinds.contains(page), "no page links to {page}: {kinds:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_link_leads_somewhere_on_sqlite() {
    every_link_leads_somewhere(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_link_leads_somewhere_on_postgres() {
    every_link_leads_somewhere(Engine::Postgres).await;
}
