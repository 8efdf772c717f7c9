with matched as (
    select
        topic,
        about as report_id,
        list(place order by place) as matched_in
    from {{ ref('int_topic_matches') }}
    where place not in ('listing', 'decision_title', 'decision_text')
    group by topic, about
)

select
    matched.topic,
    reports.report_id,
    reports.gss_code,
    reports.kind,
    reports.meeting_date,
    matched.matched_in,
    matched.matched_in != ['passages'] as is_on_topic,
    -- null where neither the meeting nor the publication is dated
    coalesce(reports.meeting_date, {{ london_day('reports.published_at') }})
    between topics.window_from and topics.window_until as is_in_window
from matched
inner join {{ ref('int_reports') }} as reports on matched.report_id = reports.report_id
inner join {{ ref('stg_topics') }} as topics on matched.topic = topics.topic
