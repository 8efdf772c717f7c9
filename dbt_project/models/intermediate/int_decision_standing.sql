{{ config(materialized='table') }}  -- every rule about decisions asks it

-- Under which law a decision was taken. Whether an officer decided for the executive is not said in its record, and
-- only a council without an executive answers it.
select
    decisions.decision_id,
    decisions.gss_code,
    decisions.source_report_id,
    decisions.decided_on,
    decisions.body_type,
    body_types.is_meeting,
    sources.kind as source_kind,
    sources.media_type like '%html%' as is_web_page,
    sources.is_complete,
    '/decisions/' || decisions.seq || '/text' as evidence,
    case
        when governed.is_known and councils.governance_model = 'committee' then false
        when not body_types.is_executive then false
        when body_types.is_executive and governed.is_known then true
    end as is_of_executive,
    case
        when governed.is_known and councils.governance_model = 'committee' then 'committee_system'
        when not body_types.is_executive then null
        when body_types.is_executive and not governed.is_known then 'governance_unknown'
        when decisions.body_type = 'officer_decision' then 'executive_or_not_unknown'
        when body_types.is_executive is null then 'body_unknown'
    end as why
from {{ ref('int_decisions') }} as decisions
inner join {{ ref('int_reports') }} as sources on decisions.source_report_id = sources.report_id
left join {{ ref('body_types') }} as body_types on decisions.body_type = body_types.body_type
left join {{ ref('stg_councils') }} as councils on decisions.gss_code = councils.gss_code
cross join lateral (select {{ is_governance_known('councils', 'decisions.decided_on') }} as is_known) as governed
where not decisions.is_procedural
