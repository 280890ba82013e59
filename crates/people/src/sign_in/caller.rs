//! Where a request comes from: network address, device, and the session it already holds.

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, header, request::Parts},
};
use platform::{Error, Result, access, app::App};
use std::net::{IpAddr, SocketAddr};

/// Who knocks.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    /// The server puts what its trusted proxy saw in the place of the connection's own address.
    pub address: Option<IpAddr>,
    /// In words for the list of one's sessions: "Chrome · Windows".
    pub device: String,
    /// The session cookie, if there is one.
    pub session: Option<String>,
}

impl FromRequestParts<App> for Caller {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let connected = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let session = access::cookie(&parts.headers, app.session_cookie()).map(str::to_owned);
        Ok(Self {
            address: connected.map(|info| info.0.ip()),
            device: device(&parts.headers),
            session,
        })
    }
}

fn device(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    let agent = agent.unwrap_or_default();
    let words = [browser(agent), system(agent)];
    words.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The first match names it: the others borrow the words of those below them.
fn browser(agent: &str) -> Option<&'static str> {
    const KNOWN: [(&str, &str); 8] = [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    KNOWN.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
}

fn system(agent: &str) -> Option<&'static str> {
    const KNOWN: [(&str, &str); 7] = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("CrOS", "ChromeOS"),
        ("Mac OS X", "Mac"),
        ("Linux", "Linux"),
    ];
    KNOWN.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_have_names_that_people_know() {
        let named = |agent: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::USER_AGENT, agent.parse().unwrap());
            device(&headers)
        };
        let edge =
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/150.0 Safari/537.36 Edg/150.0";
        assert_eq!(named(edge), "Edge · Windows");
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Version/26.0 Mobile Safari/604.1";
        assert_eq!(named(phone), "Safari · iPhone");
        assert_eq!(named("curl/8"), "");
    }
}
