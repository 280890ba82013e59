-- What one of the two says beside a passage of what they wrote together. A row with a parent
-- answers that one.
CREATE TABLE memo_comments (
    organization_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    one_on_one_id BIGINT NOT NULL,
    memo_id BIGINT NOT NULL,
    parent_id BIGINT,
    author_id BIGINT NOT NULL,
    -- "The nuance is a little different", said by one tap.
    nuance BOOLEAN NOT NULL,
    -- Own words, sealed; NULL: none, or withdrawn.
    text BYTEA,
    -- The passage as it read then, sealed; NULL for an answer, or withdrawn.
    quote BYTEA,
    -- Where the passage is: two relative positions of Yjs, for the editor alone. NULL for an answer.
    anchor BYTEA,
    made_at BIGINT NOT NULL,
    settled_at BIGINT,
    withdrawn_at BIGINT,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, one_on_one_id) REFERENCES one_on_ones (organization_id, id),
    FOREIGN KEY (organization_id, memo_id) REFERENCES memos (organization_id, id)
);
CREATE INDEX memo_comments_one_on_one ON memo_comments (organization_id, one_on_one_id, made_at, id);
