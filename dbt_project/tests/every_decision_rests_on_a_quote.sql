-- No decision without the words that say it.
select decisions.decision_id
from {{ ref('decisions') }} as decisions
anti join {{ ref('evidence') }} as evidence
    on
        decisions.source_report_id = evidence.report_id
        and evidence.path = concat('/decisions/', decisions.seq, '/text')
