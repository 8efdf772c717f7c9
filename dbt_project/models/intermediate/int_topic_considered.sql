-- The first report on a topic that was put before members, or decision that a member took; an officer's own decision
-- is neither.
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
    inner join {{ ref('actions') }} as weights on list_contains(recommendations.actions, weights.action)
    group by reports.report_id
)

select
    topic_reports.topic,
    topic_reports.gss_code,
    topic_reports.report_id,
    topic_reports.meeting_date as considered_on,
    reports.body_type as considered_by,
    actions.action_proposed
from {{ ref('int_topic_reports') }} as topic_reports
inner join {{ ref('int_reports') }} as reports on topic_reports.report_id = reports.report_id
inner join {{ ref('body_types') }} as body_types on reports.body_type = body_types.body_type
left join actions on topic_reports.report_id = actions.report_id
where
    topic_reports.is_on_topic
    and topic_reports.is_in_window
    and topic_reports.meeting_date is not null
    and topic_reports.kind in ('officer_report', 'decision_notice')
    and body_types.of_members
qualify
    row_number() over (
        partition by topic_reports.topic, topic_reports.gss_code
        order by topic_reports.meeting_date, topic_reports.report_id
    ) = 1
