-- What goes along to the next leader, with the member's consent line by line. Its state follows from
-- the instants: begun; offered to the member; agreed or declined; withdrawn; over.
CREATE TABLE handovers (
    organization_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    -- The pair it comes from.
    pair_id BIGINT NOT NULL,
    -- Copied from the pair, so that a person's own list needs no join.
    leader_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    -- transfer, return
    kind TEXT NOT NULL,
    drafter_id BIGINT NOT NULL,
    -- The lasting pair of the member whose leader may read it; NULL: not named yet.
    next_pair_id BIGINT,
    named_at BIGINT,
    -- How long it may be read.
    days BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    offered_at BIGINT,
    agreed_at BIGINT,
    declined_at BIGINT,
    -- What the member said when they declined, sealed.
    words BYTEA,
    withdrawn_at BIGINT,
    expires_at BIGINT,
    read_at BIGINT,
    -- Its lines are gone, since nobody may read them any more.
    cleared_at BIGINT,
    -- The talk of three: when, and who proposed it.
    talk_at BIGINT,
    talk_by BIGINT,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, pair_id) REFERENCES pairs (organization_id, id)
);
CREATE INDEX handovers_pair ON handovers (organization_id, pair_id, created_at);
CREATE INDEX handovers_member ON handovers (organization_id, member_id, created_at);
CREATE INDEX handovers_leader ON handovers (organization_id, leader_id, created_at);
CREATE INDEX handovers_next ON handovers (organization_id, next_pair_id);

CREATE TABLE handover_lines (
    organization_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    handover_id BIGINT NOT NULL,
    -- promise, topic, memo, own
    source TEXT NOT NULL,
    -- What it is about; NULL: nothing in particular.
    topic_id BIGINT,
    text BYTEA NOT NULL,
    -- The shared memo it was taken from, so that its being read is noted there.
    memo_id BIGINT,
    added_by BIGINT NOT NULL,
    struck_at BIGINT,
    -- Grows with each change; a form that holds an older one is out of date.
    version BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, handover_id) REFERENCES handovers (organization_id, id)
);
CREATE INDEX handover_lines_handover ON handover_lines (organization_id, handover_id, id);

-- Who of the three can make it.
CREATE TABLE handover_replies (
    organization_id BIGINT NOT NULL,
    handover_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    fits BOOLEAN NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, handover_id, person_id),
    FOREIGN KEY (organization_id, handover_id) REFERENCES handovers (organization_id, id)
);
