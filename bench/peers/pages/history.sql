-- The 20 latest 1-on-1s that a person led or was the member of, newest first.
SELECT CAST(o.id AS TEXT) AS id, o.starts_at, o.minutes, o.status,
       l.name AS leader, m.name AS member,
       (SELECT count(*) FROM agenda_items a
        WHERE a.organization_id = o.organization_id AND a.one_on_one_id = o.id) AS items
FROM (SELECT * FROM (SELECT * FROM one_on_ones
                     WHERE organization_id = $organization AND leader_id = $person AND status = 'held'
                     ORDER BY starts_at DESC LIMIT 20)
      UNION ALL
      SELECT * FROM (SELECT * FROM one_on_ones
                     WHERE organization_id = $organization AND member_id = $person AND status = 'held'
                     ORDER BY starts_at DESC LIMIT 20)) o
JOIN people l ON l.organization_id = o.organization_id AND l.id = o.leader_id
JOIN people m ON m.organization_id = o.organization_id AND m.id = o.member_id
ORDER BY o.starts_at DESC, o.id DESC
LIMIT 20
