-- What somebody wishes were different, noted in a 1-on-1; sealed.
CREATE TABLE wishes (
    organization_id BIGINT NOT NULL,
    id BIGINT NOT NULL,
    pair_id BIGINT NOT NULL,
    -- Where it was noted.
    one_on_one_id BIGINT NOT NULL,
    author_id BIGINT NOT NULL,
    -- should_change, feels_off, rewarding; NULL: not said
    kind TEXT,
    text BYTEA NOT NULL,
    made_at BIGINT NOT NULL,
    -- Its author took it back: its words are gone.
    withdrawn_at BIGINT,
    version BIGINT NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, pair_id) REFERENCES pairs (organization_id, id),
    FOREIGN KEY (organization_id, one_on_one_id) REFERENCES one_on_ones (organization_id, id)
);
CREATE INDEX wishes_one_on_one ON wishes (organization_id, one_on_one_id);
CREATE INDEX wishes_pair ON wishes (organization_id, pair_id, made_at);
