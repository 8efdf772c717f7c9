-- Decisions on a topic within its window: in their own words, or because the report that asked for them is on it.
with on_topic as (
    select
        topic,
        about as decision_id
    from {{ ref('int_topic_matches') }}
    where place in ('decision_title', 'decision_text')
    union distinct
    select
        topic_reports.topic,
        links.decision_id
    from {{ ref('int_topic_reports') }} as topic_reports
    inner join {{ ref('int_decision_links') }} as links on topic_reports.report_id = links.report_id
    where topic_reports.is_on_topic
)

select
    on_topic.topic,
    decisions.decision_id,
    decisions.gss_code,
    decisions.source_report_id,
    decisions.decided_on,
    decisions.body_type,
    decisions.outcome,
    decisions.actions,
    decisions.key_decision,
    coalesce(body_types.of_members, false) as is_of_members,
    -- put off or passed on is not decided, and a body without the power only advises
    coalesce(body_types.decides, false)
    and decisions.outcome not in ('deferred', 'referred', 'withdrawn') as is_final
from on_topic
inner join {{ ref('int_decisions') }} as decisions on on_topic.decision_id = decisions.decision_id
inner join {{ ref('stg_topics') }} as topics on on_topic.topic = topics.topic
left join {{ ref('body_types') }} as body_types on decisions.body_type = body_types.body_type
where
    not decisions.is_procedural
    and decisions.decided_on between topics.window_from and topics.window_until
