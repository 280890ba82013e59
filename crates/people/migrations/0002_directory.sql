-- Finding people among many, knowing that a page is stale, and what an audit entry counts.

-- Kana (or, without it, the name), name and address, folded: one index gives the order of a list
-- and is all that a search anywhere in them has to read.
ALTER TABLE people ADD COLUMN search TEXT NOT NULL DEFAULT '';
CREATE INDEX people_search ON people (organization_id, search, id);

-- A form says which state it was made from; 0 until the first change.
ALTER TABLE people ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0;
CREATE INDEX people_administrators ON people (organization_id, administrator);

CREATE INDEX departments_parent ON departments (organization_id, parent_id);
CREATE INDEX sign_in_links_person ON sign_in_links (organization_id, person_id);

-- Counts and words of the product, never what somebody wrote.
ALTER TABLE audit_entries ADD COLUMN detail TEXT NOT NULL DEFAULT '';
