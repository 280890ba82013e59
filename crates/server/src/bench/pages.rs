//! The questions: each page for many different people, and what its answer must hold.

use super::{
    cast::Cast,
    load::{Ask, Expected},
    queries::Two,
};
use crate::{Outcome, Trouble};
use axum::http::{HeaderName, HeaderValue, Method, header};
use jiff::{SignedDuration, Timestamp};
use platform::{
    PersonId,
    routing::encode_query,
    world::{Clock, SystemClock},
};
use std::{collections::HashMap, sync::Arc};

type Cookies = HashMap<PersonId, HeaderValue>;

/// One page with everybody who asks for it.
#[derive(Clone)]
pub(super) struct Page {
    pub name: &'static str,
    pub asks: Arc<Vec<Ask>>,
}

/// What a search looks for: one letter, and a longer word of the invented memos and promises.
const LETTER: &str = "前";
const WORD: &str = "会議";
/// What browsers of today say.
const BROWSERS_TAKE: HeaderValue = HeaderValue::from_static("gzip, deflate, br, zstd");

/// The leader's day shows the week ahead.
const SHOWN_AHEAD: SignedDuration = SignedDuration::from_hours(24 * 7);

/// The page that is compared: the list of a pair's past.
pub(super) const LIST: &str = "history list";
pub(super) const SEARCHES: [&str; 2] = ["search, one letter", "search, a word"];

/// All pages that are measured.
pub(super) fn all(cast: &Cast, cookies: &Cookies) -> Outcome<Vec<Page>> {
    let mut pages = few(cast, cookies)?;
    pages.push(page("home, compressed", cast, |two| {
        let ask = member(cookies, two, "/".into(), Expected::Compressed)?;
        Some(ask.with(header::ACCEPT_ENCODING, BROWSERS_TAKE))
    })?);
    let soon = now().saturating_add(SHOWN_AHEAD).unwrap_or(Timestamp::MAX);
    pages.push(page("leader's day", cast, |two| {
        if two.starts_at > soon {
            return None;
        }
        let expected = Expected::Page(vec![format!("/one-on-ones/{}/precheck", two.next)]);
        leader(cookies, two, "/today".into(), expected)
    })?);
    pages.push(page("API, pairs", cast, |two| {
        let expected = Expected::Page(vec![format!("\"id\":\"{}\"", two.pair)]);
        let bearer = HeaderValue::from_str(&format!("Bearer {}", cast.tokens.get(&two.leader)?));
        let ask = Ask::new(Method::GET, "/api/v1/pairs".into(), expected);
        Some(ask.with(header::AUTHORIZATION, bearer.ok()?))
    })?);
    Ok(pages)
}

/// The searches, at first of everybody: [`only_found`] leaves those who find something.
pub(super) fn searches(cast: &Cast, cookies: &Cookies) -> Outcome<Vec<Page>> {
    let search = |name, word: &'static str| {
        page(name, cast, move |two| {
            let path = format!("/pairs/{}/journey?q={}", two.pair, encode_query(word));
            member(cookies, two, path, Expected::Search(word))
        })
    };
    let both = SEARCHES.into_iter().zip([LETTER, WORD]);
    both.map(|(name, word)| search(name, word)).collect()
}

/// Those for whom there is something to find, and who must find it from now on.
pub(super) fn only_found(page: &Page, found: &[usize]) -> Outcome<Page> {
    let asks = found.iter().filter_map(|index| page.asks.get(*index)).map(Ask::finding);
    whole(page.name, asks.collect())
}

/// The pages by which two sizes of an organization are compared.
pub(super) fn few(cast: &Cast, cookies: &Cookies) -> Outcome<Vec<Page>> {
    Ok(vec![
        page("home", cast, |two| {
            let expected = Expected::Page(vec![format!("/one-on-ones/{}", two.next)]);
            member(cookies, two, "/".into(), expected)
        })?,
        page("pre-check", cast, |two| {
            let path = format!("/one-on-ones/{}/precheck", two.next);
            let form = format!("action=\"{path}\"");
            leader(cookies, two, path, Expected::Page(vec![form]))
        })?,
        list(cast, cookies)?,
    ])
}

/// The list alone, for the peer: it serves the same address.
pub(super) fn list(cast: &Cast, cookies: &Cookies) -> Outcome<Page> {
    page(LIST, cast, |two| {
        let expected = Expected::Page(vec![format!("/one-on-ones/{}\"", two.last)]);
        member(cookies, two, format!("/pairs/{}/journey", two.pair), expected)
    })
}

/// A promise, noted in the form of the room.
pub(super) fn promise(cast: &Cast, cookies: &Cookies) -> Outcome<Page> {
    let asks = cast.writers.iter().filter_map(|two| {
        let path = format!("/one-on-ones/{}/promises", two.next);
        let expected = Expected::Sent(format!("/one-on-ones/{}", two.next));
        let ask = Ask::new(Method::POST, path, expected);
        Some(ask.with(header::COOKIE, cookies.get(&two.member)?.clone()).promising())
    });
    whole("a promise is noted", asks.collect())
}

fn page(name: &'static str, cast: &Cast, ask: impl Fn(&Two) -> Option<Ask>) -> Outcome<Page> {
    whole(name, cast.readers.iter().filter_map(ask).collect())
}

fn whole(name: &'static str, asks: Vec<Ask>) -> Outcome<Page> {
    if asks.is_empty() {
        return Err(Trouble::new(format!("{name}: there is nobody who could ask")));
    }
    Ok(Page { name, asks: Arc::new(asks) })
}

fn now() -> Timestamp {
    SystemClock.now()
}

fn member(cookies: &Cookies, two: &Two, path: String, expected: Expected) -> Option<Ask> {
    signed_in(cookies, two.member, path, expected)
}

fn leader(cookies: &Cookies, two: &Two, path: String, expected: Expected) -> Option<Ask> {
    signed_in(cookies, two.leader, path, expected)
}

fn signed_in(cookies: &Cookies, person: PersonId, path: String, expected: Expected) -> Option<Ask> {
    let cookie = cookies.get(&person)?.clone();
    let name: HeaderName = header::COOKIE;
    Some(Ask::new(Method::GET, path, expected).with(name, cookie))
}
