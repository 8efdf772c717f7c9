-- The results are neither more nor fewer than the denominator: officer reports, decisions that are not only procedure
-- and councils, each against its rules.
with judged as (
    select
        'report' as judged_about,
        count(*) as results
    from {{ ref('reports') }}
    where kind = 'officer_report'
    union all
    select
        'decision' as judged_about,
        count(*) as results
    from {{ ref('decisions') }}
    where not is_procedural
    union all
    select
        'council' as judged_about,
        count(*) as results
    from {{ ref('councils') }}
),

found as (
    select
        rule_id,
        count(*) as results
    from {{ ref('rule_results') }}
    group by rule_id
)

select
    rules.rule_id,
    judged.results as expected_results,
    found.results as found_results
from {{ ref('compliance_rules') }} as rules
left join judged on rules.judged_about = judged.judged_about
left join found on rules.rule_id = found.rule_id
where coalesce(judged.results, -1) != coalesce(found.results, 0)
