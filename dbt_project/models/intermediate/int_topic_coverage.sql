{{ config(materialized='table') }}  -- the mart and the rules about councils both read it

-- The denominator first: every council of the register and every topic. Then what is known, by precedence.
with everyone as (
    select
        councils.gss_code,
        councils.slug,
        topics.topic,
        topics.deadline
    from {{ ref('stg_councils') }} as councils
    cross join {{ ref('stg_topics') }} as topics
)

select
    everyone.*,
    coalesce(held.reports, 0) as reports,
    held.held_report_id,
    coalesce(held.is_officer_only, false) as is_officer_only,
    coalesce(searched.is_whole, false) as is_searched_whole,
    searched.searched_from,
    searched.searched_until,
    considered.report_id as considered_report_id,
    considered.considered_on,
    considered.considered_by,
    considered.action_proposed,
    decided.decided_on,
    decided.decided_by,
    decided.decision_id,
    decided.endorsement,
    decided.decided_report_id,
    decided.first_report_id as told_report_id,
    decided.action_resolved,
    decided.is_delegated as is_delegation_resolved,
    decided.key_decision as key_decision_resolved,
    plans.report_id as plan_report_id,
    (
        select arg_min(bands.band, bands.ends_on)
        from {{ ref('int_topic_bands') }} as bands
        where
            bands.topic = everyone.topic
            and bands.ends_on >= coalesce(decided.decided_on, considered.considered_on)
    ) as deadline_band,
    least(considered.considered_on, decided.members_decided_on) as members_on,
    case
        when held.reports > 0 or decided.decisions > 0 or plans.report_id is not null then 'covered'
        when unread.topic is not null then 'found_unread'
        -- papers that were listed and could not be asked for may be the ones
        when searched.is_whole and not coalesce(standing.is_blocked or standing.is_robots_disallowed, false)
            then 'nothing_found'
        when standing.is_blocked then 'blocked'
        when standing.is_robots_disallowed then 'robots_disallowed'
        when standing.is_failing then 'failing'
        when standing.is_without_platform then 'no_platform'
        else 'not_tried'
    end as coverage
from everyone
left join {{ ref('int_topic_held') }} as held on everyone.topic = held.topic and everyone.gss_code = held.gss_code
left join {{ ref('int_topic_searched') }} as searched
    on everyone.topic = searched.topic and everyone.gss_code = searched.gss_code
left join {{ ref('int_topic_considered') }} as considered
    on everyone.topic = considered.topic and everyone.gss_code = considered.gss_code
left join {{ ref('int_topic_decided') }} as decided
    on everyone.topic = decided.topic and everyone.gss_code = decided.gss_code
left join {{ ref('int_topic_unread') }} as unread
    on everyone.topic = unread.topic and everyone.gss_code = unread.gss_code
left join {{ ref('int_topic_plans') }} as plans
    on everyone.topic = plans.topic and everyone.gss_code = plans.gss_code
left join {{ ref('int_council_standing') }} as standing on everyone.gss_code = standing.gss_code
