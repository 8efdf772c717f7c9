{{ config(materialized='table') }}  -- the rules and publication_timeliness read it

-- The days between the day a paper was open and the day it was met on, neither of them counted. It was open on the day
-- that its site states; or, where that is not stated or later, on the day it was first seen: it was out by then.
with days as (
    select
        report_id,
        meeting_date,
        {{ london_day('published_at') }} as stated_on,
        case
            when {{ london_day('first_seen_at') }} < meeting_date then {{ london_day('first_seen_at') }}
        end as seen_on
    from {{ ref('int_reports') }}
),

dated as (
    select
        report_id,
        meeting_date,
        least(stated_on, seen_on) as published_on,
        coalesce(seen_on < stated_on, seen_on is not null) as is_first_seen
    from days
),

counted as (
    select
        dated.*,
        case
            when dated.published_on < dated.meeting_date then before_meeting.working_days - opened.working_days
            when dated.published_on = dated.meeting_date then 0
        end as clear_working_days,
        case
            when dated.published_on < dated.meeting_date then dated.meeting_date - dated.published_on - 1
            when dated.published_on = dated.meeting_date then 0
        end as clear_calendar_days
    from dated
    left join {{ ref('int_working_days') }} as opened on dated.published_on = opened.day
    left join {{ ref('int_working_days') }} as before_meeting on dated.meeting_date - 1 = before_meeting.day
)

select
    report_id,
    published_on,
    case when is_first_seen then 'first_seen' when published_on is not null then 'site' end as published_source,
    meeting_date,
    clear_working_days,
    clear_calendar_days,
    -- what was first seen on a day may have been out long before
    clear_working_days is not null and (not is_first_seen or clear_working_days >= 5) as is_known
from counted
