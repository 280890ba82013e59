-- What is told about something else than a 1-on-1: which thing, and who did it.
ALTER TABLE notices ADD COLUMN about_id BIGINT;
ALTER TABLE notices ADD COLUMN from_id BIGINT;

-- Passages of one shared memo for a third reader, frozen as they were shown. Its state follows from
-- the instants: none: a draft; asked; agreed or declined; revoked; over when `until` has come.
CREATE TABLE shares (
    organization_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    pair_id BIGINT NOT NULL,
    one_on_one_id BIGINT NOT NULL,
    memo_id BIGINT NOT NULL,
    -- Which of the two wants it, and who is asked.
    asker_id BIGINT NOT NULL,
    other_id BIGINT NOT NULL,
    -- A reader inside the organization, or what the asker calls somebody outside, sealed.
    reader_id BIGINT,
    outsider BYTEA,
    -- What for, sealed; NULL before it is asked for.
    purpose BYTEA,
    until BIGINT,
    created_at BIGINT NOT NULL,
    asked_at BIGINT,
    agreed_at BIGINT,
    declined_at BIGINT,
    -- What was said when it was declined, sealed.
    words BYTEA,
    revoked_at BIGINT,
    revoked_by BIGINT,
    -- The asker was told that nobody answered.
    lapsed_at BIGINT,
    -- The code of the link, as a keyed hash; NULL without a link.
    code_hash BYTEA,
    linked_at BIGINT,
    wrong_tries BIGINT NOT NULL,
    locked_until BIGINT,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, pair_id) REFERENCES pairs (organization_id, id),
    FOREIGN KEY (organization_id, one_on_one_id) REFERENCES one_on_ones (organization_id, id),
    FOREIGN KEY (organization_id, memo_id) REFERENCES memos (organization_id, id)
);
CREATE INDEX shares_pair ON shares (organization_id, pair_id, created_at);
CREATE INDEX shares_asker ON shares (organization_id, asker_id, created_at);
CREATE INDEX shares_other ON shares (organization_id, other_id, created_at);
CREATE INDEX shares_reader ON shares (organization_id, reader_id, created_at);
CREATE INDEX shares_one_on_one ON shares (organization_id, one_on_one_id);
CREATE INDEX shares_memo ON shares (organization_id, memo_id);

CREATE TABLE share_passages (
    organization_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    share_id BIGINT NOT NULL,
    position BIGINT NOT NULL,
    -- HTML of a fixed set of elements, sealed.
    html BYTEA NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, share_id) REFERENCES shares (organization_id, id)
);
CREATE INDEX share_passages_share ON share_passages (organization_id, share_id, position);

-- Every opening. `person_id` is NULL for somebody outside, who holds a key for this browser.
CREATE TABLE share_openings (
    organization_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    share_id BIGINT NOT NULL,
    person_id BIGINT,
    key_hash BYTEA,
    opened_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, share_id) REFERENCES shares (organization_id, id)
);
CREATE INDEX share_openings_share ON share_openings (organization_id, share_id, opened_at);

-- Links for readers outside: looked up before the organization is known.
CREATE TABLE share_links (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL,
    share_id BIGINT NOT NULL
);
CREATE INDEX share_links_share ON share_links (organization_id, share_id);
