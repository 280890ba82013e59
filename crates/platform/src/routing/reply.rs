//! What answers to programs have in common: JSON, pages of lists, versions.

use crate::{
    app::App,
    error::{Error, Result},
    id,
};
use axum::{
    extract::FromRequestParts,
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// The most things on one page.
const MOST: i64 = 200;
const USUAL: i64 = 50;

/// Where a list goes on.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Place {
    /// `next` of the page before.
    cursor: Option<String>,
    /// 1 to 200, 50 unless told.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<i64>,
}

impl Place {
    /// The id after which the page begins; 0 for the first.
    ///
    /// # Errors
    /// `Invalid` for what is no cursor of this list.
    pub fn after(&self) -> Result<i64> {
        let Some(cursor) = &self.cursor else { return Ok(0) };
        id::decode(cursor).ok_or(not_a_cursor())
    }

    /// The instant and id after which the page begins; `None` for the first.
    ///
    /// # Errors
    /// As [`Place::after`].
    pub fn mark(&self) -> Result<Option<(Timestamp, i64)>> {
        let Some(cursor) = &self.cursor else { return Ok(None) };
        let mark = || {
            let (at, id) = cursor.split_once('.')?;
            Some((Timestamp::from_microsecond(id::decode(at)?).ok()?, id::decode(id)?))
        };
        mark().map(Some).ok_or(not_a_cursor())
    }

    /// # Errors
    /// `Invalid` outside of 1 to 200.
    pub fn limit(&self) -> Result<i64> {
        let limit = self.limit.unwrap_or(USUAL);
        let fits = (1..=MOST).contains(&limit);
        if fits { Ok(limit) } else { Err(Error::field("limit", "invalid-limit")) }
    }
}

fn not_a_cursor() -> Error {
    Error::field("cursor", "invalid-cursor")
}

/// The cursor of a list in the order of time.
pub fn cursor((at, id): (Timestamp, i64)) -> String {
    format!("{}.{}", id::encode(at.as_microsecond().max(0)), id::encode(id))
}

/// One page of a list.
#[derive(Serialize, ToSchema)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// The cursor of the next page; `null` on the last one.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// A page of `limit` out of rows of which one more was asked for, to know whether it goes on.
    pub fn of<R>(
        mut rows: Vec<R>,
        limit: i64,
        cursor: impl Fn(&R) -> String,
        view: impl FnMut(R) -> T,
    ) -> Self {
        let most = usize::try_from(limit).unwrap_or_default();
        let more = rows.len() > most;
        rows.truncate(most);
        let next = rows.last().filter(|_| more).map(cursor);
        Self { items: rows.into_iter().map(view).collect(), next }
    }
}

/// The whole of a short list, which has no pages.
#[derive(Serialize, ToSchema)]
pub struct All<T> {
    pub items: Vec<T>,
}

impl<T> FromIterator<T> for All<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self { items: items.into_iter().collect() }
    }
}

/// An answer to a program.
pub fn json(status: StatusCode, value: &impl Serialize) -> Result<Response> {
    Ok(answer(status, serde_json::to_vec(value).map_err(Error::internal)?))
}

/// An answer about a thing of this version, which is its `ETag`.
pub fn versioned(version: i64, value: &impl Serialize) -> Result<Response> {
    let mut response = json(StatusCode::OK, value)?;
    let tag = HeaderValue::from_str(&format!("\"{version}\"")).map_err(Error::internal)?;
    response.headers_mut().insert(header::ETAG, tag);
    Ok(response)
}

/// Done, and nothing to tell.
pub fn nothing() -> Response {
    StatusCode::NO_CONTENT.into_response()
}

pub(super) fn answer(status: StatusCode, body: Vec<u8>) -> Response {
    let kind = HeaderValue::from_static("application/json");
    (status, [(header::CONTENT_TYPE, kind)], body).into_response()
}

/// The version that the caller has read, in `If-Match`; without it, whatever is there is changed.
#[derive(Clone, Copy, Debug)]
pub struct Seen(Option<i64>);

impl FromRequestParts<App> for Seen {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self> {
        let Some(header) = parts.headers.get(header::IF_MATCH) else { return Ok(Self(None)) };
        let tag = header.to_str().unwrap_or("").trim();
        if tag == "*" {
            return Ok(Self(None));
        }
        let number = tag.strip_prefix('"').and_then(|tag| tag.strip_suffix('"'));
        let version = number.and_then(|number| number.parse().ok());
        version
            .map(|version| Self(Some(version)))
            .ok_or(Error::field("if-match", "invalid-if-match"))
    }
}

impl Seen {
    /// # Errors
    /// `Stale`, with what is there now, when the caller has read an older version.
    pub fn check(self, version: i64, now: &impl Serialize) -> Result<()> {
        if self.0.is_none_or(|seen| seen == version) {
            return Ok(());
        }
        Err(Error::Stale(serde_json::to_value(now).map_err(Error::internal)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_leads_back_to_its_place() {
        let mark = ("2026-11-26T06:00:00.123456Z".parse().unwrap(), 987_654_321);
        let place = Place { cursor: Some(cursor(mark)), limit: None };
        assert_eq!(place.mark().unwrap(), Some(mark));
        for wrong in ["", "x", "1", "1.", ".1", "i.1", "1.1.1"] {
            let place = Place { cursor: Some(wrong.into()), limit: None };
            assert!(place.mark().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_page_goes_on_only_where_there_is_more() {
        let page = |rows: Vec<i64>| Page::of(rows, 2, i64::to_string, |row| row);
        let first = page(vec![1, 2, 3]);
        assert_eq!((first.items, first.next), (vec![1, 2], Some("2".into())));
        assert_eq!(page(vec![1, 2]).next, None);
        assert_eq!(page(Vec::new()).next, None);
    }
}
