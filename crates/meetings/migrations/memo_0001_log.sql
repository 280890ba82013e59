-- The memo log: append-only, in the order of arrival. A database file of its own on SQLite, so that
-- no long transaction of the rest delays an acknowledgement.

-- How far a memo's log has come. Each append moves it by compare-and-set, so that of two processes
-- that both hold the memo open only one can append behind what it knows.
CREATE TABLE memo_heads (
    organization_id BIGINT NOT NULL,
    memo_id BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (organization_id, memo_id)
);

CREATE TABLE memo_log (
    organization_id BIGINT NOT NULL,
    memo_id BIGINT NOT NULL,
    -- 1, 2, 3, … within the memo
    seq BIGINT NOT NULL,
    actor_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    -- One Yjs update (V1), sealed together with its seq.
    bytes BYTEA NOT NULL,
    PRIMARY KEY (organization_id, memo_id, seq)
);

-- Everything up to `upto`, as one sealed update. The log holds only what came after it.
CREATE TABLE memo_snapshots (
    organization_id BIGINT NOT NULL,
    memo_id BIGINT NOT NULL,
    upto BIGINT NOT NULL,
    bytes BYTEA NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, memo_id)
);

-- Which person a Yjs client id belongs to: bound at first use, on the disk before a peer sees it.
CREATE TABLE memo_clients (
    organization_id BIGINT NOT NULL,
    memo_id BIGINT NOT NULL,
    client_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    PRIMARY KEY (organization_id, memo_id, client_id)
);
