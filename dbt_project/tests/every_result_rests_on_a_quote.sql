-- No claim without a quote: the path that a result of a report or a decision names is there.
with claims as (
    select
        rule_id,
        report_id,
        evidence
    from {{ ref('rule_results') }}
    where report_id is not null and evidence is not null
    union all
    select
        results.rule_id,
        decisions.source_report_id as report_id,
        results.evidence
    from {{ ref('rule_results') }} as results
    inner join {{ ref('decisions') }} as decisions on results.judged_id = decisions.decision_id
    where results.evidence is not null
)

select claims.*
from claims
anti join {{ ref('evidence') }} as evidence
    on claims.report_id = evidence.report_id and claims.evidence = evidence.path
