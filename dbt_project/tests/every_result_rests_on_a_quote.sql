-- No claim without a quote: the path that a result of a report names is there.
select
    results.rule_id,
    results.report_id,
    results.evidence
from {{ ref('rule_results') }} as results
anti join {{ ref('evidence') }} as evidence
    on results.report_id = evidence.report_id and results.evidence = evidence.path
where results.report_id is not null and results.evidence is not null
