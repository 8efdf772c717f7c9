-- What a council is known to have decided on a topic: the first decision by a body that has the power, and whether
-- members endorsed it in any of theirs.
with decisions as (
    select
        decisions.*,
        decisions.is_final and decisions.is_of_members as is_by_members,
        decisions.outcome in ('approved', 'approved_with_amendments') or (
            decisions.outcome != 'rejected'
            and list_has_any(decisions.actions, ['adopt', 'approve', 'approve_in_principle', 'endorse', 'delegate'])
        ) as is_endorsing,
        -- what is agreed as it was asked has an outcome and no verb of its own
        coalesce(nullif((
            select arg_min(weights.action, weights.weight)
            from {{ ref('actions') }} as weights
            where list_contains(decisions.actions, weights.action)
        ), 'other'), decisions.outcome) as action
    from {{ ref('int_topic_decisions') }} as decisions
)

select
    topic,
    gss_code,
    count(*) as decisions,
    first(decision_id order by decided_on asc, decision_id asc) filter (where is_final) as decision_id,
    first(source_report_id order by decided_on asc, decision_id asc) filter (where is_final) as decided_report_id,
    first(body_type order by decided_on asc, decision_id asc) filter (where is_final) as decided_by,
    min(decided_on) filter (where is_final) as decided_on,
    first(action order by decided_on asc, decision_id asc) filter (where is_final) as action_resolved,
    first(list_contains(actions, 'delegate') order by decided_on asc, decision_id asc) filter (
        where is_final
    ) as is_delegated,
    first(key_decision order by decided_on asc, decision_id asc) filter (where is_final) as key_decision,
    min(decided_on) filter (where is_of_members) as members_decided_on,
    first(source_report_id order by decided_on asc, decision_id asc) as first_report_id,
    case
        when bool_or(is_by_members and is_endorsing) then 'endorsed'
        when bool_or(is_by_members and outcome = 'rejected') then 'refused'
        when bool_or(is_by_members and outcome = 'noted') then 'noted_only'
        when bool_or(is_by_members) then 'decided_otherwise'
    end as endorsement
from decisions
group by topic, gss_code
