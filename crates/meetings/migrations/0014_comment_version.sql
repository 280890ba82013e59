-- Grows with each change of a comment, and with each answer below it: whoever settles it has read
-- them all.
ALTER TABLE memo_comments ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
