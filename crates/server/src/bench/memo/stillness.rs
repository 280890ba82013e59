//! What open memos cost that nobody types into: idle connections, memos of so many keys, opening
//! them, and the same opened and closed again and again.

use super::{
    Ids,
    client::{Client, Seat},
    contender::Contender,
    hands::Hands,
    meter::Meter,
    typing::TOGETHER,
};
use crate::{
    Outcome, Trouble,
    bench::{child::Server, load::on_a_thread},
};
use futures_util::{StreamExt, future::try_join_all, stream};
use std::{net::SocketAddr, ops::Range, time::Duration};
use tokio::time::{Instant, sleep, timeout};

/// How long a server rests before its memory is looked at.
const REST: Duration = Duration::from_secs(2);
const PATIENCE: Duration = Duration::from_secs(30);
const NOTHING: &[u8] = &[0, 0];

/// Kibibytes of the server for one of so many, beyond what it held before.
fn each(meter: &Meter, before_mb: f64, number: usize) -> f64 {
    (meter.memory_mb() - before_mb) * 1_024.0 / number.max(1) as f64
}

async fn open(address: SocketAddr, seat: Seat, own: Vec<u8>) -> Outcome<Client> {
    let mut client = Client::connect(address, &seat).await?;
    let joining = timeout(PATIENCE, client.join(&own)).await;
    joining.map_err(Trouble::during("a document was not opened"))??;
    Ok(client)
}

async fn open_all(address: SocketAddr, seats: Vec<(Seat, Vec<u8>)>) -> Outcome<Vec<Client>> {
    let mut clients = Vec::new();
    let mut seats = seats.into_iter().peekable();
    while seats.peek().is_some() {
        let some = seats.by_ref().take(TOGETHER);
        let opened = some.map(|(seat, own)| open(address, seat, own));
        clients.extend(try_join_all(opened).await?);
    }
    Ok(clients)
}

/// Opens and closes each of these memos once and waits until the server has let go of them: what
/// the caches of its database hold from then on is not what a connection or a memo costs.
pub(super) async fn warm(
    contender: &Contender,
    server: &Server,
    memos: Range<usize>,
    rest: Duration,
) -> Outcome<()> {
    let seats: Vec<Seat> =
        memos.flat_map(|memo| [0, 1].map(|of_two| contender.seat(memo, of_two))).collect();
    let address = server.address;
    on_a_thread(move || async move {
        for seat in seats {
            open(address, seat, NOTHING.to_vec()).await?.leave().await?;
        }
        sleep(rest).await;
        Ok(())
    })
    .await
}

/// KiB of a connection that says nothing, two at each of these memos.
pub(super) async fn idle(
    contender: &Contender,
    server: &Server,
    meter: Meter,
    memos: Range<usize>,
) -> Outcome<f64> {
    let seats: Vec<_> = memos
        .flat_map(|memo| [0, 1].map(|of_two| (contender.seat(memo, of_two), NOTHING.to_vec())))
        .collect();
    let address = server.address;
    on_a_thread(move || async move {
        let (number, before) = (seats.len(), meter.memory_mb());
        let clients = open_all(address, seats).await?;
        sleep(REST).await;
        let found = each(&meter, before, number);
        drop(clients);
        Ok(found)
    })
    .await
}

/// What one person typed before: so many keys into each memo, offered as one update. The clients
/// stay, so that a server that keeps nothing keeps them; drop the answer to let them go.
pub(super) async fn fill(
    contender: &Contender,
    server: &Server,
    memos: Range<usize>,
    keys: usize,
    ids: &Ids,
    meter: Meter,
) -> Outcome<f64> {
    let filled = |memo| {
        let own = Hands::new(ids.next()).press_all(keys);
        own.map(|own| (contender.seat(memo, 0), own)).map_err(Trouble::during("typing"))
    };
    let seats = memos.map(filled).collect::<Outcome<Vec<_>>>()?;
    let address = server.address;
    on_a_thread(move || async move {
        let (number, before) = (seats.len(), meter.memory_mb());
        let clients = open_all(address, seats).await?;
        sleep(REST).await;
        let found = each(&meter, before, number);
        drop(clients);
        Ok(found)
    })
    .await
}

/// Opens memos one after the other and keeps them open: microseconds until each was there, sorted,
/// and KiB of each. `least`: bytes without which an answer cannot be the whole memo.
pub(super) async fn openings(
    contender: &Contender,
    server: &Server,
    meter: Meter,
    memos: Range<usize>,
    least: usize,
) -> Outcome<(Vec<u32>, f64)> {
    let seats: Vec<Seat> = memos.map(|memo| contender.seat(memo, 0)).collect();
    let address = server.address;
    on_a_thread(move || async move {
        let (mut clients, mut took) = (Vec::new(), Vec::new());
        let before = meter.memory_mb();
        for seat in &seats {
            let mut client = Client::connect(address, seat).await?;
            let asked = Instant::now();
            let had = client.ask().await?;
            took.push(u32::try_from(asked.elapsed().as_micros()).unwrap_or(u32::MAX));
            if had.len() < least {
                return Err(Trouble::new("a memo came without what was typed into it"));
            }
            clients.push(client);
        }
        sleep(REST).await;
        took.sort_unstable();
        let found = each(&meter, before, seats.len());
        drop(clients);
        Ok((took, found))
    })
    .await
}

/// Opens and closes so many times over these memos; the server's megabytes at even distances.
pub(super) async fn churn(
    contender: &Contender,
    server: &Server,
    meter: Meter,
    memos: usize,
    openings: usize,
) -> Outcome<Vec<f64>> {
    const LOOKS: usize = 10;
    let seats: Vec<Seat> = (0..memos).map(|memo| contender.seat(memo, 0)).collect();
    let address = server.address;
    on_a_thread(move || async move {
        let mut found = vec![meter.memory_mb()];
        for look in 0..LOOKS {
            let some = openings * look / LOOKS..openings * (look + 1) / LOOKS;
            let once = |number: usize| {
                let seat = seats[number % seats.len()].clone();
                async move { open(address, seat, NOTHING.to_vec()).await?.leave().await }
            };
            let mut all = stream::iter(some.map(once)).buffer_unordered(TOGETHER);
            while let Some(closed) = all.next().await {
                closed?;
            }
            found.push(meter.memory_mb());
        }
        Ok(found)
    })
    .await
}
