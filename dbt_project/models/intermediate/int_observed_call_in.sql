-- What a record says of calling the decision in. For how long that may be done is the council's own rule, known only
-- where the record prints the last day.
select
    standing.decision_id,
    'call_in' as subject,
    case
        when not decisions.subject_to_call_in then 3
        when decisions.effective_on > decisions.call_in_ends then 3
        when decisions.subject_to_call_in or decisions.call_in_ends is not null then 1
        else 0
    end as amount,
    true as is_known,
    case
        when not decisions.subject_to_call_in then 'exempt_from_call_in'
        when decisions.effective_on < decisions.published_on then 'effective_before_published'
        when decisions.effective_on <= decisions.call_in_ends then 'effective_within_call_in'
        when decisions.effective_on > decisions.call_in_ends then null
        when decisions.subject_to_call_in is null and decisions.call_in_ends is null then 'call_in_not_stated'
        when decisions.effective_on is null then 'effective_day_unknown'
        else 'call_in_days_unknown'
    end as qualifier,
    standing.evidence
from {{ ref('int_decision_standing') }} as standing
inner join {{ ref('int_decisions') }} as decisions on standing.decision_id = decisions.decision_id
