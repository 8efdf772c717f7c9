-- What follows from the body before which a report comes: whether the decision is an executive's, which only a known
-- system of governance can say, and whether it falls at a meeting that is open to the public.
with reports as (
    select
        reports.report_id,
        reports.is_exempt,
        body_types.is_meeting,
        body_types.is_executive,
        councils.governance_model,
        coalesce(
            councils.governance_confidence != 'general_knowledge'
            and councils.governance_model in ('leader_cabinet', 'mayor_cabinet', 'committee')
            and coalesce(reports.meeting_date >= councils.governance_from, true)
            and coalesce(reports.meeting_date <= councils.governance_until, true),
            false
        ) as is_governance_known
    from {{ ref('int_reports') }} as reports
    left join {{ ref('body_types') }} as body_types on reports.body_type = body_types.body_type
    left join {{ ref('stg_councils') }} as councils on reports.gss_code = councils.gss_code
    where reports.kind = 'officer_report'
)

select
    report_id,
    'executive_decision' as subject,
    cast(is_executive and coalesce(governance_model, '') != 'committee' as integer) as amount,
    is_executive is not null and (not is_executive or is_governance_known) as is_known,
    case
        when is_executive is null then 'body_unknown'
        when is_executive and not is_governance_known then 'governance_unknown'
        when is_executive and governance_model = 'committee' then 'committee_system'
    end as qualifier
from reports
union all
select
    report_id,
    'meeting_in_public' as subject,
    cast(is_meeting as integer) as amount,
    is_meeting is not null and not (is_meeting and coalesce(is_exempt, false)) as is_known,
    case when is_meeting is null then 'body_unknown' when is_meeting and is_exempt then 'exempt' end as qualifier
from reports
