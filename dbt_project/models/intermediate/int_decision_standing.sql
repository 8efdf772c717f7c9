{{ config(materialized='table') }}  -- every rule about decisions asks it

-- Under which law a decision was taken. Whether an officer decided for the executive is not said in its record, and
-- only a council without an executive answers it.
with decisions as (
    select
        decisions.decision_id,
        decisions.gss_code,
        decisions.source_report_id,
        decisions.seq,
        decisions.decided_on,
        decisions.body_type,
        body_types.is_meeting,
        body_types.is_executive,
        councils.governance_model,
        {{ is_governance_known('councils', 'decisions.decided_on') }} as is_governance_known
    from {{ ref('int_decisions') }} as decisions
    left join {{ ref('body_types') }} as body_types on decisions.body_type = body_types.body_type
    left join {{ ref('stg_councils') }} as councils on decisions.gss_code = councils.gss_code
    where not decisions.is_procedural
)

select
    decisions.decision_id,
    decisions.gss_code,
    decisions.source_report_id,
    decisions.decided_on,
    decisions.body_type,
    decisions.is_meeting,
    sources.kind as source_kind,
    sources.media_type like '%html%' as is_web_page,
    sources.is_complete,
    '/decisions/' || decisions.seq || '/text' as evidence,
    case
        when decisions.is_governance_known and decisions.governance_model = 'committee' then false
        when not decisions.is_executive then false
        when decisions.is_executive and decisions.is_governance_known then true
    end as is_of_executive,
    case
        when decisions.is_governance_known and decisions.governance_model = 'committee' then 'committee_system'
        when not decisions.is_executive then null
        when decisions.is_executive and not decisions.is_governance_known then 'governance_unknown'
        when decisions.body_type = 'officer_decision' then 'executive_or_not_unknown'
        when decisions.is_executive is null then 'body_unknown'
    end as why
from decisions
inner join {{ ref('int_reports') }} as sources on decisions.source_report_id = sources.report_id
