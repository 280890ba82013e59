-- Up to which row of its log a memo's text was read: of two nodes that fold the same memo, the one
-- that read further counts.
ALTER TABLE memo_texts ADD COLUMN upto BIGINT NOT NULL DEFAULT 0;
