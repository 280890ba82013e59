-- What a promise or a carried item is asked by, so that nobody walks over a whole organization.
CREATE INDEX promises_one_on_one ON promises (organization_id, one_on_one_id);
CREATE INDEX agenda_items_carried ON agenda_items (organization_id, carried_from);
