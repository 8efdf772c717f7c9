-- No officer report is left out for want of a decision, and no linked decision is lost.
select reports.report_id
from {{ ref('reports') }} as reports
anti join {{ ref('decision_chain') }} as chain on reports.report_id = chain.report_id
where reports.kind = 'officer_report'
union all
select decisions.report_id
from {{ ref('decisions') }} as decisions
anti join {{ ref('decision_chain') }} as chain on decisions.decision_id = chain.decision_id
where decisions.report_id is not null
