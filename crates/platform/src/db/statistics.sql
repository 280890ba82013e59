-- What SQLite's planner cannot know, told in its own table (https://sqlite.org/fileformat2.html#stat1tab).
--
-- Without figures it guesses that the first column of any index leaves ten rows. The first column
-- of ours is the organization, which leaves all of them, so it would walk over a whole organization
-- where a person's own few rows were asked for. These figures are those of a large organization;
-- a small one is quick with any plan.

-- Makes the table, and looks at nothing.
ANALYZE sqlite_schema;
DELETE FROM sqlite_stat1;
INSERT INTO sqlite_stat1 (tbl, idx, stat)
WITH columns AS (
    SELECT m.name AS tbl, l.name AS idx, c.seqno,
           l."unique" AND c.seqno = MAX(c.seqno) OVER (PARTITION BY l.name) AS last_of_unique,
           SUM(c.name NOT IN ('organization_id', 'administrator', 'state', 'status'))
               OVER (PARTITION BY l.name ORDER BY c.seqno) AS telling,
           -- A column of a few words leaves a quarter.
           SUM(c.name IN ('administrator', 'state', 'status'))
               OVER (PARTITION BY l.name ORDER BY c.seqno) AS coarse,
           FIRST_VALUE(c.name) OVER (PARTITION BY l.name ORDER BY c.seqno) AS leading
    FROM sqlite_schema m
    JOIN pragma_index_list(m.name) l
    JOIN pragma_index_info(l.name) c
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'
)
SELECT tbl, idx, '1000000 ' || group_concat(CASE
           WHEN last_of_unique THEN 1
           WHEN telling = 0 THEN 1000000 >> (2 * coarse)
           WHEN telling = 1 THEN MAX(2, 24 >> (2 * coarse))
           ELSE 2
       END, ' ' ORDER BY seqno)
FROM columns WHERE leading = 'organization_id' GROUP BY tbl, idx;
