-- Whether a council's report on a topic calls it a key decision.
select
    coverage.gss_code,
    coverage.topic || '/key_decision' as subject,
    cast(reports.key_decision as integer) as amount,
    reports.key_decision is not null as is_known,
    case
        when coverage.coverage != 'covered' then coverage.coverage
        when reports.key_decision is null then 'key_status_not_stated'
    end as qualifier,
    reports.report_id as evidence
from {{ ref('int_topic_coverage') }} as coverage
left join {{ ref('int_reports') }} as reports
    on coalesce(coverage.considered_report_id, coverage.held_report_id) = reports.report_id
