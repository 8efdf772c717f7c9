-- Every officer report faces every rule about reports, every council of the register every rule about councils.
-- `day` is the one on which the rule must have been in force: of the meeting, or of the topic's deadline.
select
    rules.rule_id,
    reports.report_id,
    reports.gss_code,
    reports.report_id as about,
    reports.meeting_date as day
from {{ ref('int_reports') }} as reports
cross join {{ ref('rules') }} as rules
where reports.kind = 'officer_report' and rules.level = 'report'
union all
select
    rules.rule_id,
    null as report_id,
    councils.gss_code,
    councils.gss_code as about,
    topics.deadline as day
from {{ ref('stg_councils') }} as councils
cross join {{ ref('rules') }} as rules
left join {{ ref('stg_topics') }} as topics on split_part(rules.subject, '/', 1) = topics.topic
where rules.level = 'council'
