ALTER TABLE memo_heads NO FORCE ROW LEVEL SECURITY;
ALTER TABLE memo_log NO FORCE ROW LEVEL SECURITY;
ALTER TABLE memo_snapshots NO FORCE ROW LEVEL SECURITY;
-- The log keeps its rows: they are the memo's history until they are old enough to become versions.
-- So what is folded, and what is old, is told by the head and no longer by which rows there are.

ALTER TABLE memo_heads ADD COLUMN written_at BIGINT NOT NULL DEFAULT 0;
-- Since when the snapshot lacks something; NULL: it holds everything.
ALTER TABLE memo_heads ADD COLUMN unfolded_since BIGINT;
-- When the oldest row came that the log still holds; NULL: it holds none.
ALTER TABLE memo_heads ADD COLUMN rows_since BIGINT;

CREATE INDEX memo_heads_unfolded ON memo_heads (organization_id, memo_id)
    WHERE unfolded_since IS NOT NULL;
CREATE INDEX memo_heads_rows ON memo_heads (organization_id, rows_since)
    WHERE rows_since IS NOT NULL;

-- States of a memo at a number of its log. Reading the history begins at one of them.
CREATE TABLE memo_versions (
    organization_id BIGINT NOT NULL,
    memo_id BIGINT NOT NULL,
    upto BIGINT NOT NULL,
    at BIGINT NOT NULL,
    -- base: older rows were never kept; checkpoint: so that reading begins near; named: a person
    -- keeps it; restored: what was there before an older version came back; folded: its rows are
    -- gone; erased: deleted words were erased for good up to here
    reason TEXT NOT NULL,
    -- One Yjs update without deleted words, sealed as a snapshot is.
    bytes BYTEA NOT NULL,
    name BYTEA,
    person_id BIGINT,
    -- When its rows were written, where they are gone.
    began_at BIGINT,
    ended_at BIGINT,
    PRIMARY KEY (organization_id, memo_id, upto)
);

-- Who wrote in a version whose rows are gone, and about how much.
CREATE TABLE memo_version_authors (
    organization_id BIGINT NOT NULL,
    memo_id BIGINT NOT NULL,
    upto BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    written BIGINT NOT NULL,
    deleted BIGINT NOT NULL,
    PRIMARY KEY (organization_id, memo_id, upto, person_id)
);

-- Up to here a fold deleted its rows: what was folded last is where history begins.
INSERT INTO memo_versions (organization_id, memo_id, upto, at, reason, bytes)
SELECT organization_id, memo_id, upto, at, 'base', bytes FROM memo_snapshots;

UPDATE memo_heads SET
    written_at = COALESCE(
        (SELECT MAX(l.at) FROM memo_log l
         WHERE l.organization_id = memo_heads.organization_id AND l.memo_id = memo_heads.memo_id),
        (SELECT s.at FROM memo_snapshots s
         WHERE s.organization_id = memo_heads.organization_id AND s.memo_id = memo_heads.memo_id),
        0),
    unfolded_since = (
        SELECT MIN(l.at) FROM memo_log l
        WHERE l.organization_id = memo_heads.organization_id AND l.memo_id = memo_heads.memo_id),
    rows_since = (
        SELECT MIN(l.at) FROM memo_log l
        WHERE l.organization_id = memo_heads.organization_id AND l.memo_id = memo_heads.memo_id);

ALTER TABLE memo_heads FORCE ROW LEVEL SECURITY;
ALTER TABLE memo_log FORCE ROW LEVEL SECURITY;
ALTER TABLE memo_snapshots FORCE ROW LEVEL SECURITY;
