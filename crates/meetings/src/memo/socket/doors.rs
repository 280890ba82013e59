//! The doors of the live memo: four addresses, two protocols.
//!
//! Pages come with the session cookie, so their origin is checked; programs say a personal access
//! token with the scope `memo` in the connection itself, which is why that door has no guard: what
//! is behind it opens only for a token, document by document.

use super::{hocuspocus, pass::Pass, plain};
use crate::memo::model::{MOST_HANDSHAKE, MemoId};
use axum::{
    extract::ws::{WebSocket, WebSocketUpgrade},
    http::{HeaderMap, header},
    response::Response,
};
use platform::{
    Error, Result,
    access::{Public, SignedIn, bearer, cookie},
    app::App,
    routing::{Path, Query},
};
use serde::Deserialize;

/// Our own pages, any number of documents.
pub async fn for_pages(
    SignedIn(tx): SignedIn,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Result<Response> {
    let app = tx.app().clone();
    let pass = cookie_pass(&app, &headers)?;
    Ok(accept(upgrade, move |socket| hocuspocus::serve(app, socket, Some(pass))))
}

/// Our own pages, one document, y-websocket.
pub async fn for_pages_plain(
    SignedIn(tx): SignedIn,
    Path(memo): Path<MemoId>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Result<Response> {
    let app = tx.app().clone();
    let pass = cookie_pass(&app, &headers)?;
    drop(tx);
    plain_socket(app, memo, pass, upgrade).await
}

/// Programs, any number of documents; the token comes with each document's first message.
pub async fn for_programs(Public(tx): Public, upgrade: WebSocketUpgrade) -> Result<Response> {
    let app = tx.app().clone();
    Ok(accept(upgrade, move |socket| hocuspocus::serve(app, socket, None)))
}

/// What a y-websocket client can add to the address.
#[derive(Deserialize)]
pub struct Token {
    token: Option<String>,
}

/// Programs, one document, y-websocket; the token comes in the header or in the query.
pub async fn for_programs_plain(
    Public(tx): Public,
    Path(memo): Path<MemoId>,
    Query(query): Query<Token>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Result<Response> {
    let app = tx.app().clone();
    let token = bearer(&headers).map(str::to_owned).or(query.token).ok_or(Error::SignedOut)?;
    plain_socket(app, memo, Pass::Bearer(token), upgrade).await
}

async fn plain_socket(
    app: App,
    memo: MemoId,
    pass: Pass,
    upgrade: WebSocketUpgrade,
) -> Result<Response> {
    // Asked again inside; here so that a wrong address is a plain 404 and not a broken socket.
    pass.open(&app, memo).await?;
    Ok(accept(upgrade, move |socket| plain::serve(app, socket, memo, pass)))
}

const READ_BUFFER: usize = 4 * 1024;
const WRITE_BUFFER: usize = 8 * 1024;

fn accept<F>(
    upgrade: WebSocketUpgrade,
    serve: impl FnOnce(WebSocket) -> F + Send + 'static,
) -> Response
where
    F: Future<Output = ()> + Send + 'static,
{
    // Small buffers: most of the many open sockets are silent. What is ready at the same moment is
    // written at once.
    upgrade
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(WRITE_BUFFER)
        .max_message_size(MOST_HANDSHAKE + 1024)
        .max_frame_size(MOST_HANDSHAKE + 1024)
        .on_upgrade(serve)
}

/// The session's cookie, if one of our own pages brought it. Browsers send cookies along from any
/// page, but always say which.
fn cookie_pass(app: &App, headers: &HeaderMap) -> Result<Pass> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let origin = text(header::ORIGIN.as_str()).ok_or(Error::Forbidden)?;
    let host = origin.split_once("://").map(|(_, host)| host);
    let is_ours = origin == app.origin() || host == text(header::HOST.as_str());
    let token = cookie(headers, app.session_cookie()).ok_or(Error::SignedOut)?;
    if is_ours { Ok(Pass::Cookie(token.to_owned())) } else { Err(Error::Forbidden) }
}
