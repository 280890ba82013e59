//! All SQL about topics.

use super::model::{Names, Topic, TopicId, Word};
use platform::{
    Result,
    access::{Mode, Tx, Writes},
    db::Row,
    params, sql,
};

fn topic(row: &Row) -> Result<Topic> {
    Ok(Topic {
        id: row.get(0)?,
        word: row.get(1)?,
        label: row.get(2)?,
        label_en: row.get(3)?,
        hidden: row.get(4)?,
    })
}

/// All topics of the organization, hidden ones too, in their order. The seven are there as soon as
/// anything is planned ([`ensure`]).
pub async fn list<M: Mode>(tx: &mut Tx<M>) -> Result<Vec<Topic>> {
    let organization = tx.organization();
    tx.all(
        sql!(
            "SELECT id, word, label, label_en, hidden FROM topics WHERE organization_id = $1
             ORDER BY position, id"
        ),
        params![organization],
        topic,
    )
    .await
}

/// The topic with this id.
pub async fn find<M: Mode>(tx: &mut Tx<M>, id: TopicId) -> Result<Option<Topic>> {
    let organization = tx.organization();
    tx.first(
        sql!(
            "SELECT id, word, label, label_en, hidden FROM topics
             WHERE organization_id = $1 AND id = $2"
        ),
        params![organization, id],
        topic,
    )
    .await
}

/// Gives an organization its seven topics, once: whatever plans a 1-on-1 calls this first.
pub async fn ensure(tx: &mut Tx<Writes>) -> Result<()> {
    let organization = tx.organization();
    let there: Option<i64> = tx
        .first(
            sql!("SELECT COUNT(*) FROM topics WHERE organization_id = $1 AND word IS NOT NULL"),
            params![organization],
            |row| Ok(row.get(0)?),
        )
        .await?;
    if there == Some(Word::ALL.len() as i64) {
        return Ok(());
    }
    for (position, word) in Word::ALL.iter().enumerate() {
        let id = tx.new_id(TopicId);
        tx.execute(
            sql!(
                "INSERT INTO topics (organization_id, id, word, label, hidden, position)
                 VALUES ($1, $2, $3, NULL, FALSE, $4) ON CONFLICT (organization_id, word) DO NOTHING"
            ),
            params![organization, id, word, position as i64],
        )
        .await?;
    }
    Ok(())
}

/// Adds a topic of the organization's own, after the others.
pub(super) async fn insert(tx: &mut Tx<Writes>, names: &Names) -> Result<TopicId> {
    let id = tx.new_id(TopicId);
    let organization = tx.organization();
    tx.execute(
        sql!(
            "INSERT INTO topics (organization_id, id, word, label, label_en, hidden, position)
             SELECT $1, $2, NULL, $3, $4, FALSE, COALESCE(MAX(position), 0) + 1 FROM topics
             WHERE organization_id = $1"
        ),
        params![organization, id, names.ja, names.en],
    )
    .await?;
    Ok(id)
}

pub(super) async fn set_names(tx: &mut Tx<Writes>, id: TopicId, names: &Names) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!("UPDATE topics SET label = $3, label_en = $4 WHERE organization_id = $1 AND id = $2"),
        params![organization, id, names.ja, names.en],
    )
    .await?;
    Ok(())
}

pub(super) async fn set_hidden(tx: &mut Tx<Writes>, id: TopicId, hidden: bool) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!("UPDATE topics SET hidden = $3 WHERE organization_id = $1 AND id = $2"),
        params![organization, id, hidden],
    )
    .await?;
    Ok(())
}

pub(super) async fn set_position(tx: &mut Tx<Writes>, id: TopicId, position: i64) -> Result<()> {
    let organization = tx.organization();
    tx.execute(
        sql!("UPDATE topics SET position = $3 WHERE organization_id = $1 AND id = $2"),
        params![organization, id, position],
    )
    .await?;
    Ok(())
}
