-- Who holds this cookie: the same two look-ups as crates/people/src/sign_in, in one row.
SELECT s.organization_id, s.person_id, s.seen_at, p.name, p.language, p.suspended, o.zone
FROM sessions s
JOIN people p ON p.organization_id = s.organization_id AND p.id = s.person_id
JOIN organizations o ON o.id = s.organization_id
WHERE s.token_hash = ? AND s.expires_at > ?
