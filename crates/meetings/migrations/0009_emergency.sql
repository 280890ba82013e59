-- May shared memos of an organization be read in an emergency? No row: no.
CREATE TABLE emergency_rules (
    organization_id BIGINT NOT NULL,
    proposed_by BIGINT NOT NULL,
    proposed_at BIGINT NOT NULL,
    -- Another administrator; NULL: it waits, and nothing may be read.
    confirmed_by BIGINT,
    confirmed_at BIGINT,
    PRIMARY KEY (organization_id)
);

-- Who may approve. Counts once a second administrator has confirmed it.
CREATE TABLE emergency_approvers (
    organization_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    named_by BIGINT NOT NULL,
    named_at BIGINT NOT NULL,
    confirmed_by BIGINT,
    confirmed_at BIGINT,
    PRIMARY KEY (organization_id, person_id),
    FOREIGN KEY (organization_id, person_id) REFERENCES people (organization_id, id)
);

-- One request to read the shared memos of a pair over some days, and what became of it.
CREATE TABLE emergency_accesses (
    organization_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    pair_id BIGINT NOT NULL,
    requester_id BIGINT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    -- Sealed; shown to the two.
    reason BYTEA NOT NULL,
    requested_at BIGINT NOT NULL,
    -- Not approved until then: it is over.
    lapses_at BIGINT NOT NULL,
    -- Approved by two: the requester may read until ends_at.
    opened_at BIGINT,
    ends_at BIGINT,
    closed_at BIGINT,
    closed_by BIGINT,
    -- declined, lapsed, ended, over, role, off
    closed_how TEXT,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, pair_id) REFERENCES pairs (organization_id, id)
);
CREATE INDEX emergency_accesses_pair ON emergency_accesses (organization_id, pair_id);
CREATE INDEX emergency_accesses_open ON emergency_accesses (organization_id, closed_at);

CREATE TABLE emergency_approvals (
    organization_id BIGINT NOT NULL,
    access_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    approved_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, access_id, person_id),
    FOREIGN KEY (organization_id, access_id) REFERENCES emergency_accesses (organization_id, id)
);

-- What each person is told of it; one id for all who are told the same.
CREATE TABLE emergency_notices (
    organization_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    -- proposed, on, off, requested, opened, closed
    kind TEXT NOT NULL,
    access_id BIGINT,
    created_at BIGINT NOT NULL,
    read_at BIGINT,
    PRIMARY KEY (organization_id, id, person_id)
);
CREATE INDEX emergency_notices_person ON emergency_notices (organization_id, person_id, created_at);
