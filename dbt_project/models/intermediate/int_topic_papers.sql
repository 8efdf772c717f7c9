-- Reports and decision notices that are about a topic, within its window.
select
    topic_reports.topic,
    topic_reports.is_titled,
    reports.*
from {{ ref('int_topic_reports') }} as topic_reports
inner join {{ ref('int_reports') }} as reports on topic_reports.report_id = reports.report_id
where
    topic_reports.is_on_topic
    and topic_reports.is_in_window
    and topic_reports.kind in ('officer_report', 'decision_notice')
