-- 3. How does coverage differ by type of council, region and form of government?
-- `share_covered` is of all `councils` of the group; `found_unread`, `nothing_found` and `not_searched` are the
-- rest and differ: only nothing_found was looked for to the end. Political control is in no register that is held,
-- so that it has no rows here. An empty result: there is no such topic.
with standing as (
    select
        gss_code,
        unnest(['council_type', 'region', 'governance_model']) as grouping,
        unnest([council_type, region, coalesce(governance_model, 'unknown')]) as of_group
    from {{ ref('councils') }}
)

select
    standing.grouping,
    standing.of_group,
    count(*) as councils,
    count(*) filter (where coverage.coverage = 'covered') as covered,
    count(*) filter (where coverage.coverage = 'found_unread') as found_unread,
    count(*) filter (where coverage.coverage = 'nothing_found') as nothing_found,
    count(*) filter (where coverage.coverage not in ('covered', 'found_unread', 'nothing_found')) as not_searched,
    round(count(*) filter (where coverage.coverage = 'covered') / count(*), 3) as share_covered
from {{ ref('national_coverage') }} as coverage
inner join standing on coverage.gss_code = standing.gss_code
where coverage.topic = '{{ var('topic', 'productivity_plans_2024') }}'
group by standing.grouping, standing.of_group
order by standing.grouping, standing.of_group
