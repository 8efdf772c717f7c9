-- 2. Of which councils is nothing held yet, and were their sites searched to the end of the window?
-- `coverage` says why nothing is held, `last_outcome` what came of the newest search, on `last_asked_on` (UTC).
-- Null days: never searched, or never asked. An empty result: something is held of every council.
with asked as (
    select
        gss_code,
        arg_max(outcome, "at") as last_outcome,  -- noqa: RF06
        cast(max("at") as date) as last_asked_on  -- noqa: RF06
    from {{ ref('crawl_outcomes') }}
    where stage = 'find'
    group by gss_code
)

select
    councils.name as council,
    coverage.coverage,
    coverage.coverage = 'nothing_found'
    or coalesce(
        coverage.searched_from <= topics.window_from and coverage.searched_until >= topics.window_until, false
    ) as is_searched_whole,
    coverage.searched_from,
    coverage.searched_until,
    asked.last_outcome,
    asked.last_asked_on
from {{ ref('national_coverage') }} as coverage
inner join {{ ref('councils') }} as councils on coverage.gss_code = councils.gss_code
inner join {{ ref('topics') }} as topics on coverage.topic = topics.topic
left join asked on coverage.gss_code = asked.gss_code
where coverage.topic = '{{ var('topic', 'productivity_plans_2024') }}' and coverage.coverage != 'covered'
order by councils.name
