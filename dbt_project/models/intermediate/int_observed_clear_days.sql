-- How many clear working days a report was open before its meeting.
select
    days.report_id,
    'clear_working_days' as subject,
    coalesce(days.clear_working_days, 0) as amount,
    days.is_known,
    case
        when days.published_on is null or days.meeting_date is null then 'date_unknown'
        -- a site's date after the meeting is that of a later upload
        when days.published_on > days.meeting_date then 'published_again_later'
        when days.clear_working_days >= 5 then null
        when days.published_source = 'first_seen' then 'date_unknown'
        when days.clear_calendar_days >= 5 then 'late_report, convention_sensitive'
        else 'late_report'
    end as qualifier
from {{ ref('int_clear_days') }} as days
inner join {{ ref('int_reports') }} as reports on days.report_id = reports.report_id
where reports.kind = 'officer_report'
