ALTER TABLE memos NO FORCE ROW LEVEL SECURITY;
-- What a document of a 1-on-1 is: shared, private_note, key_point (what today was about, by both)
-- or mindful (what the member keeps in mind until next time; the leader reads).
ALTER TABLE memos ADD COLUMN kind TEXT NOT NULL DEFAULT 'shared';
UPDATE memos SET kind = 'private_note' WHERE author_id IS NOT NULL;
DROP INDEX memos_shared;
CREATE UNIQUE INDEX memos_of_two ON memos (organization_id, one_on_one_id, kind) WHERE author_id IS NULL;
ALTER TABLE memos FORCE ROW LEVEL SECURITY;
