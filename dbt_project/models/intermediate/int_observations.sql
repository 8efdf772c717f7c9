{{ config(materialized='table') }}  -- the judge looks twice: at the subject and at what the rule applies to

-- Everything that a rule may ask about what this build judges, in one shape. `about` is a report_id, a decision_id or a
-- council's gss_code. Of a paper that was not read whole nothing is known, whatever was seen of it.
with asked as (
    select subject from {{ ref('rules') }}
    union distinct
    select applies_if as subject from {{ ref('rules') }}
    where applies_if is not null
),

of_reports as (
    select * from {{ ref('int_observed_topics_of_reports') }}
    union all
    select * from {{ ref('int_observed_fields') }}
    union all
    select * from {{ ref('int_observed_implications') }}
    union all
    select * from {{ ref('int_observed_exempt') }}
    union all
    select * from {{ ref('int_observed_papers') }}
    union all
    select * from {{ ref('int_observed_delegations') }}
    union all
    select * from {{ ref('int_observed_weekdays') }}
    union all
    select * from {{ ref('int_observed_key_stated') }}
    union all
    select
        *,
        null as evidence
    from {{ ref('int_observed_bodies') }}
    union all
    select
        *,
        null as evidence
    from {{ ref('int_observed_online') }}
),

-- counted from the meeting's day, they rest on where the report says it
of_days as (
    select * from {{ ref('int_observed_clear_days') }}
    union all
    select * from {{ ref('int_observed_agendas') }}
),

of_decisions as (
    select * from {{ ref('int_observed_records') }}
    union all
    select * from {{ ref('int_observed_notices') }}
    union all
    select * from {{ ref('int_observed_call_in') }}
),

of_papers as (
    select
        of_reports.* rename (report_id as about),  -- noqa: RF02
        reports.is_complete
    from of_reports
    inner join {{ ref('int_changed_reports') }} as reports on of_reports.report_id = reports.report_id
    union all
    select
        of_days.* rename (report_id as about),  -- noqa: RF02
        case when of_days.is_known and reports.meeting_date_source = 'paper' then '/meeting_date' end as evidence,
        reports.is_complete
    from of_days
    inner join {{ ref('int_changed_reports') }} as reports on of_days.report_id = reports.report_id
    union all
    select
        of_decisions.* rename (decision_id as about),  -- noqa: RF02
        standing.is_complete
    from of_decisions
    inner join {{ ref('int_decision_standing') }} as standing on of_decisions.decision_id = standing.decision_id
),

of_councils as (
    select * from {{ ref('int_observed_topics') }}
    union all
    select * from {{ ref('int_observed_key_status') }}
)

select
    of_papers.about,
    of_papers.subject,
    cast(of_papers.amount as double) as amount,
    of_papers.is_known and of_papers.is_complete as is_known,
    case when of_papers.is_complete then of_papers.qualifier else 'incomplete' end as qualifier,
    of_papers.evidence
from of_papers
semi join asked on of_papers.subject = asked.subject
union all
select
    gss_code as about,
    subject,
    cast(amount as double) as amount,
    is_known,
    qualifier,
    evidence
from of_councils
