-- How often deleted words of a memo were erased for good. Whoever read states of it may keep them
-- only while this is what it was: else what was erased would come back.
ALTER TABLE memo_heads ADD COLUMN erasures BIGINT NOT NULL DEFAULT 0;
