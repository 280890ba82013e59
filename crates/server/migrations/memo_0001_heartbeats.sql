-- Lets the health check write into the memo log too. On PostgreSQL the table is there already.
CREATE TABLE IF NOT EXISTS heartbeats (
    id BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL
);
