-- Organizations, people, who may sign in, who leads whom.

-- Global: known before anybody is.
CREATE TABLE organizations (
    id BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    zone TEXT NOT NULL,
    language TEXT NOT NULL,
    -- In the demo, sign-in links work again and again.
    reusable_links BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);

-- Effective-dated: a row holds from its first day until the day before `until`.
CREATE TABLE departments (
    organization_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    parent_id BIGINT,
    name TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, parent_id) REFERENCES departments (organization_id, id)
);

CREATE TABLE people (
    organization_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    name TEXT NOT NULL,
    kana TEXT NOT NULL,
    email TEXT NOT NULL,
    language TEXT NOT NULL,
    -- NULL: the organization's.
    zone TEXT,
    administrator BOOLEAN NOT NULL,
    -- How this person wants to be reminded: words of `Reminder`, separated by spaces, that are muted.
    muted TEXT NOT NULL,
    suspended BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX people_email ON people (organization_id, email);
CREATE INDEX people_kana ON people (organization_id, kana, id);

CREATE TABLE posts (
    organization_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    department_id BIGINT NOT NULL,
    head BOOLEAN NOT NULL,
    since TEXT NOT NULL,
    until TEXT,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, person_id) REFERENCES people (organization_id, id),
    FOREIGN KEY (organization_id, department_id) REFERENCES departments (organization_id, id)
);
CREATE INDEX posts_person ON posts (organization_id, person_id);
CREATE INDEX posts_department ON posts (organization_id, department_id);

-- A leader and a member over a period: owner of everything confidential.
CREATE TABLE pairs (
    organization_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    leader_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    -- NULL while it lasts; an ended pair is archived, never deleted.
    ended_at BIGINT,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, leader_id) REFERENCES people (organization_id, id),
    FOREIGN KEY (organization_id, member_id) REFERENCES people (organization_id, id),
    CHECK (leader_id <> member_id)
);
CREATE INDEX pairs_leader ON pairs (organization_id, leader_id);
CREATE INDEX pairs_member ON pairs (organization_id, member_id);
CREATE UNIQUE INDEX pairs_active ON pairs (organization_id, leader_id, member_id) WHERE ended_at IS NULL;

-- Global: what may sign in as that person. The key is the row, never the address.
CREATE TABLE accounts (
    id BIGINT NOT NULL PRIMARY KEY,
    organization_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    email TEXT NOT NULL,
    -- argon2id, in PHC format; NULL until a password is chosen.
    password_hash TEXT,
    failures BIGINT NOT NULL,
    blocked_until BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX accounts_email ON accounts (email);
CREATE UNIQUE INDEX accounts_person ON accounts (organization_id, person_id);

-- Global: opaque tokens, hashed with SHA-256.
CREATE TABLE sessions (
    id BIGINT NOT NULL PRIMARY KEY,
    token_hash BYTEA NOT NULL,
    organization_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    device TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX sessions_token ON sessions (token_hash);
CREATE INDEX sessions_person ON sessions (organization_id, person_id);

CREATE TABLE sign_in_links (
    id BIGINT NOT NULL PRIMARY KEY,
    token_hash BYTEA NOT NULL,
    organization_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    -- Where to go after signing in.
    next TEXT NOT NULL,
    reusable BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE UNIQUE INDEX sign_in_links_token ON sign_in_links (token_hash);

CREATE TABLE access_tokens (
    id BIGINT NOT NULL PRIMARY KEY,
    token_hash BYTEA NOT NULL,
    organization_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE UNIQUE INDEX access_tokens_hash ON access_tokens (token_hash);
CREATE INDEX access_tokens_person ON access_tokens (organization_id, person_id);

-- What administrators and the doors did; never what two people said.
CREATE TABLE audit_entries (
    organization_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor_id BIGINT,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    PRIMARY KEY (organization_id, id)
);
