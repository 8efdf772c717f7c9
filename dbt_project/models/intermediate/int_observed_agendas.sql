-- How long the agenda of a report's meeting was open, and whether what was not open for long enough is said to be
-- urgent. A meeting convened at short notice is lawful, and only its agenda can say that it was.
with worded as (
    select
        report_id,
        bool_or(wording = 'urgency') as says_urgent,
        bool_or(wording = 'short_notice') as says_short_notice
    from {{ ref('int_wordings') }}
    where wording in ('urgency', 'short_notice')
    group by report_id
),

minutes as (
    select
        papers.report_id,
        bool_or(coalesce(worded.says_urgent, false)) as says_urgent
    from {{ ref('int_meeting_papers') }} as papers
    left join worded on papers.paper_id = worded.report_id
    where papers.kind = 'minutes' and papers.is_complete
    group by papers.report_id
),

seen as (
    select
        agendas.*,
        agendas.clear_working_days >= 5 as is_in_time,
        coalesce(agenda.says_short_notice, false) or coalesce(report.says_short_notice, false) as is_excused,
        coalesce(report.says_urgent, false) or coalesce(minutes.says_urgent, false) as is_urgent,
        minutes.report_id is not null as has_minutes
    from {{ ref('int_agenda_days') }} as agendas
    left join worded as report on agendas.report_id = report.report_id
    left join worded as agenda on agendas.agenda_id = agenda.report_id
    left join minutes on agendas.report_id = minutes.report_id
)

select
    report_id,
    'agenda/clear_working_days' as subject,
    clear_working_days as amount,
    is_known and (is_in_time or (is_read and not is_excused)) as is_known,
    case
        when not is_held then 'agenda_not_held'
        when not is_known then 'date_unknown'
        when is_in_time then null
        when is_excused then 'late_excused'
        when not is_read then 'agenda_not_read'
        when clear_calendar_days >= 5 then 'late, convention_sensitive'
        else 'late'
    end as qualifier
from seen
union all
select
    report_id,
    'agenda/late' as subject,
    cast(not is_in_time as integer) as amount,
    is_known,
    case when not is_held then 'agenda_not_held' when not is_known then 'date_unknown' end as qualifier
from seen
union all
select
    report_id,
    'urgency/stated' as subject,
    cast(is_urgent as integer) as amount,
    is_urgent or has_minutes as is_known,
    case when not is_urgent and not has_minutes then 'minutes_not_held' end as qualifier
from seen
