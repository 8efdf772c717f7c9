-- What members and officers did with a topic, as the papers propose and the decisions resolve. Every council has each
-- question; `otherwise` says why one that is covered has no answer.
with lead_papers as (
    select
        coverage.*,
        councils.governance_model,
        papers.key_decision as key_decision_proposed,
        papers.is_complete,
        advice.action_proposed as lead_action,
        advice.actions as lead_actions,
        advice.delegated_to,
        coalesce(coverage.considered_report_id, coverage.held_report_id) as lead_report_id,
        coalesce(coverage.decided_by, papers.body_type) as lead_body,
        bodies.is_executive,
        bodies.decides
    from {{ ref('int_topic_coverage') }} as coverage
    inner join {{ ref('stg_councils') }} as councils on coverage.gss_code = councils.gss_code
    left join {{ ref('int_reports') }} as papers
        on coalesce(coverage.considered_report_id, coverage.held_report_id) = papers.report_id
    left join {{ ref('int_topic_advice') }} as advice
        on coverage.topic = advice.topic and papers.report_id = advice.report_id
    left join {{ ref('body_types') }} as bodies on coalesce(coverage.decided_by, papers.body_type) = bodies.body_type
),

found as (
    select
        topic,
        gss_code,
        'found' as question,
        case coverage when 'covered' then 'yes' when 'nothing_found' then 'no' end as answer,
        reports as amount,
        null as day,
        null as basis,
        null as detail,
        coalesce(lead_report_id, plan_report_id, told_report_id) as report_id,
        decision_id,
        null as otherwise
    from lead_papers
),

bodies as (
    select
        topic,
        gss_code,
        'body' as question,
        lead_body as answer,
        null as amount,
        coalesce(decided_on, considered_on) as day,
        case when decided_by is null then 'proposed' else 'resolved' end as basis,
        null as detail,
        lead_report_id as report_id,
        decision_id,
        'not_stated' as otherwise
    from lead_papers
),

proposed as (
    select
        topic,
        gss_code,
        'action_proposed' as question,
        lead_action as answer,
        null as amount,
        considered_on as day,
        'proposed' as basis,
        array_to_string(list_sort(lead_actions), ', ') as detail,
        lead_report_id as report_id,
        null as decision_id,
        case when lead_report_id is null then 'not_held' else 'not_stated' end as otherwise
    from lead_papers
),

resolved as (
    select
        topic,
        gss_code,
        'action_resolved' as question,
        action_resolved as answer,
        null as amount,
        decided_on as day,
        'resolved' as basis,
        null as detail,
        lead_report_id as report_id,
        decision_id,
        'not_held' as otherwise
    from lead_papers
),

bands as (
    select
        topic,
        gss_code,
        'deadline_band' as question,
        deadline_band as answer,
        coalesce(decided_on, considered_on) - deadline as amount,
        coalesce(decided_on, considered_on) as day,
        case when decided_on is null then 'proposed' else 'resolved' end as basis,
        null as detail,
        lead_report_id as report_id,
        decision_id,
        case when deadline is null then 'not_applicable' else 'not_stated' end as otherwise
    from lead_papers
),

oversight as (
    select
        topic,
        gss_code,
        'member_oversight' as question,
        case
            when members_on <= deadline then 'yes'
            when members_on > deadline then 'late'
            -- that no member had it can be said only when all papers were looked through
            when is_officer_only and is_searched_whole then 'no'
        end as answer,
        members_on - deadline as amount,
        members_on as day,
        case when members_on < considered_on or considered_on is null then 'resolved' else 'proposed' end as basis,
        considered_by as detail,
        lead_report_id as report_id,
        decision_id,
        case when deadline is null then 'not_applicable' else 'not_stated' end as otherwise
    from lead_papers
),

endorsed as (
    select
        topic,
        gss_code,
        'endorsement' as question,
        case
            when endorsement is not null then endorsement
            when considered_on is null then null
            when
                list_has_any(lead_actions, ['adopt', 'approve', 'approve_in_principle', 'endorse', 'delegate'])
                then case when decides is false then 'advised_only' else 'endorsed' end
            when list_has_any(lead_actions, ['note', 'receive', 'comment', 'consider']) then 'noted_only'
        end as answer,
        null as amount,
        case when endorsement is null then considered_on else decided_on end as day,
        case when endorsement is null then 'proposed' else 'resolved' end as basis,
        null as detail,
        lead_report_id as report_id,
        case when endorsement is not null then decision_id end as decision_id,
        case when lead_report_id is null then 'not_held' else 'not_stated' end as otherwise
    from lead_papers
),

delegated as (
    select
        topic,
        gss_code,
        'delegated' as question,
        case
            when is_delegation_resolved or list_contains(lead_actions, 'delegate') then 'yes'
            when is_delegation_resolved is not null or (lead_actions is not null and is_complete) then 'no'
        end as answer,
        null as amount,
        case when is_delegation_resolved then decided_on else considered_on end as day,
        case
            when is_delegation_resolved then 'resolved'
            when list_contains(lead_actions, 'delegate') then 'proposed'
            when is_delegation_resolved is not null then 'resolved'
            else 'proposed'
        end as basis,
        delegated_to as detail,
        lead_report_id as report_id,
        case when is_delegation_resolved is not null then decision_id end as decision_id,
        case when lead_report_id is null then 'not_held' else 'not_stated' end as otherwise
    from lead_papers
),

keys as (
    select
        topic,
        gss_code,
        'key_decision' as question,
        -- without an executive, and before a body that is none, nothing is a key decision, whatever is printed
        case
            when governance_model = 'committee' or is_executive is false then null
            when coalesce(key_decision_resolved, key_decision_proposed) then 'yes'
            when not coalesce(key_decision_resolved, key_decision_proposed) then 'no'
        end as answer,
        null as amount,
        coalesce(decided_on, considered_on) as day,
        case when key_decision_resolved is null then 'proposed' else 'resolved' end as basis,
        null as detail,
        lead_report_id as report_id,
        case when key_decision_resolved is not null then decision_id end as decision_id,
        case
            when governance_model = 'committee' or is_executive is false then 'not_applicable' else 'not_stated'
        end as otherwise
    from lead_papers
)

{% for cte in ['found', 'bodies', 'proposed', 'resolved', 'bands', 'oversight', 'endorsed', 'delegated', 'keys'] %}
    select * from {{ cte }}
    {% if not loop.last %}union all{% endif %}
{% endfor %}
