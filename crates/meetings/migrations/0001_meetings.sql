-- The loop: dates, agenda, precheck, promises, notes.

-- The seven topics and what the organization added; a word of the catalogues or its own label.
CREATE TABLE topics (
    organization_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    -- One of the seven words; NULL for a topic of the organization's own.
    word TEXT,
    -- The organization's own label; NULL for the catalogue's.
    label TEXT,
    hidden BOOLEAN NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX topics_word ON topics (organization_id, word);

-- The cadence and length of a pair.
CREATE TABLE series (
    organization_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    pair_id BIGINT NOT NULL,
    -- weekly, twice_monthly, monthly, none
    cadence TEXT NOT NULL,
    -- 0 Monday … 6 Sunday
    weekday BIGINT NOT NULL,
    -- minutes after midnight, in the zone
    starts_at_minute BIGINT NOT NULL,
    minutes BIGINT NOT NULL,
    zone TEXT NOT NULL,
    -- room, or how they meet; free words, no content
    place TEXT NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, pair_id) REFERENCES pairs (organization_id, id)
);
CREATE UNIQUE INDEX series_pair ON series (organization_id, pair_id);

CREATE TABLE one_on_ones (
    organization_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    pair_id BIGINT NOT NULL,
    -- Copied from the pair, so that a person's own list needs no join.
    leader_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    -- scheduled, held, skipped, cancelled
    status TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    minutes BIGINT NOT NULL,
    -- The occurrence of the series this is, as its first planned day; NULL for an extra one.
    occurrence TEXT,
    extra BOOLEAN NOT NULL,
    -- room, written, ten_minutes
    manner TEXT NOT NULL,
    place TEXT NOT NULL,
    -- How it was skipped: nothing_today, moved_on, written; NULL otherwise.
    skip_reason TEXT,
    -- The member finished preparing ("not decided yet" counts).
    prepared_at BIGINT,
    -- The leader looked, and the member sees that.
    seen_at BIGINT,
    started_at BIGINT,
    closed_at BIGINT,
    -- Grows with each change; a form that holds an older one is out of date.
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, pair_id) REFERENCES pairs (organization_id, id)
);
CREATE INDEX one_on_ones_pair ON one_on_ones (organization_id, pair_id, starts_at);
CREATE INDEX one_on_ones_leader ON one_on_ones (organization_id, leader_id, status, starts_at);
CREATE INDEX one_on_ones_member ON one_on_ones (organization_id, member_id, status, starts_at);
CREATE INDEX one_on_ones_due ON one_on_ones (organization_id, status, starts_at);
CREATE UNIQUE INDEX one_on_ones_occurrence ON one_on_ones (organization_id, pair_id, occurrence);

CREATE TABLE agenda_items (
    organization_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    one_on_one_id BIGINT NOT NULL,
    topic_id BIGINT NOT NULL,
    -- advice, think_together, listen, opinion, report; NULL: not decided yet
    expectation TEXT,
    -- The member's own words, sealed; NULL: none.
    line BYTEA,
    -- leader or member: who proposed it
    proposed_by TEXT NOT NULL,
    -- proposed, accepted, declined
    state TEXT NOT NULL,
    -- open, reached, later: what became of it in the meeting
    outcome TEXT NOT NULL,
    position BIGINT NOT NULL,
    -- Carried over from this item of the last one.
    carried_from BIGINT,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, one_on_one_id) REFERENCES one_on_ones (organization_id, id),
    FOREIGN KEY (organization_id, topic_id) REFERENCES topics (organization_id, id)
);
CREATE INDEX agenda_items_one_on_one ON agenda_items (organization_id, one_on_one_id, position);

-- Who does what until when; shown first next time.
CREATE TABLE promises (
    organization_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    pair_id BIGINT NOT NULL,
    -- Where it was made.
    one_on_one_id BIGINT NOT NULL,
    owner_id BIGINT NOT NULL,
    text BYTEA NOT NULL,
    due TEXT,
    -- open, done, dropped
    state TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    settled_at BIGINT,
    version BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, pair_id) REFERENCES pairs (organization_id, id),
    FOREIGN KEY (organization_id, one_on_one_id) REFERENCES one_on_ones (organization_id, id)
);
CREATE INDEX promises_pair ON promises (organization_id, pair_id, state);
CREATE INDEX promises_owner ON promises (organization_id, owner_id, state);

-- In the application, always; by mail, unless muted.
CREATE TABLE notices (
    organization_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    one_on_one_id BIGINT,
    -- day_before, ten_minutes, after, invited, moved, skipped, cancelled
    kind TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    read_at BIGINT,
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX notices_person ON notices (organization_id, person_id, read_at);

-- Which documents a 1-on-1 has: the shared memo, and each person's private note.
CREATE TABLE memos (
    organization_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    one_on_one_id BIGINT NOT NULL,
    -- NULL: the pair's shared memo; else the only person who may see it.
    author_id BIGINT,
    schema_version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, one_on_one_id) REFERENCES one_on_ones (organization_id, id)
);
CREATE UNIQUE INDEX memos_shared ON memos (organization_id, one_on_one_id) WHERE author_id IS NULL;
CREATE UNIQUE INDEX memos_private ON memos (organization_id, one_on_one_id, author_id);

-- What a memo says, as folded last; sealed. Search, export and mails read this.
CREATE TABLE memo_texts (
    organization_id BIGINT NOT NULL,
    memo_id BIGINT NOT NULL,
    one_on_one_id BIGINT NOT NULL,
    markdown BYTEA NOT NULL,
    folded_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, memo_id),
    FOREIGN KEY (organization_id, memo_id) REFERENCES memos (organization_id, id)
);
CREATE INDEX memo_texts_one_on_one ON memo_texts (organization_id, one_on_one_id);
