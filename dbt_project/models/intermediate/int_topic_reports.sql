with matched as (
    select
        topic,
        about as report_id,
        list(place order by place) as matched_in,
        bool_or(is_confirmed) as is_confirmed
    from {{ ref('int_topic_matches') }}
    where place in ('title', 'purpose', 'summary', 'recommendations', 'passages', 'opening')
    group by topic, about
)

select
    matched.topic,
    reports.report_id,
    reports.gss_code,
    reports.kind,
    reports.meeting_date,
    matched.matched_in,
    list_has_any(matched.matched_in, ['title', 'purpose', 'summary', 'recommendations']) as is_on_topic,
    list_contains(matched.matched_in, 'title') as is_titled,
    matched.is_confirmed,
    -- null where neither the meeting nor the publication is dated
    coalesce(reports.meeting_date, {{ london_day('reports.published_at') }})
    between topics.window_from and topics.window_until as is_in_window
from matched
inner join {{ ref('int_reports') }} as reports on matched.report_id = reports.report_id
inner join {{ ref('stg_topics') }} as topics on matched.topic = topics.topic
