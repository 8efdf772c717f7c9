-- The country's results are those of its councils, each once, whatever code they stand under.
with councils as (
    select
        compliance.rule_id,
        sum(compliance.met + compliance.not_met + compliance.cannot_tell + compliance.not_applicable) as results
    from {{ ref('council_compliance') }} as compliance
    inner join {{ ref('councils') }} as councils on compliance.gss_code = councils.gss_code
    group by compliance.rule_id
),

rolled as (
    select
        rule_id,
        grouping,
        sum(met + not_met + cannot_tell + not_applicable) as results
    from {{ ref('compliance_by_group') }}
    where quarter = 'all'
    group by rule_id, grouping
)

select
    councils.rule_id,
    rolled.grouping,
    councils.results as expected_results,
    rolled.results
from councils
left join rolled on councils.rule_id = rolled.rule_id
-- papers under an older code of a council come on top
where coalesce(rolled.results, 0) < councils.results
