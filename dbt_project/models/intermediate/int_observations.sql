{{ config(materialized='table') }}  -- the judge looks twice: at the subject and at what the rule applies to

-- Everything that a rule may ask about, in one shape. `about` is a report_id or a council's gss_code. Of a report
-- that was not read whole nothing is known, whatever was seen of it.
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
    select
        *,
        null as evidence
    from {{ ref('int_observed_bodies') }}
    union all
    select
        *,
        null as evidence
    from {{ ref('int_observed_clear_days') }}
)

select
    of_reports.report_id as about,
    of_reports.subject,
    cast(of_reports.amount as double) as amount,
    of_reports.is_known and reports.is_complete as is_known,
    case when reports.is_complete then of_reports.qualifier else 'incomplete' end as qualifier,
    of_reports.evidence
from of_reports
inner join {{ ref('int_reports') }} as reports on of_reports.report_id = reports.report_id
semi join asked on of_reports.subject = asked.subject
union all
select
    gss_code as about,
    subject,
    cast(amount as double) as amount,
    is_known,
    qualifier,
    evidence
from {{ ref('int_observed_topics') }}
