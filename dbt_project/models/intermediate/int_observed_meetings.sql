-- What the body and the dates of a report say: whether the decision is an executive's, whether it falls at a meeting
-- in public, and how many clear working days the report was open before it (neither end counted, none after the
-- thirtieth day).
with reports as (
    select
        reports.*,
        body_types.is_meeting,
        body_types.is_executive,
        councils.governance_model,
        {{ london_day('reports.published_at') }} as published_on,
        coalesce(councils.governance_confidence, 'general_knowledge') != 'general_knowledge'
        and councils.governance_model in ('leader_cabinet', 'mayor_cabinet', 'committee')
        and coalesce(reports.meeting_date >= councils.governance_from, true)
        and coalesce(reports.meeting_date <= councils.governance_until, true) as is_governance_known
    from {{ ref('int_reports') }} as reports
    left join {{ ref('body_types') }} as body_types on reports.body_type = body_types.body_type
    left join {{ ref('stg_councils') }} as councils on reports.gss_code = councils.gss_code
    where reports.kind = 'officer_report'
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
    report_id,
    'executive_decision' as subject,
    cast(is_executive and coalesce(governance_model, '') != 'committee' as integer) as amount,
    is_executive is not null and (not is_executive or coalesce(is_governance_known, false)) as is_known,
    case
        when is_executive is null then 'body_unknown'
        when is_executive and not coalesce(is_governance_known, false) then 'governance_unknown'
        when is_executive and governance_model = 'committee' then 'committee_system'
    end as qualifier,
    null as evidence
from reports
union all
select
    report_id,
    'meeting_in_public' as subject,
    cast(is_meeting as integer) as amount,
    is_meeting is not null and not (is_meeting and coalesce(is_exempt, false)) as is_known,
    case when is_meeting is null then 'body_unknown' when is_meeting and is_exempt then 'exempt' end as qualifier,
    null as evidence
from reports
union all
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
        when reports.published_on > reports.meeting_date then 'published_again_later'
        when coalesce(working_days.amount, 0) >= 5 then null
        when reports.meeting_date - reports.published_on - 1 >= 5 then 'late_report, convention_sensitive'
        else 'late_report'
    end as qualifier,
    null as evidence
from reports
cross join calendar
left join working_days on reports.report_id = working_days.report_id
