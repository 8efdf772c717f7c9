-- Whether a report is about a topic that its title does not name. Every officer report and every topic.
select
    reports.report_id,
    topics.topic || '/bundled' as subject,
    cast(bundled.report_id is not null as integer) as amount,
    true as is_known,
    case when bundled.report_id is not null and not bundled.is_on_topic then 'in_a_passage' end as qualifier,
    cast(null as varchar) as evidence  -- it rests on all of the report
from {{ ref('int_reports') }} as reports
cross join {{ ref('stg_topics') }} as topics
left join {{ ref('int_topic_bundled') }} as bundled
    on reports.report_id = bundled.report_id and topics.topic = bundled.topic
where reports.kind = 'officer_report'
