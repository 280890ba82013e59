-- The platform's own tables: nothing here knows what a 1-on-1 is.

CREATE TABLE heartbeats (
    id BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL
);

-- Background work and outbox in one: a row is written in the transaction that wants the work done.
CREATE TABLE jobs (
    id BIGINT NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    payload TEXT NOT NULL,
    run_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    locked_until BIGINT NOT NULL,
    state TEXT NOT NULL,
    last_error TEXT,
    dedupe TEXT,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX jobs_dedupe ON jobs (dedupe);
CREATE INDEX jobs_due ON jobs (state, run_at);

-- What was already done under a key that the caller chose: a form sent twice, a request retried.
CREATE TABLE idempotency_keys (
    organization_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    status BIGINT NOT NULL,
    body BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, person_id, key)
);

-- Facts about the installation itself.
CREATE TABLE settings (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
