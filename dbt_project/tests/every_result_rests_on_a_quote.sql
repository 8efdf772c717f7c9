-- No claim without a quote: the path that a result of a report or a decision names is there. What was judged before was
-- tested then.
with claims as (
    select
        results.rule_id,
        coalesce(results.report_id, decisions.source_report_id) as report_id,
        results.evidence
    from {{ ref('rule_results') }} as results
    semi join {{ ref('int_to_judge') }} as judged on results.judged_id = judged.about
    left join {{ ref('decisions') }} as decisions on results.judged_id = decisions.decision_id
    where results.evidence is not null
)

select claims.*
from claims
anti join {{ ref('evidence') }} as evidence
    on claims.report_id = evidence.report_id and claims.evidence = evidence.path
where claims.report_id is not null
