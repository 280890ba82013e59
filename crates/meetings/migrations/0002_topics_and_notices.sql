-- A topic's name in both languages (`label` is the Japanese one), and notices in order of time.
ALTER TABLE topics ADD COLUMN label_en TEXT;
CREATE INDEX notices_newest ON notices (organization_id, person_id, created_at, id);
