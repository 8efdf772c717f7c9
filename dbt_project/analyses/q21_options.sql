-- 21. How many reports offer no option but "none" or "do nothing"?
-- `options` given: others are described; none_stated: it says there are none; do_nothing_only: to do nothing is the
-- only one described, by its first words; absent: no such words; not_read is in no share. `share` is of the reports
-- read.
with stood as (
    select
        options_stance as options,
        count(*) as reports
    from {{ ref('reports') }}
    where kind = 'officer_report'
    group by options_stance
)

select
    options,
    reports,
    round(
        case when options != 'not_read' then reports / sum(reports) filter (where options != 'not_read') over () end, 3
    ) as share
from stood
order by reports desc, options asc
