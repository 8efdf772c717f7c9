-- What was not read whole, and what is not covered, is never judged.
select
    results.rule_id,
    results.judged_id,
    results.status
from {{ ref('rule_results') }} as results
inner join {{ ref('reports') }} as reports on results.report_id = reports.report_id
where not reports.is_complete and results.status in ('met', 'not_met')
union all
select
    results.rule_id,
    results.judged_id,
    results.status
from {{ ref('rule_results') }} as results
inner join {{ ref('compliance_rules') }} as rules on results.rule_id = rules.rule_id
inner join {{ ref('national_coverage') }} as coverage
    on results.gss_code = coverage.gss_code and coverage.topic = split_part(rules.subject, '/', 1)
where coverage.coverage != 'covered' and results.status in ('met', 'not_met')
union all
select
    results.rule_id,
    results.judged_id,
    results.status
from {{ ref('rule_results') }} as results
inner join {{ ref('decisions') }} as decisions on results.judged_id = decisions.decision_id
inner join {{ ref('reports') }} as sources on decisions.source_report_id = sources.report_id
where not sources.is_complete and results.status in ('met', 'not_met')
