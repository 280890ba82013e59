//! Rows in bulk: a statement takes a thousand of them as one JSON text.
//!
//! JSON is the one list that both engines can read as a table, each in its own way; hence the pairs
//! of texts.

use platform::{
    Error, OrganizationId, Result,
    access::{Tx, Writes},
    app::App,
    db::Sql,
    params, sql,
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
        if self.statements % STATEMENTS_PER_COMMIT == 0 {
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

fn departments() -> &'static Sql {
    sql!(
        sqlite: "INSERT INTO departments (organization_id, id, parent_id, name, since)
                 SELECT $1, value->>0, value->>1, value->>2, '2024-04-01' FROM json_each($2)",
        postgres: "INSERT INTO departments (organization_id, id, parent_id, name, since)
                   SELECT $1, (r->>0)::bigint, (r->>1)::bigint, r->>2, '2024-04-01'
                   FROM json_array_elements(CAST($2 AS TEXT)::json) r",
    )
}

fn people() -> &'static Sql {
    sql!(
        sqlite: "INSERT INTO people (organization_id, id, name, kana, email, language, administrator, muted, suspended, created_at)
                 SELECT $1, value->>0, value->>1, value->>2, value->>3, 'ja', value->>5, '', FALSE, 0 FROM json_each($2)",
        postgres: "INSERT INTO people (organization_id, id, name, kana, email, language, administrator, muted, suspended, created_at)
                   SELECT $1, (r->>0)::bigint, r->>1, r->>2, r->>3, 'ja', (r->>5)::boolean, '', FALSE, 0
                   FROM json_array_elements(CAST($2 AS TEXT)::json) r",
    )
}

fn accounts() -> &'static Sql {
    sql!(
        sqlite: "INSERT INTO accounts (id, organization_id, person_id, email, failures, blocked_until, created_at)
                 SELECT value->>4, $1, value->>0, value->>3, 0, 0, 0 FROM json_each($2)",
        postgres: "INSERT INTO accounts (id, organization_id, person_id, email, failures, blocked_until, created_at)
                   SELECT (r->>4)::bigint, $1, (r->>0)::bigint, r->>3, 0, 0, 0
                   FROM json_array_elements(CAST($2 AS TEXT)::json) r",
    )
}

fn pairs() -> &'static Sql {
    sql!(
        sqlite: "INSERT INTO pairs (organization_id, id, leader_id, member_id, kind, started_at)
                 SELECT $1, value->>0, value->>1, value->>2, 'line', value->>3 FROM json_each($2)",
        postgres: "INSERT INTO pairs (organization_id, id, leader_id, member_id, kind, started_at)
                   SELECT $1, (r->>0)::bigint, (r->>1)::bigint, (r->>2)::bigint, 'line', (r->>3)::bigint
                   FROM json_array_elements(CAST($2 AS TEXT)::json) r",
    )
}

fn one_on_ones() -> &'static Sql {
    sql!(
        sqlite: "INSERT INTO one_on_ones (organization_id, id, pair_id, leader_id, member_id, status, starts_at,
                   minutes, extra, manner, place, version, created_at)
                 SELECT $1, value->>0, value->>1, value->>2, value->>3, value->>4, value->>5,
                   30, TRUE, 'usual', '', 1, 0 FROM json_each($2)",
        postgres: "INSERT INTO one_on_ones (organization_id, id, pair_id, leader_id, member_id, status, starts_at,
                     minutes, extra, manner, place, version, created_at)
                   SELECT $1, (r->>0)::bigint, (r->>1)::bigint, (r->>2)::bigint, (r->>3)::bigint, r->>4,
                     (r->>5)::bigint, 30, TRUE, 'usual', '', 1, 0
                   FROM json_array_elements(CAST($2 AS TEXT)::json) r",
    )
}

fn items() -> &'static Sql {
    sql!(
        sqlite: "INSERT INTO agenda_items (organization_id, id, one_on_one_id, topic_id, expectation, line,
                   proposed_by, state, outcome, position)
                 SELECT $1, value->>0, value->>1, value->>2, value->>3, unhex(value->>4), 'member', 'accepted',
                   value->>5, value->>6 FROM json_each($2)",
        postgres: "INSERT INTO agenda_items (organization_id, id, one_on_one_id, topic_id, expectation, line,
                     proposed_by, state, outcome, position)
                   SELECT $1, (r->>0)::bigint, (r->>1)::bigint, (r->>2)::bigint, r->>3, decode(r->>4, 'hex'),
                     'member', 'accepted', r->>5, (r->>6)::bigint
                   FROM json_array_elements(CAST($2 AS TEXT)::json) r",
    )
}

fn promises() -> &'static Sql {
    sql!(
        sqlite: "INSERT INTO promises (organization_id, id, pair_id, one_on_one_id, owner_id, text, state, made_at, version)
                 SELECT $1, value->>0, value->>1, value->>2, value->>3, unhex(value->>4), value->>5, value->>6, 1
                 FROM json_each($2)",
        postgres: "INSERT INTO promises (organization_id, id, pair_id, one_on_one_id, owner_id, text, state, made_at, version)
                   SELECT $1, (r->>0)::bigint, (r->>1)::bigint, (r->>2)::bigint, (r->>3)::bigint,
                     decode(r->>4, 'hex'), r->>5, (r->>6)::bigint, 1
                   FROM json_array_elements(CAST($2 AS TEXT)::json) r",
    )
}

fn memos() -> &'static Sql {
    sql!(
        sqlite: "INSERT INTO memos (organization_id, id, one_on_one_id, schema_version, created_at)
                 SELECT $1, value->>0, value->>1, 1, value->>3 FROM json_each($2)",
        postgres: "INSERT INTO memos (organization_id, id, one_on_one_id, schema_version, created_at)
                   SELECT $1, (r->>0)::bigint, (r->>1)::bigint, 1, (r->>3)::bigint
                   FROM json_array_elements(CAST($2 AS TEXT)::json) r",
    )
}

fn memo_texts() -> &'static Sql {
    sql!(
        sqlite: "INSERT INTO memo_texts (organization_id, memo_id, one_on_one_id, markdown, folded_at)
                 SELECT $1, value->>0, value->>1, unhex(value->>2), value->>3 FROM json_each($2)",
        postgres: "INSERT INTO memo_texts (organization_id, memo_id, one_on_one_id, markdown, folded_at)
                   SELECT $1, (r->>0)::bigint, (r->>1)::bigint, decode(r->>2, 'hex'), (r->>3)::bigint
                   FROM json_array_elements(CAST($2 AS TEXT)::json) r",
    )
}
