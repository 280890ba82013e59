-- The memo log: append-only, in the order of arrival. A database file of its own on SQLite, so that
-- no long transaction of the rest delays an acknowledgement.

CREATE TABLE memo_log (
    organization_id BIGINT NOT NULL,
    id BIGINT NOT NULL PRIMARY KEY,
    memo_id BIGINT NOT NULL,
    actor_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    -- One Yjs update (V1), sealed.
    bytes BYTEA NOT NULL
);
CREATE INDEX memo_log_memo ON memo_log (organization_id, memo_id, id);

-- Everything up to `upto`, as one sealed update.
CREATE TABLE memo_snapshots (
    organization_id BIGINT NOT NULL,
    memo_id BIGINT NOT NULL,
    upto BIGINT NOT NULL,
    bytes BYTEA NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, memo_id)
);

-- Which person a Yjs client id belongs to: bound at first use.
CREATE TABLE memo_clients (
    organization_id BIGINT NOT NULL,
    memo_id BIGINT NOT NULL,
    client_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    PRIMARY KEY (organization_id, memo_id, client_id)
);
