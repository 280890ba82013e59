-- Words that an edit only put elsewhere: `length` units that were `from_client` from `from_clock` on
-- are `client_id` from `clock` on since row `seq`. They stay their first author's, also when the
-- rows that show it are gone.
CREATE TABLE memo_moves (
    organization_id BIGINT NOT NULL,
    memo_id BIGINT NOT NULL,
    client_id BIGINT NOT NULL,
    clock BIGINT NOT NULL,
    length BIGINT NOT NULL,
    from_client BIGINT NOT NULL,
    from_clock BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (organization_id, memo_id, client_id, clock)
);
