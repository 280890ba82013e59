-- Grows with each change of a rhythm; a form that holds an older one is out of date.
ALTER TABLE series ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
