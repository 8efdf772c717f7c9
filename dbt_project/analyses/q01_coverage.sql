-- 1. Of the councils that were asked, of how many is a report, a decision or the plan itself held?
-- `councils` stand so, `share` is of `asked`. Only nothing_found was searched to the end; every other coverage but
-- covered is a gap of ours and no "none". An empty result: there is no such topic.
select
    coverage.coverage,
    count(*) as councils,
    sum(count(*)) over () as asked,
    round(count(*) / sum(count(*)) over (), 3) as share
from {{ ref('national_coverage') }} as coverage
inner join {{ ref('councils') }} as councils on coverage.gss_code = councils.gss_code
where coverage.topic = '{{ var('topic', 'productivity_plans_2024') }}' and councils.in_scope_2024
group by coverage.coverage
order by councils desc, coverage.coverage asc
