//! A statement enters the database only by `sql!`, so that a test can prepare all of them.

use platform::{
    Result,
    access::{Reads, Tx},
    params,
};

async fn ask(tx: &mut Tx<Reads>, name: &str) -> Result<Vec<String>> {
    let text = format!("SELECT value FROM settings WHERE name = '{name}'");
    tx.all(&text, params![], |row| Ok(row.get(0)?)).await
}

fn main() {
    let _ = ask;
}
