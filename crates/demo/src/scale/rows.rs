//! Rows in bulk: a statement takes a thousand of them as one JSON text.

use super::queries::{
    accounts, departments, items, memo_texts, memos, one_on_ones, pairs, people, promises,
};
use platform::{
    Error, OrganizationId, Result,
    access::{Tx, Writes},
    app::App,
    db::Sql,
    params,
};
use serde::Serialize;
use serde_json::Value as Json;

const ROWS_PER_STATEMENT: usize = 1_000;
const STATEMENTS_PER_COMMIT: usize = 40;

/// A value of a bulk row. Bytes travel as hexadecimal digits.
#[derive(Clone, Debug)]
pub enum Column {
    Int(i64),
    Bool(bool),
    Text(String),
    Bytes(Vec<u8>),
    Null,
}

impl From<Option<i64>> for Column {
    fn from(value: Option<i64>) -> Self {
        value.map_or(Self::Null, Self::Int)
    }
}

impl Serialize for Column {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Int(number) => serializer.serialize_i64(*number),
            Self::Bool(truth) => serializer.serialize_bool(*truth),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Bytes(bytes) => {
                let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
                serializer.serialize_str(&digits)
            }
            Self::Null => serializer.serialize_none(),
        }
    }
}

/// The tables in the order in which rows may refer to each other.
#[derive(Clone, Copy)]
enum Table {
    Departments,
    People,
    Pairs,
    OneOnOnes,
    Items,
    Promises,
    Memos,
}

const TABLES: usize = 7;

/// Collects rows and writes them when enough are there.
pub struct Bulk<'a> {
    app: &'a App,
    organization: OrganizationId,
    tx: Option<Tx<Writes>>,
    statements: usize,
    waiting: [Vec<Json>; TABLES],
}

macro_rules! verbs {
    ($($name:ident => $table:ident),+ $(,)?) => { $(
        pub async fn $name(&mut self, row: &[Column]) -> Result<()> {
            self.push(Table::$table, row).await
        }
    )+ };
}

impl<'a> Bulk<'a> {
    pub fn new(app: &'a App, organization: OrganizationId) -> Self {
        Self { app, organization, tx: None, statements: 0, waiting: Default::default() }
    }

    verbs! {
        department => Departments,
        person => People,
        pair => Pairs,
        one_on_one => OneOnOnes,
        item => Items,
        promise => Promises,
        memo => Memos,
    }

    async fn push(&mut self, table: Table, row: &[Column]) -> Result<()> {
        let row = serde_json::to_value(row).map_err(Error::internal)?;
        self.waiting[table as usize].push(row);
        if self.waiting[table as usize].len() >= ROWS_PER_STATEMENT {
            // What a row refers to must be there first.
            for earlier in 0..=table as usize {
                self.write(earlier).await?;
            }
        }
        Ok(())
    }

    /// Writes and commits what is left.
    pub async fn flush(&mut self) -> Result<()> {
        for table in 0..TABLES {
            self.write(table).await?;
        }
        match self.tx.take() {
            Some(tx) => tx.commit().await,
            None => Ok(()),
        }
    }

    async fn write(&mut self, table: usize) -> Result<()> {
        let rows = std::mem::take(&mut self.waiting[table]);
        if rows.is_empty() {
            return Ok(());
        }
        let rows = Json::Array(rows).to_string();
        let mut tx = match self.tx.take() {
            Some(tx) => tx,
            None => self.app.system(self.organization, "a large organization for load tests"),
        };
        for statement in statements(table) {
            tx.execute(statement, params![self.organization, rows]).await?;
        }
        self.statements += 1;
        if self.statements.is_multiple_of(STATEMENTS_PER_COMMIT) {
            return tx.commit().await;
        }
        self.tx = Some(tx);
        Ok(())
    }
}

fn statements(table: usize) -> Vec<&'static Sql> {
    match table {
        0 => vec![departments()],
        1 => vec![people(), accounts()],
        2 => vec![pairs()],
        3 => vec![one_on_ones()],
        4 => vec![items()],
        5 => vec![promises()],
        _ => vec![memos(), memo_texts()],
    }
}
