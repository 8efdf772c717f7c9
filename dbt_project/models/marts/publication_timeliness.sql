select
    reports.report_id,
    reports.gss_code,
    reports.body_type,
    days.meeting_date,
    reports.published_at,
    days.published_on,
    days.published_source,
    days.clear_working_days,
    days.clear_calendar_days,
    days.is_known,
    case
        when not body_types.is_meeting then 'not_applicable'
        -- what is not open to the public at all has no day on which it was opened
        when body_types.is_meeting is null or reports.is_exempt or not days.is_known then 'cannot_tell'
        when days.clear_working_days >= 5 then 'in_time'
        else 'late'
    end as timeliness,
    days.clear_working_days < 5 and days.clear_calendar_days >= 5 as convention_sensitive,
    late.report_id is not null as is_late_paper
from {{ ref('int_reports') }} as reports
inner join {{ ref('int_clear_days') }} as days on reports.report_id = days.report_id
left join {{ ref('body_types') }} as body_types on reports.body_type = body_types.body_type
left join {{ ref('int_late_papers') }} as late on reports.report_id = late.report_id
where reports.kind = 'officer_report'
