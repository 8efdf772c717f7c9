-- What rules are judged about: every officer report, every decision that is not only procedure, every council of the
-- register by each topic that a rule asks about. `day` is the one on which a rule must have been in force: of the
-- meeting, of the decision, or of the topic's deadline.
with asked as (
    select distinct split_part(subject, '/', 1) as topic
    from {{ ref('rules') }}
    where level = 'council'
)

select
    'report' as level,
    '' as topic,
    report_id as about,
    report_id,
    gss_code,
    meeting_date as day
from {{ ref('int_reports') }}
where kind = 'officer_report'
union all
select
    'decision' as level,
    '' as topic,
    decision_id as about,
    null as report_id,
    gss_code,
    decided_on as day
from {{ ref('int_decision_standing') }}
union all
select
    'council' as level,
    asked.topic,
    councils.gss_code as about,
    null as report_id,
    councils.gss_code,
    topics.deadline as day
from {{ ref('stg_councils') }} as councils
cross join asked
left join {{ ref('stg_topics') }} as topics on asked.topic = topics.topic
