//! All SQL of the first run. `settings` is global: there is no organization yet.

use platform::{
    Result,
    access::{Mode, Tx, Writes},
    params, sql,
};

pub(super) async fn keep(tx: &mut Tx<Writes>, hash: &str) -> Result<()> {
    tx.execute(
        sql!(
            "INSERT INTO settings (name, value) VALUES ('set-up', $1)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value"
        ),
        params![hash],
    )
    .await?;
    Ok(())
}

pub(super) async fn is_kept<M: Mode>(tx: &mut Tx<M>, hash: &str) -> Result<bool> {
    let found = tx
        .first(
            sql!("SELECT name FROM settings WHERE name = 'set-up' AND value = $1"),
            params![hash],
            |row| Ok(row.get::<String>(0)?),
        )
        .await?;
    Ok(found.is_some())
}

/// Uses the token up; `false` when somebody else was faster.
pub(super) async fn take(tx: &mut Tx<Writes>, hash: &str) -> Result<bool> {
    let gone = tx
        .execute(sql!("DELETE FROM settings WHERE name = 'set-up' AND value = $1"), params![hash])
        .await?;
    Ok(gone == 1)
}
