-- Wishes that words which were deleted from a memo be erased for good. The author of a private note
-- decides alone; a shared memo takes both.
CREATE TABLE memo_erasures (
    organization_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    memo_id BIGINT NOT NULL,
    asked_by BIGINT NOT NULL,
    asked_at BIGINT NOT NULL,
    agreed_at BIGINT,
    agreed_by BIGINT,
    -- Withdrawn or declined by this person; by nobody: it lapsed.
    ended_at BIGINT,
    ended_by BIGINT,
    done_at BIGINT,
    -- How much went: rows of the log, and versions.
    log_rows BIGINT,
    versions BIGINT,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, memo_id) REFERENCES memos (organization_id, id)
);

CREATE UNIQUE INDEX memo_erasures_open ON memo_erasures (organization_id, memo_id)
    WHERE done_at IS NULL AND ended_at IS NULL;
CREATE INDEX memo_erasures_memo ON memo_erasures (organization_id, memo_id, done_at);
CREATE INDEX memo_erasures_due ON memo_erasures (organization_id, asked_at)
    WHERE done_at IS NULL AND ended_at IS NULL;
