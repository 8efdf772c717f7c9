-- Every officer report, with each decision that it led to; one of which no decision is held stands here all the same.
with actions as (
    select
        reports.report_id,
        arg_min(weights.action, weights.weight) as action_proposed
    from {{ ref('int_reports') }} as reports
    inner join {{ ref('stg_recommendations') }} as recommendations
        on
            reports.document_sha256 = recommendations.document_sha256
            and reports.part = recommendations.part
            and reports.reader_version = recommendations.reader_version
    inner join {{ ref('actions') }} as weights on recommendations.action = weights.action
    group by reports.report_id
),

chained as (
    select
        reports.report_id,
        reports.gss_code,
        reports.body_type,
        reports.meeting_date,
        actions.action_proposed,
        decisions.decision_id,
        decisions.decided_on,
        decisions.body_type as decided_by,
        decisions.outcome,
        decisions.actions[1] as action_resolved,
        links.linked_by,
        decisions.published_on - decisions.decided_on as days_to_publication,
        decisions.decided_on - reports.meeting_date as days_to_decision,
        wording.similarity,
        wording.is_by_reference,
        wording.proposed_numbers = wording.resolved_numbers as is_same_numbers
    from {{ ref('int_reports') }} as reports
    left join actions on reports.report_id = actions.report_id
    left join {{ ref('int_decision_links') }} as links on reports.report_id = links.report_id
    left join {{ ref('int_decisions') }} as decisions on links.decision_id = decisions.decision_id
    left join {{ ref('int_decision_wording') }} as wording on links.decision_id = wording.decision_id
    where reports.kind = 'officer_report'
)

select
    report_id,
    case
        when decision_id is null then 0
        else row_number() over (partition by report_id order by decided_on asc nulls last, decision_id asc)
    end as step,
    gss_code,
    body_type,
    meeting_date,
    action_proposed,
    decision_id,
    decided_on,
    decided_by,
    outcome,
    action_resolved,
    linked_by,
    days_to_decision,
    case
        when outcome = 'deferred' then 'deferred'
        when days_to_decision = 0 then 'none'
        when days_to_decision > 0 then 'later'
        when days_to_decision < 0 then 'earlier'
        else 'unknown'
    end as slippage,
    days_to_publication,
    similarity,
    case
        when outcome in ('approved_with_amendments', 'rejected') then 'changed'
        when is_by_reference or (similarity >= {{ var('wording_same') }} and is_same_numbers) then 'same'
        when similarity < {{ var('wording_changed') }} then 'changed'
        else 'unknown'
    end as wording,
    action_proposed != action_resolved as is_action_changed
from chained
