-- Reports and decision notices on a topic within its window.
select
    topic_reports.topic,
    topic_reports.gss_code,
    count(*) as reports,
    first(reports.report_id order by reports.meeting_date asc nulls last, reports.report_id asc) as held_report_id,
    bool_and(coalesce(reports.body_type = 'officer_decision', false)) as is_officer_only
from {{ ref('int_topic_reports') }} as topic_reports
inner join {{ ref('int_reports') }} as reports on topic_reports.report_id = reports.report_id
where
    topic_reports.is_on_topic
    and topic_reports.is_in_window
    and topic_reports.kind in ('officer_report', 'decision_notice')
group by topic_reports.topic, topic_reports.gss_code
