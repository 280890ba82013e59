//! All SQL about agendas.

use super::model::{AgendaItem, AgendaItemId, Choice, Expectation, ItemState, Outcome};
use crate::one_on_one::OneOnOneId;
use jiff::Timestamp;
use people::pair::{PairId, Seat};
use platform::{
    OrganizationId, Result,
    access::{Mode, Tx, Writes},
    db::Row,
    params, sql,
    vault::{Place, Vault},
};

fn place(organization: OrganizationId, id: AgendaItemId) -> Place {
    Place { organization, column: "agenda_items.line", row: id.0 }
}

fn item(vault: &Vault, organization: OrganizationId, row: &Row) -> Result<AgendaItem> {
    let id: AgendaItemId = row.get(0)?;
    let line = match row.get::<Option<Vec<u8>>>(4)? {
        Some(sealed) => vault.open_text(place(organization, id), &sealed)?,
        None => String::new(),
    };
    Ok(AgendaItem {
        id,
        one_on_one: row.get(1)?,
        topic: row.get(2)?,
        expectation: row.get(3)?,
        line,
        proposed_by: row.get(5)?,
        state: row.get(6)?,
        outcome: row.get(7)?,
        carried: row.get(8)?,
    })
}

/// The items of a 1-on-1 in their order. The caller holds a permit for it.
pub async fn of_one_on_one<M: Mode>(tx: &mut Tx<M>, id: OneOnOneId) -> Result<Vec<AgendaItem>> {
    let (organization, vault) = (tx.organization(), tx.vault().clone());
    tx.all(
        sql!(
            "SELECT id, one_on_one_id, topic_id, expectation, line, proposed_by, state, outcome,
                    carried_from IS NOT NULL
             FROM agenda_items WHERE organization_id = $1 AND one_on_one_id = $2
             ORDER BY position, id"
        ),
        params![organization, id],
        |row| item(&vault, organization, row),
    )
    .await
}

/// The items of several 1-on-1s, for lists. The caller may read all of them.
pub async fn of_many<M: Mode>(
    tx: &mut Tx<M>,
    ids: impl IntoIterator<Item = OneOnOneId>,
) -> Result<Vec<AgendaItem>> {
    let mut items = Vec::new();
    for id in ids {
        items.extend(of_one_on_one(tx, id).await?);
    }
    Ok(items)
}

/// The items of a pair's 1-on-1s that start within these bounds, both included. The caller holds a
/// permit for the pair.
pub async fn of_pair_between<M: Mode>(
    tx: &mut Tx<M>,
    pair: PairId,
    (from, until): (Timestamp, Timestamp),
) -> Result<Vec<AgendaItem>> {
    let (organization, vault) = (tx.organization(), tx.vault().clone());
    tx.all(
        sql!(
            "SELECT a.id, a.one_on_one_id, a.topic_id, a.expectation, a.line, a.proposed_by, a.state,
                    a.outcome, a.carried_from IS NOT NULL
             FROM one_on_ones o
             JOIN agenda_items a ON a.organization_id = o.organization_id AND a.one_on_one_id = o.id
             WHERE o.organization_id = $1 AND o.pair_id = $2 AND o.starts_at >= $3 AND o.starts_at <= $4
             ORDER BY a.position, a.id"
        ),
        params![organization, pair, from, until],
        |row| item(&vault, organization, row),
    )
    .await
}

/// What the viewer proposed, as a leader, for open 1-on-1s that start within these bounds, and that
/// still waits for the member.
pub async fn proposed_between<M: Mode>(
    tx: &mut Tx<M>,
    from: Timestamp,
    until: Timestamp,
) -> Result<Vec<AgendaItem>> {
    let (organization, me, vault) = (tx.organization(), tx.me()?, tx.vault().clone());
    tx.all(
        sql!(
            "SELECT a.id, a.one_on_one_id, a.topic_id, a.expectation, a.line, a.proposed_by, a.state,
                    a.outcome, a.carried_from IS NOT NULL
             FROM one_on_ones o
             JOIN agenda_items a ON a.organization_id = o.organization_id AND a.one_on_one_id = o.id
             WHERE o.organization_id = $1 AND o.leader_id = $2 AND o.status = 'scheduled'
               AND o.starts_at >= $3 AND o.starts_at < $4
               AND a.proposed_by = 'leader' AND a.state = 'proposed'
             ORDER BY a.position, a.id"
        ),
        params![organization, me, from, until],
        |row| item(&vault, organization, row),
    )
    .await
}

/// The item, if it belongs to this 1-on-1.
pub(super) async fn find<M: Mode>(
    tx: &mut Tx<M>,
    one_on_one: OneOnOneId,
    id: AgendaItemId,
) -> Result<Option<AgendaItem>> {
    let items = of_one_on_one(tx, one_on_one).await?;
    Ok(items.into_iter().find(|item| item.id == id))
}

pub(super) struct Insert<'a> {
    pub one_on_one: OneOnOneId,
    pub choice: &'a Choice,
    pub proposed_by: Seat,
    pub state: ItemState,
    pub position: i64,
    pub carried_from: Option<AgendaItemId>,
}

pub(super) async fn insert(tx: &mut Tx<Writes>, new: &Insert<'_>) -> Result<AgendaItemId> {
    let id = tx.new_id(AgendaItemId);
    let organization = tx.organization();
    let line = seal(tx, id, &new.choice.line)?;
    tx.execute(
        sql!(
            "INSERT INTO agenda_items (organization_id, id, one_on_one_id, topic_id, expectation,
               line, proposed_by, state, outcome, position, carried_from)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, $10)"
        ),
        params![
            organization,
            id,
            new.one_on_one,
            new.choice.topic,
            new.choice.expectation,
            line,
            new.proposed_by,
            new.state,
            new.position,
            new.carried_from
        ],
    )
    .await?;
    Ok(id)
}

fn seal(tx: &Tx<Writes>, id: AgendaItemId, line: &str) -> Result<Option<Vec<u8>>> {
    if line.is_empty() {
        return Ok(None);
    }
    tx.vault().seal_text(place(tx.organization(), id), line).map(Some)
}

pub(super) async fn set_choice(
    tx: &mut Tx<Writes>,
    id: AgendaItemId,
    choice: &Choice,
    position: i64,
) -> Result<()> {
    let organization = tx.organization();
    let line = seal(tx, id, &choice.line)?;
    tx.execute(
        sql!(
            "UPDATE agenda_items SET expectation = $3, line = $4, position = $5, state = 'accepted'
             WHERE organization_id = $1 AND id = $2"
        ),
        params![organization, id, choice.expectation, line, position],
    )
    .await?;
    Ok(())
}

/// What an item becomes when another one of its topic comes along.
pub(super) struct Merge<'a> {
    pub choice: &'a Choice,
    pub proposed_by: Seat,
    pub state: ItemState,
    pub carried_from: AgendaItemId,
}

pub(super) async fn merge(tx: &mut Tx<Writes>, id: AgendaItemId, new: &Merge<'_>) -> Result<()> {
    let organization = tx.organization();
    let line = seal(tx, id, &new.choice.line)?;
    tx.execute(
        sql!(
            "UPDATE agenda_items SET expectation = $3, line = $4, proposed_by = $5, state = $6,
               carried_from = $7
             WHERE organization_id = $1 AND id = $2"
        ),
        params![
            organization,
            id,
            new.choice.expectation,
            line,
            new.proposed_by,
            new.state,
            new.carried_from
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn set_expectation(
    tx: &mut Tx<Writes>,
    id: AgendaItemId,
    expectation: Option<Expectation>,
) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!("UPDATE agenda_items SET expectation = $3 WHERE organization_id = $1 AND id = $2"),
        params![organization, id, expectation],
    )
    .await?;
    Ok(())
}

pub(super) async fn set_line(tx: &mut Tx<Writes>, id: AgendaItemId, line: &str) -> Result<()> {
    let organization = tx.organization();
    let line = seal(tx, id, line)?;
    tx.execute(
        sql!("UPDATE agenda_items SET line = $3 WHERE organization_id = $1 AND id = $2"),
        params![organization, id, line],
    )
    .await?;
    Ok(())
}

pub(super) async fn set_state(
    tx: &mut Tx<Writes>,
    id: AgendaItemId,
    state: ItemState,
) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!("UPDATE agenda_items SET state = $3 WHERE organization_id = $1 AND id = $2"),
        params![organization, id, state],
    )
    .await?;
    Ok(())
}

pub(super) async fn set_outcome(
    tx: &mut Tx<Writes>,
    id: AgendaItemId,
    outcome: Outcome,
) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!("UPDATE agenda_items SET outcome = $3 WHERE organization_id = $1 AND id = $2"),
        params![organization, id, outcome],
    )
    .await?;
    Ok(())
}

pub(super) async fn delete(tx: &mut Tx<Writes>, id: AgendaItemId) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!("DELETE FROM agenda_items WHERE organization_id = $1 AND id = $2"),
        params![organization, id],
    )
    .await?;
    Ok(())
}

/// Was this item carried over before? Closing twice must not double it.
pub(super) async fn was_carried(tx: &mut Tx<Writes>, id: AgendaItemId) -> Result<bool> {
    let organization = tx.organization();
    let found = tx
        .first(
            sql!(
                "SELECT 1 FROM agenda_items WHERE organization_id = $1 AND carried_from = $2 LIMIT 1"
            ),
            params![organization, id],
            |_| Ok(()),
        )
        .await?;
    Ok(found.is_some())
}
