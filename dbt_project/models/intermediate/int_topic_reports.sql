{{ config(materialized='table') }}  -- reads every passage once

with matched as (
    select
        patterns.topic,
        texts.report_id,
        list(distinct texts.place order by texts.place) as matched_in
    from {{ ref('int_report_texts') }} as texts
    inner join {{ ref('int_topic_patterns') }} as patterns on {{ is_on_topic('texts.words') }}
    group by all
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
    between patterns.window_from and patterns.window_until as is_in_window
from matched
inner join {{ ref('int_reports') }} as reports on matched.report_id = reports.report_id
inner join {{ ref('int_topic_patterns') }} as patterns on matched.topic = patterns.topic
