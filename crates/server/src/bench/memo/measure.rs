//! The order of events: every load in turns, then stillness, then the plug.

use super::{
    Extent, Ids, Wanted,
    contender::Contender,
    killing::{self, Until},
    meter::Meter,
    report::{LoadFigures, Measured, Report, Series},
    stillness,
    typing::{self, Typing},
};
use crate::{
    Outcome,
    bench::{child::Server, report::Told},
};
use std::ops::Range;

/// Everything about everybody.
pub(super) async fn all(
    contenders: &[Contender],
    wanted: &Wanted,
    tell: Told<'_>,
) -> Outcome<Report> {
    let mut report = Report::new(wanted, contenders)?;
    let ids = Ids::default();
    for (number, load) in wanted.extent.loads.iter().enumerate() {
        for measured in &mut report.servers {
            measured.loads.push(LoadFigures::new(load));
        }
        for round in 0..wanted.extent.rounds {
            for turn in 0..contenders.len() {
                let index = (turn + round) % contenders.len();
                let contender = &contenders[index];
                tell(&format!("{}, round {}: {}", load.name, round + 1, contender.name));
                let typing = Typing {
                    memos: load.memos,
                    pace: load.pace,
                    warm: wanted.extent.warm,
                    time: wanted.extent.time,
                    presence: load.presence,
                };
                let series = one_load(contender, typing, &ids).await?;
                report.servers[index].loads[number].rounds.push(series);
            }
        }
    }
    for (contender, measured) in contenders.iter().zip(&mut report.servers) {
        still(contender, measured, wanted, &ids, tell).await?;
        kills(contender, measured, wanted, &ids, tell).await?;
    }
    report.end();
    Ok(report)
}

async fn started(contender: &Contender) -> Outcome<(Server, Meter)> {
    let server = contender.start().await?;
    let meter = Meter::of(&server, contender.installation()).await?;
    Ok((server, meter))
}

async fn one_load(contender: &Contender, typing: Typing, ids: &Ids) -> Outcome<Series> {
    let (server, meter) = started(contender).await?;
    let typed = typing::run(contender, &server, meter, typing, ids).await?;
    contender.end(server).await?;
    Ok(Series::of(&typed, contender.gives_receipts()))
}

async fn still(
    contender: &Contender,
    measured: &mut Measured,
    wanted: &Wanted,
    ids: &Ids,
    tell: Told<'_>,
) -> Outcome<()> {
    let extent = &wanted.extent;
    let words = 0..extent.filled;
    let empty = extent.filled..extent.filled + extent.idle;
    tell(&format!("{} idle memos: {}", extent.idle, contender.name));
    let (server, meter) = started(contender).await?;
    if contender.is_ours() {
        stillness::warm(contender, &server, empty.clone(), extent.rest).await?;
    }
    measured.idle_kib = stillness::idle(contender, &server, meter, empty).await?;
    contender.end(server).await?;

    tell(&format!("memos of {} keys: {}", extent.keys, contender.name));
    let (server, meter) = started(contender).await?;
    let kib = stillness::fill(contender, &server, words.clone(), extent.keys, ids, meter).await?;
    measured.filled.memo_kib = kib - measured.idle_kib;
    if !contender.is_ours() {
        return contender.end(server).await;
    }
    // As they lie in the log: the plug is pulled before anything is folded.
    server.kill().await?;
    let (took, _) = opened(contender, words.clone(), extent, false).await?;
    measured.filled.from_log = Some(took.into());
    // The orderly end before this folded them.
    let (took, _) = opened(contender, words.clone(), extent, false).await?;
    measured.filled.opening = Some(took.into());
    let (_, kib) = opened(contender, words, extent, true).await?;
    measured.filled.memo_kib = kib - measured.idle_kib;

    tell(&format!("{} openings: {}", extent.openings, contender.name));
    let (server, meter) = started(contender).await?;
    let (memos, openings) = (extent.memos(), extent.openings);
    measured.churn_mb = stillness::churn(contender, &server, meter, memos, openings).await?;
    server.stop().await
}

/// The memos with words in them, one after the other on a server that was just started.
async fn opened(
    contender: &Contender,
    memos: Range<usize>,
    extent: &Extent,
    warm: bool,
) -> Outcome<(Vec<u32>, f64)> {
    let (server, meter) = started(contender).await?;
    if warm {
        stillness::warm(contender, &server, memos.clone(), extent.rest).await?;
    }
    let found = stillness::openings(contender, &server, meter, memos, extent.keys).await?;
    server.stop().await?;
    Ok(found)
}

/// Only of those who say when a key is stored, and keep it.
async fn kills(
    contender: &Contender,
    measured: &mut Measured,
    wanted: &Wanted,
    ids: &Ids,
    tell: Told<'_>,
) -> Outcome<()> {
    if !(contender.keeps() && contender.gives_receipts()) {
        return Ok(());
    }
    let until = Until { memos: wanted.extent.kill_memos, pace: 5.0, time: wanted.extent.kill_time };
    for kill in 0..wanted.extent.kills {
        tell(&format!("SIGKILL {}: {}", kill + 1, contender.name));
        measured.kills.push(killing::run(contender, until, ids).await?);
    }
    Ok(())
}
