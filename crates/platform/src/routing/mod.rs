//! The route table: the only way to give a handler an address.
//!
//! Invariants. A handler without a guard does not compile; a GET whose guard can write does not
//! compile; the table that tests read is the table that serves. Unsafe methods on pages are
//! accepted only from our own pages ([`origin`]).

mod answer;
mod extract;
mod idempotency;
mod layers;
mod origin;
pub mod reply;

pub use extract::{Body, Form, Path, Query};
pub use idempotency::{Idempotency, KEPT, forget_keys, once};
pub use layers::{RequestId, stack};

use crate::{
    access::{Access, Guard, Reads, StartsWithGuard},
    app::App,
};
use axum::{Router, handler::Handler, routing};

/// What kind of answer a route gives, errors included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    Page,
    Api,
}

/// One line of the table.
#[derive(Clone, Debug)]
pub struct Route {
    pub method: &'static str,
    pub path: &'static str,
    pub access: Access,
    pub family: Family,
}

/// Routes of a slice, merged upward until the server has them all.
pub struct Routes {
    table: Vec<Route>,
    router: Router<App>,
    family: Family,
}

impl Routes {
    /// Routes that answer pages.
    pub fn pages() -> Self {
        Self { table: Vec::new(), router: Router::new(), family: Family::Page }
    }

    /// Routes that answer JSON.
    pub fn api() -> Self {
        Self { family: Family::Api, ..Self::pages() }
    }

    pub fn get<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: StartsWithGuard + 'static,
        T::Guard: Guard<Mode = Reads>,
    {
        self.add("GET", path, <T::Guard>::ACCESS, routing::get(handler))
    }

    pub fn post<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: StartsWithGuard + 'static,
    {
        self.add("POST", path, <T::Guard>::ACCESS, routing::post(handler))
    }

    pub fn put<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: StartsWithGuard + 'static,
    {
        self.add("PUT", path, <T::Guard>::ACCESS, routing::put(handler))
    }

    pub fn patch<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: StartsWithGuard + 'static,
    {
        self.add("PATCH", path, <T::Guard>::ACCESS, routing::patch(handler))
    }

    pub fn delete<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: StartsWithGuard + 'static,
    {
        self.add("DELETE", path, <T::Guard>::ACCESS, routing::delete(handler))
    }

    /// A web socket: upgraded by GET, so the table shows it as one, but it may write later through
    /// transactions of its own, each with the viewer's rights at that moment.
    pub fn socket<H, T>(self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: StartsWithGuard + 'static,
        T::Guard: Guard<Mode = Reads>,
    {
        self.add("GET", path, <T::Guard>::ACCESS, routing::get(handler))
    }

    #[expect(clippy::disallowed_methods, reason = "the one place that knows each route's guard")]
    fn add(
        mut self,
        method: &'static str,
        path: &'static str,
        access: Access,
        service: routing::MethodRouter<App>,
    ) -> Self {
        let family = self.family;
        self.table.push(Route { method, path, access, family });
        self.router = self.router.route(path, service);
        self
    }

    pub fn merge(mut self, other: Routes) -> Self {
        self.table.extend(other.table);
        self.router = self.router.merge(other.router);
        self
    }

    /// The table, and the service with all layers around it.
    pub fn finish(self, app: App) -> (Vec<Route>, Router) {
        (self.table, stack(self.router, app))
    }
}

/// Percent-encodes a query value.
pub fn encode_query(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                encoded.push(byte.into())
            }
            other => encoded.push_str(&format!("%{other:02X}")),
        }
    }
    encoded
}

/// Only an address inside this installation: never a redirect to elsewhere.
pub fn own_path(wanted: &str) -> Option<&str> {
    let inside = wanted.starts_with('/') && !wanted.starts_with("//") && !wanted.contains('\\');
    (inside && !wanted.chars().any(char::is_control)).then_some(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirects_stay_inside() {
        assert_eq!(own_path("/one-on-ones/1?x=2"), Some("/one-on-ones/1?x=2"));
        for elsewhere in ["https://x.example", "//x.example", "/\\x.example", "", "x", "/a\nb"] {
            assert_eq!(own_path(elsewhere), None, "{elsewhere}");
        }
    }
}
