//! A browser for tests: cookies, forms without JavaScript, and the headers that real ones send.
//!
//! It speaks to the routes in this process, through all their layers. A clone is another tab of
//! the same browser; [`Browser::stranger`] is another device.

use super::TestHouse;
use crate::routing::{Routes, encode_query};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header, request},
};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};
use tower::ServiceExt;

/// The most that a test reads of an answer.
const MOST: usize = 64 * 1024 * 1024;
const BOUNDARY: &str = "aizuchi-test-boundary";

/// One browser, or one program with a token.
#[derive(Clone)]
pub struct Browser {
    service: Router,
    cookies: Arc<Mutex<BTreeMap<String, String>>>,
    bearer: Option<String>,
    language: &'static str,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
}

impl TestHouse {
    /// A browser in front of these routes, speaking Japanese, without any cookie.
    pub fn browser(&self, routes: Routes) -> Browser {
        Browser {
            service: routes.finish(self.app.clone()).1,
            cookies: Arc::default(),
            bearer: None,
            language: "ja",
        }
    }
}

impl Browser {
    /// Another device: the same house, no cookies, no token.
    pub fn stranger(&self) -> Self {
        Self { cookies: Arc::default(), bearer: None, ..self.clone() }
    }

    /// A program with this personal access token.
    pub fn program(&self, token: &str) -> Self {
        Self { bearer: Some(token.into()), ..self.stranger() }
    }

    /// The same browser, asking for another language (`Accept-Language`).
    pub fn speaking(&self, language: &'static str) -> Self {
        Self { language, ..self.clone() }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request("GET", path).body(Body::empty())).await
    }

    /// Sends a form as a page without JavaScript does.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs = fields.iter().map(|(name, value)| {
            format!("{}={}", encode_query(name), encode_query(value).replace("%20", "+"))
        });
        let body = pairs.collect::<Vec<_>>().join("&");
        let kind = "application/x-www-form-urlencoded";
        self.send(self.request("POST", path).header(header::CONTENT_TYPE, kind).body(body.into()))
            .await
    }

    /// Sends a form with a file: `file` is the field's name, the file's name and its bytes.
    pub async fn upload(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        file: Option<(&str, &str, &[u8])>,
    ) -> Answer {
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let body = multipart(fields, file);
        self.send(self.request("POST", path).header(header::CONTENT_TYPE, kind).body(body.into()))
            .await
    }

    /// Sends JSON, as programs do; `null` sends no body.
    pub async fn json(&self, method: &str, path: &str, body: &serde_json::Value) -> Answer {
        let request = self.request(method, path);
        self.send(if body.is_null() {
            request.body(Body::empty())
        } else {
            request.header(header::CONTENT_TYPE, "application/json").body(body.to_string().into())
        })
        .await
    }

    /// Goes where an answer points.
    ///
    /// # Panics
    /// When it points nowhere.
    pub async fn follow(&self, answer: &Answer) -> Answer {
        self.get(answer.location()).await
    }

    /// A request with the headers that this browser sends; add to it, then [`Browser::send`].
    pub fn request(&self, method: &str, path: &str) -> request::Builder {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::ACCEPT_LANGUAGE, self.language)
            .header(header::USER_AGENT, "Mozilla/5.0 (Windows NT 10.0) Chrome/150.0 Safari/537.36");
        let cookies = self.cookies();
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies);
        }
        match &self.bearer {
            Some(token) => request.header(header::AUTHORIZATION, format!("Bearer {token}")),
            None => request,
        }
    }

    /// Sends a request and keeps the cookies of its answer.
    pub async fn send(&self, request: Result<Request<Body>, axum::http::Error>) -> Answer {
        let request = request.expect("a valid request");
        let response = self.service.clone().oneshot(request).await.expect("routes always answer");
        let (parts, body) = response.into_parts();
        self.keep(&parts.headers);
        let bytes = to_bytes(body, MOST).await.expect("a whole answer");
        Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.jar().get(name).cloned()
    }

    pub fn set_cookie(&self, name: &str, value: &str) {
        self.jar().insert(name.into(), value.into());
    }

    fn cookies(&self) -> String {
        let jar = self.jar();
        jar.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn keep(&self, headers: &HeaderMap) {
        for line in headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().expect("an ASCII cookie");
            let (pair, attributes) = line.split_once(';').unwrap_or((line, ""));
            let (name, value) = pair.split_once('=').expect("a cookie with a value");
            if attributes.contains("Max-Age=0") {
                self.jar().remove(name);
            } else {
                self.jar().insert(name.into(), value.into());
            }
        }
    }

    fn jar(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, String>> {
        self.cookies.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Answer {
    /// The same answer, if it has this status.
    ///
    /// # Panics
    /// When it has another one; shows what came.
    #[track_caller]
    pub fn expect(self, status: StatusCode) -> Self {
        let start: String = self.text.chars().take(2_000).collect();
        assert_eq!(self.status, status.as_u16(), "{:?}\n{start}", self.headers.get("location"));
        self
    }

    #[track_caller]
    pub fn ok(self) -> Self {
        self.expect(StatusCode::OK)
    }

    /// The answer to a form that was accepted.
    #[track_caller]
    pub fn sees(self, path: &str) -> Self {
        let answer = self.expect(StatusCode::SEE_OTHER);
        assert_eq!(answer.location(), path);
        answer
    }

    /// Where a redirect points.
    #[track_caller]
    pub fn location(&self) -> &str {
        let value = self.headers.get(header::LOCATION).expect("an answer that points somewhere");
        value.to_str().expect("an ASCII address")
    }

    /// Is this in the page, as it stands there or as a reader sees it?
    pub fn has(&self, text: &str) -> bool {
        self.text.contains(text) || unescape(&self.text).contains(text)
    }

    /// The value of the first field with this name.
    #[track_caller]
    pub fn value(&self, name: &str) -> String {
        let found = self.values(name).into_iter().next();
        found.unwrap_or_else(|| panic!("no field {name} in {}", self.text))
    }

    /// The values of all `<input>`s with this name.
    pub fn values(&self, name: &str) -> Vec<String> {
        let wanted = format!("name=\"{name}\"");
        let inputs = self.text.split("<input").skip(1);
        let tags = inputs.map(|rest| rest.split('>').next().unwrap_or_default());
        tags.filter(|tag| tag.contains(&wanted)).filter_map(|tag| attribute(tag, "value")).collect()
    }

    /// All addresses that the page links to or sends forms to and that begin like this.
    pub fn paths(&self, start: &str) -> Vec<String> {
        ["href", "action"]
            .iter()
            .flat_map(|name| self.text.split(&format!("{name}=\"")[..]).skip(1).collect::<Vec<_>>())
            .filter_map(|rest| rest.split('"').next())
            .filter(|path| path.starts_with(start))
            .map(unescape)
            .collect()
    }

    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!("{name}=\""))?;
    Some(unescape(rest.split('"').next()?))
}

/// Text as a reader sees it: templates write marks as numbers, our own filters as names.
fn unescape(text: &str) -> String {
    const MARKS: [(&str, &str); 8] = [
        ("&#60;", "<"),
        ("&lt;", "<"),
        ("&#62;", ">"),
        ("&gt;", ">"),
        ("&#34;", "\""),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    MARKS
        .iter()
        .fold(text.to_owned(), |text, (mark, letter)| text.replace(mark, letter))
        .replace("&#38;", "&")
}

fn multipart(fields: &[(&str, &str)], file: Option<(&str, &str, &[u8])>) -> Vec<u8> {
    let mut body = Vec::new();
    let mut part = |head: String, value: &[u8]| {
        body.extend_from_slice(format!("--{BOUNDARY}\r\nContent-Disposition: {head}").as_bytes());
        body.extend_from_slice(b"\r\n\r\n");
        body.extend_from_slice(value);
        body.extend_from_slice(b"\r\n");
    };
    for (name, value) in fields {
        part(format!("form-data; name=\"{name}\""), value.as_bytes());
    }
    if let Some((name, file, bytes)) = file {
        let head = format!("form-data; name=\"{name}\"; filename=\"{file}\"");
        part(format!("{head}\r\nContent-Type: application/octet-stream"), bytes);
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}
