//! Writes into the log for all open memos of the process: whatever waits at the same moment goes
//! into one transaction, hence shares its statements and its fsync.
//!
//! Invariant: a memo's trouble is its own. One that another process has written to is left out of
//! the transaction; a transaction that fails is tried again memo by memo.

use crate::memo::{
    model::MemoKey,
    queries::log::{self, Append},
};
use platform::{Error, OrganizationId, Result, app::App};
use tokio::sync::{mpsc, oneshot};

/// Memos of one transaction.
const MOST_MEMOS: usize = 256;

/// Where an open memo hands in what is to be kept.
#[derive(Clone, Debug)]
pub(super) struct Scribe(mpsc::UnboundedSender<Order>);

/// What is to be kept of one memo.
struct Order {
    app: App,
    organization: OrganizationId,
    append: Append,
    reply: oneshot::Sender<Result<Option<i64>>>,
}

impl Scribe {
    /// Starts to write, for as long as somebody can hand something in.
    pub fn start() -> Self {
        let (orders, queue) = mpsc::unbounded_channel();
        tokio::spawn(write_all(queue));
        Self(orders)
    }

    /// Appends; returns the new head when it is on the disk, or `None` when another
    /// process has appended meanwhile.
    pub async fn append(&self, app: &App, key: MemoKey, append: Append) -> Result<Option<i64>> {
        let (reply, answer) = oneshot::channel();
        let order = Order { app: app.clone(), organization: key.organization, append, reply };
        let gone = |_| Error::Unavailable("nobody writes the memo log".into());
        self.0.send(order).map_err(|_| gone(()))?;
        answer.await.map_err(|_| gone(()))?
    }
}

async fn write_all(mut queue: mpsc::UnboundedReceiver<Order>) {
    let mut orders = Vec::new();
    while queue.recv_many(&mut orders, MOST_MEMOS).await > 0 {
        // By memo too: two nodes that hold the same memos must not wait for each other in a circle.
        orders.sort_by_key(|order| (order.organization, order.append.memo));
        while let Some(last) = orders.last().map(|order: &Order| order.organization) {
            let first = orders.partition_point(|order| order.organization < last);
            write_group(orders.split_off(first)).await;
        }
    }
}

/// All of one organization.
async fn write_group(orders: Vec<Order>) {
    match write(&orders).await {
        Ok(heads) => {
            for (order, head) in orders.into_iter().zip(heads) {
                // Whoever does not listen any more reads the log when it comes back.
                drop(order.reply.send(Ok(head)));
            }
        }
        Err(error) => match <[Order; 1]>::try_from(orders) {
            Ok([alone]) => drop(alone.reply.send(Err(error))),
            Err(orders) => {
                for order in orders {
                    Box::pin(write_group(vec![order])).await;
                }
            }
        },
    }
}

async fn write(orders: &[Order]) -> Result<Vec<Option<i64>>> {
    let Some(Order { app, organization, .. }) = orders.first() else { return Ok(Vec::new()) };
    let mut tx = app.memo_log(*organization, "keep what was written");
    let appends: Vec<&Append> = orders.iter().map(|order| &order.append).collect();
    let heads = log::append_all(&mut tx, &appends).await?;
    if heads.iter().any(Option::is_some) {
        tx.commit().await?;
    }
    Ok(heads)
}
