-- How long the agenda of a report's meeting was open before it. Of an agenda and its pack the earlier counts.
select
    reports.report_id,
    arg_max(days.report_id, days.clear_working_days) as agenda_id,
    max(days.clear_working_days) as clear_working_days,
    arg_max(days.clear_calendar_days, days.clear_working_days) as clear_calendar_days,
    coalesce(arg_max(days.is_known, days.clear_working_days), false) as is_known,
    coalesce(bool_and(papers.is_complete), false) as is_read,
    count(papers.paper_id) > 0 as is_held
from {{ ref('int_reports') }} as reports
left join {{ ref('int_meeting_papers') }} as papers
    on reports.report_id = papers.report_id and papers.kind in ('agenda', 'reports_pack')
left join {{ ref('int_clear_days') }} as days on papers.paper_id = days.report_id
where reports.kind = 'officer_report'
group by reports.report_id
