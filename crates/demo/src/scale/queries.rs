//! The statements that take a thousand rows as one JSON text: the one list that both engines can
//! read as a table, each in its own way. Hence the pairs of texts.

use platform::{db::Sql, sql};

pub(super) fn departments() -> &'static Sql {
    sql!(
        sqlite: "INSERT INTO departments (organization_id, id, parent_id, name, since)
                 SELECT $1, value->>0, value->>1, value->>2, '2024-04-01' FROM json_each($2)",
        postgres: "INSERT INTO departments (organization_id, id, parent_id, name, since)
                   SELECT $1, (r->>0)::bigint, (r->>1)::bigint, r->>2, '2024-04-01'
                   FROM json_array_elements(CAST($2 AS TEXT)::json) r",
    )
}

pub(super) fn people() -> &'static Sql {
    sql!(
        sqlite: "INSERT INTO people (organization_id, id, name, kana, email, language, administrator, muted, suspended, created_at, search)
                 SELECT $1, value->>0, value->>1, value->>2, value->>3, 'ja', value->>5, '', FALSE, 0, value->>6 FROM json_each($2)",
        postgres: "INSERT INTO people (organization_id, id, name, kana, email, language, administrator, muted, suspended, created_at, search)
                   SELECT $1, (r->>0)::bigint, r->>1, r->>2, r->>3, 'ja', (r->>5)::boolean, '', FALSE, 0, r->>6
                   FROM json_array_elements(CAST($2 AS TEXT)::json) r",
    )
}

pub(super) fn accounts() -> &'static Sql {
    sql!(
        sqlite: "INSERT INTO accounts (id, organization_id, person_id, email, failures, blocked_until, created_at)
                 SELECT value->>4, $1, value->>0, value->>3, 0, 0, 0 FROM json_each($2)",
        postgres: "INSERT INTO accounts (id, organization_id, person_id, email, failures, blocked_until, created_at)
                   SELECT (r->>4)::bigint, $1, (r->>0)::bigint, r->>3, 0, 0, 0
                   FROM json_array_elements(CAST($2 AS TEXT)::json) r",
    )
}

pub(super) fn pairs() -> &'static Sql {
    sql!(
        sqlite: "INSERT INTO pairs (organization_id, id, leader_id, member_id, kind, started_at)
                 SELECT $1, value->>0, value->>1, value->>2, 'line', value->>3 FROM json_each($2)",
        postgres: "INSERT INTO pairs (organization_id, id, leader_id, member_id, kind, started_at)
                   SELECT $1, (r->>0)::bigint, (r->>1)::bigint, (r->>2)::bigint, 'line', (r->>3)::bigint
                   FROM json_array_elements(CAST($2 AS TEXT)::json) r",
    )
}

pub(super) fn one_on_ones() -> &'static Sql {
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

pub(super) fn items() -> &'static Sql {
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

pub(super) fn promises() -> &'static Sql {
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

pub(super) fn memos() -> &'static Sql {
    sql!(
        sqlite: "INSERT INTO memos (organization_id, id, one_on_one_id, schema_version, created_at)
                 SELECT $1, value->>0, value->>1, 1, value->>3 FROM json_each($2)",
        postgres: "INSERT INTO memos (organization_id, id, one_on_one_id, schema_version, created_at)
                   SELECT $1, (r->>0)::bigint, (r->>1)::bigint, 1, (r->>3)::bigint
                   FROM json_array_elements(CAST($2 AS TEXT)::json) r",
    )
}

pub(super) fn memo_texts() -> &'static Sql {
    sql!(
        sqlite: "INSERT INTO memo_texts (organization_id, memo_id, one_on_one_id, markdown, folded_at)
                 SELECT $1, value->>0, value->>1, unhex(value->>2), value->>3 FROM json_each($2)",
        postgres: "INSERT INTO memo_texts (organization_id, memo_id, one_on_one_id, markdown, folded_at)
                   SELECT $1, (r->>0)::bigint, (r->>1)::bigint, decode(r->>2, 'hex'), (r->>3)::bigint
                   FROM json_array_elements(CAST($2 AS TEXT)::json) r",
    )
}
