-- The 20 latest 1-on-1s of a pair that are not ahead, newest first, with what was talked about.
SELECT CAST(o.id AS TEXT) AS id, o.starts_at, o.minutes, o.status,
       (SELECT group_concat(COALESCE(t.label, t.word), '|')
        FROM agenda_items a
        JOIN topics t ON t.organization_id = a.organization_id AND t.id = a.topic_id
        WHERE a.organization_id = o.organization_id AND a.one_on_one_id = o.id
          AND a.state <> 'declined') AS topics
FROM one_on_ones o
WHERE o.organization_id = $organization AND o.pair_id = $pair AND o.status <> 'scheduled'
ORDER BY o.starts_at DESC, o.id DESC
LIMIT 20
