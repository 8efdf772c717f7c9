-- How many clear working days a report was open before its meeting: neither end counts, nor weekends and bank holidays,
-- nor anything after the thirtieth day.
with reports as (
    select
        report_id,
        meeting_date,
        {{ london_day('published_at') }} as published_on
    from {{ ref('int_reports') }}
    where kind = 'officer_report'
),

open_days as (
    select
        report_id,
        unnest(generate_series(published_on + 1, least(meeting_date - 1, published_on + 30), interval 1 day)) as day
    from reports
    where published_on < meeting_date
),

working_days as (
    select
        open_days.report_id,
        count(*) as amount
    from open_days
    anti join {{ ref('bank_holidays') }} as holidays on open_days.day = holidays.holiday
    where isodow(open_days.day) <= 5
    group by open_days.report_id
),

calendar as (
    select
        min(holiday) as opens_on,
        max(holiday) as closes_on
    from {{ ref('bank_holidays') }}
)

select
    reports.report_id,
    'clear_working_days' as subject,
    coalesce(working_days.amount, 0) as amount,
    coalesce(
        reports.published_on <= reports.meeting_date
        and reports.published_on >= calendar.opens_on
        and reports.meeting_date <= calendar.closes_on,
        false
    ) as is_known,
    case
        when reports.published_on is null or reports.meeting_date is null then 'date_unknown'
        -- a site's date after the meeting is that of a later upload
        when reports.published_on > reports.meeting_date then 'published_again_later'
        when coalesce(working_days.amount, 0) >= 5 then null
        when reports.meeting_date - reports.published_on - 1 >= 5 then 'late_report, convention_sensitive'
        else 'late_report'
    end as qualifier
from reports
cross join calendar
left join working_days on reports.report_id = working_days.report_id
