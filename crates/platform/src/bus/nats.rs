//! The link over NATS core: connects in the background, comes back by itself, and is believed whole
//! only while a node hears its own words.

use super::{
    post::{Beat, Bus, Inner, Link, NODES, NodeId},
    watch::BEAT,
};
use crate::{vault::Vault, world::Random};
use async_nats::{Client, ConnectOptions, Event, ServerAddr, Subscriber};
use futures_util::StreamExt;
use std::{
    path::PathBuf,
    sync::{Arc, Weak, atomic::Ordering},
    time::Duration,
};
use tokio::{
    sync::{mpsc, oneshot},
    time::{Instant, MissedTickBehavior, interval, timeout},
};

/// A dead link shows after two of these.
const PING: Duration = Duration::from_secs(3);
const CONNECT: Duration = Duration::from_secs(5);
const LONGEST_PAUSE: Duration = Duration::from_secs(2);
/// How often the log tells how much was said.
const REPORT: u32 = 300;
/// Between questions and answers of the doctor.
const PATIENCE: Duration = Duration::from_secs(10);

/// Where the bus is, and how to come in.
#[derive(Clone)]
pub struct NatsSettings {
    /// `nats://host:4222` or `tls://…`, with user and password or a token in it if need be;
    /// several with commas between.
    pub url: String,
    /// The first word of every subject: another one for each installation on the same server.
    pub subject: String,
    /// A `.creds` file.
    pub credentials: Option<PathBuf>,
    /// The authority of a private network, PEM.
    pub authority: Option<PathBuf>,
    /// Our own certificate and its key, PEM.
    pub certificate: Option<(PathBuf, PathBuf)>,
}

/// Why there is no bus. Never repeats the address, which may hold a password.
#[derive(Debug, thiserror::Error)]
pub enum BusError {
    #[error("NATS_URL: {0}")]
    Address(String),
    #[error("the file with the credentials for NATS cannot be read: {0}")]
    Credentials(std::io::Error),
    #[error("NATS cannot be reached: {0}")]
    Away(String),
}

pub(super) enum Outgoing {
    Say(&'static str, Vec<u8>),
    Flush(oneshot::Sender<()>),
}

impl NatsSettings {
    /// The addresses of the servers.
    ///
    /// # Errors
    /// When one of them is not an address.
    pub fn servers(&self) -> Result<Vec<ServerAddr>, BusError> {
        let parse = |url: &str| {
            let server: ServerAddr = url.trim().parse().map_err(|_| wrong("not an address"))?;
            match server.scheme() {
                "nats" | "tls" => Ok(server),
                _ => Err(wrong("it begins with nats:// or tls://")),
            }
        };
        self.url.split(',').map(parse).collect()
    }

    async fn options(&self) -> Result<ConnectOptions, BusError> {
        let mut options = ConnectOptions::new()
            .name("aizuchi")
            .ping_interval(PING)
            .connection_timeout(CONNECT)
            .max_reconnects(None)
            .reconnect_delay_callback(|attempts| {
                LONGEST_PAUSE.min(Duration::from_millis(50) * attempts.min(100) as u32)
            });
        if let Some(file) = &self.credentials {
            options = options.credentials_file(file).await.map_err(BusError::Credentials)?;
        }
        if let Some(file) = &self.authority {
            options = options.add_root_certificates(file.clone());
        }
        if let Some((certificate, key)) = &self.certificate {
            options = options.add_client_certificate(certificate.clone(), key.clone());
        }
        let wants_tls = self.authority.is_some() || self.certificate.is_some();
        Ok(if wants_tls { options.require_tls(true) } else { options })
    }
}

fn wrong(why: &str) -> BusError {
    BusError::Address(why.to_owned())
}

/// Joins the other nodes. NATS need not be there yet: the bus is down until it is.
///
/// # Errors
/// When the settings cannot work.
pub async fn connect(
    settings: &NatsSettings,
    vault: Vault,
    random: &dyn Random,
) -> Result<Bus, BusError> {
    let mut node = [0; 8];
    random.fill(&mut node);
    let (queue, outgoing) = Bus::queue();
    let bus = Bus::new(NodeId(u64::from_le_bytes(node)), Link::Nats(queue), Some(vault));
    let inner = Arc::downgrade(&bus.0);
    let options =
        settings.options().await?.retry_on_initial_connect().event_callback(move |event| {
            notice(&inner, &event);
            async {}
        });
    let client = options.connect(settings.servers()?).await.map_err(away)?;
    let all = format!("{}.>", settings.subject);
    let heard = client.subscribe(all).await.map_err(away)?;
    tracing::info!(node = %bus.node(), "joining the other nodes over NATS");
    let subject = settings.subject.clone();
    tokio::spawn(run(Arc::downgrade(&bus.0), client, subject, heard, outgoing));
    Ok(bus)
}

fn away(error: impl std::fmt::Display) -> BusError {
    BusError::Away(error.to_string())
}

fn notice(inner: &Weak<Inner>, event: &Event) {
    let Some(inner) = inner.upgrade() else { return };
    match event {
        Event::Connected => tracing::info!("NATS is connected"),
        Event::Disconnected => {
            let news = inner.watch().cut();
            inner.tell(news);
            tracing::warn!("NATS is away: other nodes hear of changes a little later");
        }
        Event::SlowConsumer(_) => {
            tracing::warn!("messages of other nodes were missed");
            inner.tell([super::Heard::Missed]);
        }
        other => tracing::warn!(event = %other, "NATS"),
    }
}

/// Serves the link for as long as somebody holds the bus.
async fn run(
    bus: Weak<Inner>,
    client: Client,
    subject: String,
    mut heard: Subscriber,
    mut outgoing: mpsc::Receiver<Outgoing>,
) {
    let Some(own) = bus.upgrade().map(|bus| format!(".{}", bus.node)) else { return };
    let beats_on = format!(".{NODES}.");
    let mut beats = interval(BEAT);
    beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut count = 0_u32;
    loop {
        tokio::select! {
            message = heard.next() => {
                let (Some(message), Some(bus)) = (message, bus.upgrade()) else { return };
                // Our own words come back; only the beat says something: that the link is whole.
                if !message.subject.ends_with(&own) || message.subject.contains(&beats_on) {
                    bus.take(&message.payload);
                }
            }
            said = outgoing.recv() => match said {
                Some(said) => send(&client, &subject, &own, said).await,
                None => return,
            },
            _ = beats.tick() => {
                let Some(bus) = bus.upgrade() else { return };
                count = count.wrapping_add(1);
                beat(&bus, count.is_multiple_of(REPORT));
            }
        }
    }
}

async fn send(client: &Client, subject: &str, own: &str, said: Outgoing) {
    match said {
        Outgoing::Say(topic, bytes) => {
            // While the link is broken nobody hears us, and everybody looks by themselves later.
            if client.connection_state() == async_nats::connection::State::Connected {
                drop(client.publish(format!("{subject}.{topic}{own}"), bytes.into()).await);
            }
        }
        Outgoing::Flush(done) => {
            drop(timeout(BEAT, client.flush()).await);
            // Whoever waited may have gone.
            let _ = done.send(());
        }
    }
}

fn beat(inner: &Arc<Inner>, reports: bool) {
    let news = inner.watch().tick(Instant::now());
    for heard in &news {
        tracing::info!(?heard, "the other nodes");
    }
    inner.tell(news);
    Bus(inner.clone()).publish(NODES, &Beat::Here);
    if reports {
        let count = |number: &std::sync::atomic::AtomicU64| number.load(Ordering::Relaxed);
        let counts = &inner.counts;
        let (received, dropped) = (count(&counts.received), count(&counts.dropped));
        let (foreign, others) = (count(&counts.foreign), inner.watch().others());
        tracing::info!(others, received, dropped, foreign, "messages between nodes");
    }
}

/// For the doctor: comes in, hears its own words, and counts the nodes that are there.
///
/// # Errors
/// What keeps a node from joining.
pub async fn check(
    settings: &NatsSettings,
    vault: Vault,
    random: &dyn Random,
) -> Result<usize, BusError> {
    let client = settings.options().await?.connect(settings.servers()?).await.map_err(away)?;
    drop(client);
    let bus = connect(settings, vault, random).await?;
    let started = Instant::now();
    while !bus.is_up() {
        if started.elapsed() > PATIENCE {
            return Err(away("nothing comes back on our subject"));
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    tokio::time::sleep(BEAT * 2).await;
    let others = bus.others();
    bus.leave().await;
    Ok(others)
}
