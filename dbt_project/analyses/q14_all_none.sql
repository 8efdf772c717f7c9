-- 14. How many reports declare nearly every implication none (eight headings in ten or more)?
-- Rule D09 measures the share; it applies to reports with six headings or more, `with_six_headings`, and `share` is
-- of these. Those with fewer stand apart, and `not_read` are in no share. Null share: no report has six headings.
select
    count(*) filter (where status != 'cannot_tell') as read,
    count(*) filter (where status = 'cannot_tell') as not_read,
    count(*) filter (where amount is not null and qualifier is distinct from 'fewer_than_six_headings')
        as with_six_headings,
    count(*) filter (where amount >= 0.8 and qualifier is distinct from 'fewer_than_six_headings') as mostly_none,
    round(
        count(*) filter (where amount >= 0.8 and qualifier is distinct from 'fewer_than_six_headings')
        / nullif(
            count(*) filter (where amount is not null and qualifier is distinct from 'fewer_than_six_headings'), 0
        ), 3
    ) as share
from {{ ref('rule_results') }}
where rule_id = 'D09'
