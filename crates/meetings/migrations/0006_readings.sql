-- Who has read a shared memo: a chain of links for each pair, so that a row that was changed or
-- taken away is found. See docs/privacy.md.
CREATE TABLE memo_readings (
    organization_id BIGINT NOT NULL,
    pair_id BIGINT NOT NULL,
    -- 1, 2, 3 … within the pair, without a gap.
    place BIGINT NOT NULL,
    one_on_one_id BIGINT NOT NULL,
    memo_id BIGINT NOT NULL,
    -- 0: somebody outside the organization.
    reader_id BIGINT NOT NULL,
    -- opened, listed, found, exported, program, emergency, shared, handed_over
    way TEXT NOT NULL,
    -- The emergency access, share or handover that allowed it; 0: being one of the two.
    because BIGINT NOT NULL,
    -- The hour; for an emergency access the instant.
    read_at BIGINT NOT NULL,
    -- SHA-256 over the link before and this row, in hexadecimal digits.
    link TEXT NOT NULL,
    PRIMARY KEY (organization_id, pair_id, place),
    FOREIGN KEY (organization_id, pair_id) REFERENCES pairs (organization_id, id)
);
CREATE UNIQUE INDEX memo_readings_once
    ON memo_readings (organization_id, one_on_one_id, memo_id, reader_id, way, because, read_at);

-- The last link of each chain: without it nobody would miss the last rows.
CREATE TABLE memo_reading_heads (
    organization_id BIGINT NOT NULL,
    pair_id BIGINT NOT NULL,
    place BIGINT NOT NULL,
    link TEXT NOT NULL,
    PRIMARY KEY (organization_id, pair_id),
    FOREIGN KEY (organization_id, pair_id) REFERENCES pairs (organization_id, id)
);
