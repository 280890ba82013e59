-- A pair that this person may still read: the member always, the leader while it lasts.
SELECT p.id, l.name AS leader, m.name AS member, p.leader_id = $person AS leads
FROM pairs p
JOIN people l ON l.organization_id = p.organization_id AND l.id = p.leader_id
JOIN people m ON m.organization_id = p.organization_id AND m.id = p.member_id
WHERE p.organization_id = $organization AND p.id = $pair
  AND (p.member_id = $person OR (p.leader_id = $person AND p.ended_at IS NULL))
