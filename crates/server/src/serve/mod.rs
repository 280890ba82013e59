//! Serving: sockets, health, overload, stopping.
//!
//! Invariants. A stop has a deadline: answers on their way finish, sockets are told to close, and
//! after [`DRAIN`] the process ends whatever hangs. Nothing acknowledged depends on a clean stop.
//! Too many requests are refused early and in words, while health checks are always answered.

mod busy;
mod connections;
mod health;
mod listen;
mod notify;
mod tls;

pub use health::{Health, routes};
pub(crate) use health::{Room, missing_migrations, probe_memo, unknown_migrations};
pub use listen::{Listening, listen};

use crate::{Outcome, Trouble, config::Config, wiring};
use platform::{app::App, routing::Routes};
use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};

/// How long answers on their way may take after a stop signal.
pub const DRAIN: Duration = Duration::from_secs(10);

/// Serves all routes until SIGTERM or SIGINT, then stops within [`DRAIN`]. `ready` runs when
/// connections are accepted.
///
/// # Errors
/// When the certificate cannot be read or signals cannot be caught.
pub async fn run(
    config: &Config,
    app: App,
    listening: Listening,
    ready: impl FnOnce(),
) -> Outcome<()> {
    let mut signals = Signals::new()?;
    let told = move || {
        ready();
        notify::ready();
    };
    until(signals.wait(), config, app, wiring::routes(), listening, told).await
}

/// As [`run`], for any routes and until any event.
///
/// # Errors
/// When the certificate cannot be read.
pub async fn until(
    stop: impl Future<Output = ()>,
    config: &Config,
    app: App,
    routes: Routes,
    listening: Listening,
    ready: impl FnOnce(),
) -> Outcome<()> {
    let acceptor = config.tls.as_ref().map(tls::acceptor).transpose()?;
    let (_, router) = routes.finish(app.clone());
    let service = busy::limit(router, &app, config.most_requests);
    people::listen(&app);
    let worker = tokio::spawn(platform::jobs::work(app.clone()));
    let setting = connections::Setting { acceptor, trust_proxy: config.trust_proxy };
    let serving = connections::accept(listening.listener, setting, service, app.clone());
    let serving = tokio::spawn(serving);
    ready();
    stop.await;
    tracing::info!("stopping");
    notify::stopping();
    app.stop().close();
    let drained = async {
        drop(tokio::join!(serving, worker));
        meetings::drain(&app).await;
        app.bus().leave().await;
    };
    match tokio::time::timeout(DRAIN, drained).await {
        Ok(_) => tracing::info!("stopped"),
        Err(_) => tracing::warn!("stopped with work still on its way"),
    }
    Ok(())
}

/// SIGTERM of a service manager, SIGINT of a keyboard.
struct Signals {
    terminate: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
}

impl Signals {
    fn new() -> Outcome<Self> {
        let catch = |kind| signal(kind).map_err(Trouble::during("signals cannot be caught"));
        Ok(Self {
            terminate: catch(SignalKind::terminate())?,
            interrupt: catch(SignalKind::interrupt())?,
        })
    }

    async fn wait(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => (),
            _ = self.interrupt.recv() => (),
        }
    }
}
