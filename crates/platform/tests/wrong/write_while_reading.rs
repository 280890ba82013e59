//! A reading transaction has no way to change a row.

use platform::{
    Result,
    access::{Reads, Tx},
    params, sql,
};

async fn change(tx: &mut Tx<Reads>) -> Result<u64> {
    tx.execute(sql!("DELETE FROM settings WHERE name = $1"), params!["x"]).await
}

fn main() {
    let _ = change;
}
