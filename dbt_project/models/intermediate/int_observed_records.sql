-- Which parts that the law asks for a record of decision has. Minutes, and a site's page about a decision, may leave a
-- part to the record itself: only in that is one missing.
with records as (
    select
        standing.*,
        decisions.decided_on is not null as has_day,
        decisions.reasons is not null as has_reasons,
        decisions.alternatives is not null as has_alternatives,
        wordings.wording is not null as has_interests,
        standing.source_kind = 'decision_notice' and not standing.is_web_page as is_record,
        standing.body_type = 'officer_decision' as is_officers,
        coalesce(standing.body_type, 'unknown') = 'unknown' as is_unknown_body
    from {{ ref('int_decision_standing') }} as standing
    inner join {{ ref('int_decisions') }} as decisions on standing.decision_id = decisions.decision_id
    left join {{ ref('int_wordings') }} as wordings
        on standing.source_report_id = wordings.report_id and wordings.wording = 'interests'
),

counted as (
    select
        *,
        1 + cast(has_day as integer) + cast(has_reasons as integer) + cast(has_alternatives as integer)
            as officer_parts,
        officer_parts + cast(has_interests as integer) as executive_parts,
        nullif(concat_ws(
            ', ',
            case when not has_day then 'without_date' end,
            case when not has_reasons then 'without_reasons' end,
            case when not has_alternatives then 'without_alternatives' end
        ), '') as missing,
        nullif(concat_ws(', ', missing, case when not has_interests then 'without_conflicts' end), '') as missing_in_all
    from records
)

select
    decision_id,
    'record/executive_parts' as subject,
    executive_parts as amount,
    is_record or executive_parts = 5 as is_known,
    case when is_record or executive_parts = 5 then missing_in_all else 'formal_record_not_held' end as qualifier,
    evidence
from counted
union all
select
    decision_id,
    'record/officer_parts' as subject,
    officer_parts as amount,
    is_record or officer_parts = 4 as is_known,
    case when is_record or officer_parts = 4 then missing else 'formal_record_not_held' end as qualifier,
    evidence
from counted
union all
select
    decision_id,
    'executive_decision_taken' as subject,
    cast(is_of_executive as integer) as amount,
    is_of_executive is not null as is_known,
    why as qualifier,
    evidence
from counted
union all
select
    decision_id,
    'executive_meeting_decision' as subject,
    cast(is_of_executive and is_meeting as integer) as amount,
    (is_of_executive and is_meeting) is not null as is_known,
    why as qualifier,
    evidence
from counted
union all
select
    decision_id,
    'individual_executive_decision' as subject,
    cast(is_of_executive and not is_meeting as integer) as amount,
    (is_of_executive and not is_meeting) is not null as is_known,
    why as qualifier,
    evidence
from counted
union all
select
    decision_id,
    'officer_non_executive_decision' as subject,
    cast(is_officers and not is_of_executive as integer) as amount,
    not is_unknown_body and (not is_officers or is_of_executive is not null) as is_known,
    case when is_unknown_body then 'body_unknown' when is_officers then why end as qualifier,
    evidence
from counted
