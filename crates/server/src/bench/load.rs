//! Asking: so many connections that stay open, each with one request on its way at a time.
//!
//! Everything runs on one thread of its own, so that what asking costs is not the server's and does
//! not spread over the machine. Each answer is read whole and compared with what must be in it.

use super::cast::cookie_of;
use crate::{Outcome, Trouble};
use axum::{
    body::{Body, Bytes, to_bytes},
    http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, Uri, header},
};
use futures_util::future::try_join_all;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use std::{
    cell::Cell,
    net::SocketAddr,
    rc::Rc,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::net::TcpStream;

/// Larger than any page of ours.
const MOST_BODY: usize = 4 << 20;
/// A browser sends this, and the server asks for it before it changes anything.
const FROM_OUR_PAGE: (HeaderName, HeaderValue) =
    (HeaderName::from_static("sec-fetch-site"), HeaderValue::from_static("same-origin"));
const FORM: HeaderValue = HeaderValue::from_static("application/x-www-form-urlencoded");

/// What an answer must be.
#[derive(Clone, Debug)]
pub(super) enum Expected {
    /// 200, and all of these in it.
    Page(Vec<String>),
    /// 200, in a form that browsers unpack.
    Compressed,
    /// 200, and the word looked for; it may have been found or not.
    Search(&'static str),
    /// 200, and the word in one of the lines found.
    Found(&'static str),
    /// 303 to an address that begins so.
    Sent(String),
    /// 303 with a session cookie.
    Session,
}

/// One request that can be sent again and again.
#[derive(Clone, Debug)]
pub(super) struct Ask {
    method: Method,
    path: Uri,
    headers: HeaderMap,
    promises: bool,
    expected: Expected,
}

impl Ask {
    pub fn new(method: Method, path: String, expected: Expected) -> Self {
        let path = path.parse().unwrap_or(Uri::from_static("/"));
        let headers = HeaderMap::from_iter([FROM_OUR_PAGE]);
        Self { method, path, headers, promises: false, expected }
    }

    pub fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }

    /// Sends the form of a promise, each time with a key of its own.
    pub fn promising(self) -> Self {
        Self { promises: true, ..self.with(header::CONTENT_TYPE, FORM) }
    }

    /// The same search, which must find something now.
    pub fn finding(&self) -> Self {
        let expected = match self.expected {
            Expected::Search(word) => Expected::Found(word),
            ref other => other.clone(),
        };
        Self { expected, ..self.clone() }
    }

    fn request(&self, host: &HeaderValue, number: u64) -> Request<Body> {
        let body = if self.promises {
            let key = format!("bench-{}-{number}", std::process::id());
            Body::from(format!("text=%E7%B4%84%E6%9D%9F%20{number}&owner=member&due=&key={key}"))
        } else {
            Body::empty()
        };
        let mut request = Request::new(body);
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.path.clone();
        *request.headers_mut() = self.headers.clone();
        request.headers_mut().insert(header::HOST, host.clone());
        request
    }
}

/// How to ask.
#[derive(Clone, Copy, Debug)]
pub(super) struct Load {
    pub connections: usize,
    pub time: Duration,
    /// Requests a second over all connections; `None`: as fast as answers come.
    pub pace: Option<f64>,
    /// Stop after so many.
    pub most: u64,
    /// Numbers of requests never repeat within a measurement.
    pub first: u64,
}

impl Load {
    /// Each request once.
    pub fn once(asks: usize) -> Self {
        let time = Duration::from_secs(3_600);
        Self { connections: 16, time, pace: None, most: asks as u64, first: 0 }
    }
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub seconds: f64,
    /// Microseconds of each request, sorted.
    pub latencies: Vec<u32>,
    /// What an answer gave for later, with the number of its request.
    pub kept: Vec<(usize, HeaderValue)>,
    pub bytes: u64,
}

impl Found {
    pub fn requests(&self) -> u64 {
        self.latencies.len() as u64
    }

    pub fn per_second(&self) -> f64 {
        self.requests() as f64 / self.seconds.max(f64::EPSILON)
    }

    /// Milliseconds that this share of the requests did not exceed.
    pub fn percentile(&self, share: f64) -> f64 {
        let last = self.latencies.len().saturating_sub(1);
        let index = (last as f64 * share).round() as usize;
        f64::from(self.latencies.get(index).copied().unwrap_or_default()) / 1_000.0
    }
}

/// Asks on a thread of its own.
pub(super) async fn run(address: SocketAddr, asks: Arc<Vec<Ask>>, load: Load) -> Outcome<Found> {
    let (found, _) = beside(address, (asks, load), None).await?;
    Ok(found)
}

type Questions = (Arc<Vec<Ask>>, Load);

/// Asks, with other requests beside it for as long.
pub(super) async fn beside(
    address: SocketAddr,
    main: Questions,
    other: Option<Questions>,
) -> Outcome<(Found, Option<Found>)> {
    on_a_thread(move || async move {
        let main = ask(address, main.0, main.1);
        match other {
            None => Ok((main.await?, None)),
            Some((asks, load)) => {
                let (main, other) = tokio::try_join!(main, ask(address, asks, load))?;
                Ok((main, Some(other)))
            }
        }
    })
    .await
}

/// A load on a thread of its own.
pub(super) async fn on_a_thread<T: Send + 'static, F: Future<Output = Outcome<T>>>(
    work: impl FnOnce() -> F + Send + 'static,
) -> Outcome<T> {
    let thread = move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(Trouble::during("the runtime cannot start"))?;
        tokio::task::LocalSet::new().block_on(&runtime, work())
    };
    let done = tokio::task::spawn_blocking(thread).await;
    done.map_err(Trouble::during("asking stopped"))?
}

/// What the connections of one load share.
struct Shared {
    asks: Arc<Vec<Ask>>,
    load: Load,
    next: Cell<u64>,
    started: Instant,
    host: HeaderValue,
}

async fn ask(address: SocketAddr, asks: Arc<Vec<Ask>>, load: Load) -> Outcome<Found> {
    let host = HeaderValue::from_str(&address.to_string()).map_err(Trouble::during("the host"))?;
    let senders = (0..load.connections).map(|_| connect(address));
    let senders = try_join_all(senders).await?;
    let shared = Rc::new(Shared { asks, load, next: Cell::new(0), started: Instant::now(), host });
    let each = senders.into_iter().map(|sender| one_after_another(sender, shared.clone()));
    let all = try_join_all(each).await?;
    let mut found = Found { seconds: shared.started.elapsed().as_secs_f64(), ..Found::default() };
    for one in all {
        found.latencies.extend(one.latencies);
        found.kept.extend(one.kept);
        found.bytes += one.bytes;
    }
    found.latencies.sort_unstable();
    Ok(found)
}

async fn connect(address: SocketAddr) -> Outcome<SendRequest<Body>> {
    let away = "the server is not there";
    let stream = TcpStream::connect(address).await.map_err(Trouble::during(away))?;
    stream.set_nodelay(true).map_err(Trouble::during(away))?;
    let (sender, connection) =
        handshake(TokioIo::new(stream)).await.map_err(Trouble::during(away))?;
    tokio::task::spawn_local(connection);
    Ok(sender)
}

/// One connection until the time is over.
async fn one_after_another(mut sender: SendRequest<Body>, shared: Rc<Shared>) -> Outcome<Found> {
    let mut found = Found::default();
    while let Some(number) = turn(&shared).await {
        let index = (number % shared.asks.len() as u64) as usize;
        let ask = &shared.asks[index];
        let request = ask.request(&shared.host, shared.load.first + number);
        let sent = Instant::now();
        sender.ready().await.map_err(Trouble::during("the connection"))?;
        let answer = sender.send_request(request).await;
        let answer = answer.map_err(Trouble::during(ask.path.path()))?;
        let (head, body) = answer.into_parts();
        let body = to_bytes(Body::new(body), MOST_BODY).await;
        let body = body.map_err(Trouble::during(ask.path.path()))?;
        let took = u32::try_from(sent.elapsed().as_micros()).unwrap_or(u32::MAX);
        let kept = compare(ask, head.status, &head.headers, &body)?;
        found.latencies.push(took);
        found.kept.extend(kept.map(|kept| (index, kept)));
        found.bytes += body.len() as u64;
    }
    Ok(found)
}

/// The number of the next request, when its time has come; `None` when it is over.
async fn turn(shared: &Shared) -> Option<u64> {
    let number = shared.next.get();
    let Load { time, pace, most, .. } = shared.load;
    if number >= most || shared.started.elapsed() >= time {
        return None;
    }
    shared.next.set(number + 1);
    let Some(pace) = pace else { return Some(number) };
    let due = Duration::from_secs_f64(number as f64 / pace);
    if due >= time {
        return None;
    }
    tokio::time::sleep_until((shared.started + due).into()).await;
    Some(number)
}

/// Is this the answer? What is kept of it for later.
fn compare(
    ask: &Ask,
    status: StatusCode,
    headers: &HeaderMap,
    body: &Bytes,
) -> Outcome<Option<HeaderValue>> {
    let text = || std::str::from_utf8(body).unwrap_or_default();
    let shown = status == StatusCode::OK;
    let location = || headers.get(header::LOCATION).and_then(|to| to.to_str().ok());
    let found = |word: &str| {
        let list = text().split_once("<ol class=\"timeline\">").map(|(_, list)| list);
        list.is_some_and(|list| list.contains(word)).then(|| HeaderValue::from_static("found"))
    };
    let right = match &ask.expected {
        Expected::Page(all) => shown && all.iter().all(|part| text().contains(part.as_str())),
        Expected::Compressed => shown && headers.contains_key(header::CONTENT_ENCODING),
        Expected::Search(word) => shown && text().contains(&format!("value=\"{word}\"")),
        Expected::Found(word) => shown && found(word).is_some(),
        Expected::Sent(to) => {
            let there = location().is_some_and(|found| found.starts_with(to.as_str()));
            status == StatusCode::SEE_OTHER && there
        }
        Expected::Session => status == StatusCode::SEE_OTHER && cookie_of(headers).is_some(),
    };
    match (right, &ask.expected) {
        (true, Expected::Session) => Ok(cookie_of(headers)),
        (true, Expected::Search(word)) => Ok(found(word)),
        (true, _) => Ok(None),
        (false, expected) => Err(Trouble::new(format!(
            "{} {} answered {status} (to {:?}) instead of {expected:?}",
            ask.method,
            ask.path,
            location(),
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(expected: Expected, status: u16, location: &str, body: &'static str) -> bool {
        let ask = Ask::new(Method::GET, "/x".into(), expected);
        let mut headers = HeaderMap::new();
        headers.insert(header::LOCATION, location.parse().unwrap());
        headers.insert(header::SET_COOKIE, "aizuchi=a; Path=/".parse().unwrap());
        let status = StatusCode::from_u16(status).unwrap();
        compare(&ask, status, &headers, &Bytes::from_static(body.as_bytes())).is_ok()
    }

    #[test]
    fn only_the_page_that_was_asked_for_counts() {
        let page = || Expected::Page(vec!["a".into(), "b".into()]);
        assert!(answer(page(), 200, "/", "a b"));
        assert!(!answer(page(), 200, "/", "a"));
        assert!(!answer(page(), 303, "/sign-in", "a b"));
        assert!(!answer(page(), 500, "/", "a b"));
        assert!(!answer(Expected::Compressed, 200, "/", "a"));
    }

    #[test]
    fn a_search_must_find_what_it_looked_for() {
        let list = "<input value=\"前\"><ol class=\"timeline\">前</ol>";
        assert!(answer(Expected::Search("前"), 200, "/", "<input value=\"前\">"));
        assert!(answer(Expected::Found("前"), 200, "/", list));
        assert!(!answer(Expected::Found("前"), 200, "/", "<input value=\"前\">"));
    }

    #[test]
    fn a_form_leads_back_and_not_to_the_door() {
        assert!(answer(Expected::Sent("/one".into()), 303, "/one?x=1", ""));
        assert!(!answer(Expected::Sent("/one".into()), 303, "/sign-in", ""));
        assert!(answer(Expected::Session, 303, "/", ""));
        assert!(!answer(Expected::Session, 410, "/", ""));
    }

    #[test]
    fn percentiles_are_those_of_the_requests() {
        let found = Found { latencies: (1..=100).map(|n| n * 1_000).collect(), ..Found::default() };
        assert_eq!((found.percentile(0.0), found.percentile(1.0)), (1.0, 100.0));
        assert_eq!(found.percentile(0.99), 99.0);
        assert_eq!(Found::default().percentile(0.5), 0.0);
    }
}
