-- What follows from the body before which a report comes: whether the decision is an executive's, which only a known
-- system of governance can say, and whether it falls at a meeting that is open to the public.
with reports as (
    select
        reports.report_id,
        reports.is_exempt,
        body_types.is_meeting,
        body_types.is_executive,
        case
            when not body_types.is_executive then false
            when not {{ is_governance_known('councils', 'reports.meeting_date') }} then null
            else body_types.is_executive and councils.governance_model != 'committee'
        end as is_of_executive,
        case
            when body_types.is_executive is null then 'body_unknown'
            when not body_types.is_executive then null
            when not {{ is_governance_known('councils', 'reports.meeting_date') }} then 'governance_unknown'
            when councils.governance_model = 'committee' then 'committee_system'
        end as why
    from {{ ref('int_reports') }} as reports
    left join {{ ref('body_types') }} as body_types on reports.body_type = body_types.body_type
    left join {{ ref('stg_councils') }} as councils on reports.gss_code = councils.gss_code
    where reports.kind = 'officer_report'
)

select
    report_id,
    'executive_decision' as subject,
    cast(is_of_executive as integer) as amount,
    is_of_executive is not null as is_known,
    why as qualifier
from reports
union all
select
    report_id,
    'executive_meeting' as subject,
    cast(is_of_executive and is_meeting as integer) as amount,
    (is_of_executive and is_meeting) is not null as is_known,
    why as qualifier
from reports
union all
select
    report_id,
    'council_meeting' as subject,
    cast(not is_of_executive and is_meeting as integer) as amount,
    (not is_of_executive and is_meeting) is not null as is_known,
    why as qualifier
from reports
union all
select
    report_id,
    'meeting_in_public' as subject,
    cast(is_meeting as integer) as amount,
    is_meeting is not null and not (is_meeting and coalesce(is_exempt, false)) as is_known,
    case when is_meeting is null then 'body_unknown' when is_meeting and is_exempt then 'exempt' end as qualifier
from reports
