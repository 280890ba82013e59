//! The plug pulled while people type: how many keys are gone for which there was a receipt.

use super::{
    Ids,
    client::{Client, Heard, Seat},
    contender::Contender,
    hands::Hands,
};
use crate::{
    Outcome, Trouble,
    bench::{child::Server, load::on_a_thread},
};
use futures_util::future::{join_all, try_join_all};
use memo_wire::{frame::Sync, update::Update};
use serde::Serialize;
use std::{collections::HashMap, net::SocketAddr, time::Duration};
use tokio::time::{Instant, sleep_until};

/// What became of the keys.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Lost {
    pub acknowledged: u64,
    pub lost: u64,
    pub memos: usize,
    pub memos_hit: usize,
}

/// How people type until the plug is pulled.
#[derive(Clone, Copy, Debug)]
pub(super) struct Until {
    pub memos: usize,
    pub pace: f64,
    pub time: Duration,
}

/// How many keys of a person were receipted.
#[derive(Clone, Copy, Debug)]
struct Acknowledged {
    memo: usize,
    client: u64,
    keys: u64,
}

/// Types, kills, starts anew and reads back.
pub(super) async fn run(contender: &Contender, until: Until, ids: &Ids) -> Outcome<Lost> {
    let server = contender.start().await?;
    let seats: Vec<(usize, Seat, u32)> = (0..until.memos)
        .flat_map(|memo| [0, 1].map(|of_two| (memo, contender.seat(memo, of_two), ids.next())))
        .collect();
    let address = server.address;
    let typing = on_a_thread(move || type_until_it_ends(address, seats, until));
    let killing = async {
        tokio::time::sleep(until.time).await;
        server.kill().await
    };
    let (acknowledged, ()) = tokio::try_join!(typing, killing)?;
    let server = contender.start().await?;
    let lost = read_back(contender, &server, acknowledged).await;
    contender.end(server).await?;
    lost
}

async fn type_until_it_ends(
    address: SocketAddr,
    seats: Vec<(usize, Seat, u32)>,
    until: Until,
) -> Outcome<Vec<Acknowledged>> {
    let number = seats.len() as f64;
    let open = seats.into_iter().map(|(memo, seat, client)| async move {
        let mut socket = Client::connect(address, &seat).await?;
        socket.join(&[0, 0]).await?;
        Ok::<_, Trouble>((memo, socket, Hands::new(client)))
    });
    let open = try_join_all(open).await?;
    let begin = Instant::now();
    let type_each = open.into_iter().enumerate().map(|(place, (memo, socket, hands))| {
        let first = begin + Duration::from_secs_f64(place as f64 / number / until.pace);
        type_one(memo, socket, hands, first, until.pace)
    });
    Ok(join_all(type_each).await)
}

/// Until the socket breaks, which is the end that is waited for.
async fn type_one(
    memo: usize,
    mut socket: Client,
    mut hands: Hands,
    first: Instant,
    pace: f64,
) -> Acknowledged {
    let mut found = Acknowledged { memo, client: hands.client(), keys: 0 };
    let mut next = first;
    loop {
        tokio::select! {
            heard = socket.hear() => match heard {
                // The first was for joining, and was heard before.
                Ok(Heard::Receipt) => found.keys += 1,
                Ok(_) => (),
                Err(_) => return found,
            },
            () = sleep_until(next) => {
                let update = hands.press();
                if socket.send(Sync::Update(&update)).await.is_err() {
                    return found;
                }
                next += Duration::from_secs_f64(1.0 / pace);
            }
        }
    }
}

async fn read_back(
    contender: &Contender,
    server: &Server,
    acknowledged: Vec<Acknowledged>,
) -> Outcome<Lost> {
    let mut by_memo: HashMap<usize, Vec<Acknowledged>> = HashMap::new();
    for one in acknowledged {
        by_memo.entry(one.memo).or_default().push(one);
    }
    let mut lost = Lost { memos: by_memo.len(), ..Lost::default() };
    for (memo, people) in by_memo {
        let mut client = Client::connect(server.address, &contender.seat(memo, 0)).await?;
        let kept = client.ask().await?;
        let kept = Update::parse(&kept).map_err(Trouble::during("reading back"))?;
        let ends: HashMap<u64, u32> =
            kept.sections.iter().map(|section| (section.client, section.end())).collect();
        let missing: u64 = people.iter().map(|one| missing(one, &ends)).sum();
        lost.acknowledged += people.iter().map(|one| one.keys).sum::<u64>();
        lost.lost += missing;
        lost.memos_hit += usize::from(missing > 0);
    }
    Ok(lost)
}

/// How many of a person's acknowledged keys are beyond what was kept: the same hands type again.
fn missing(one: &Acknowledged, ends: &HashMap<u64, u32>) -> u64 {
    let end = ends.get(&one.client).copied().unwrap_or(0);
    let mut hands = Hands::new(u32::try_from(one.client).unwrap_or_default());
    let kept = (0..one.keys).take_while(|_| {
        hands.press();
        hands.clock() <= end
    });
    one.keys - kept.count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_acknowledged_and_is_gone_counts() {
        let mut hands = Hands::new(3);
        for _ in 0..10 {
            hands.press();
        }
        let one = Acknowledged { memo: 0, client: 3, keys: 10 };
        let missing_at = |end| missing(&one, &HashMap::from([(3, end)]));
        assert_eq!(missing_at(hands.clock()), 0);
        assert_eq!(missing_at(hands.clock() - 1), 1);
        assert_eq!(missing(&one, &HashMap::new()), 10);
    }
}
