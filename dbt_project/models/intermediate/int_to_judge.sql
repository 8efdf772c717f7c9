{{ config(materialized='table') }}  -- the judge and the results' tests ask it

-- What this build judges: the reports that changed, and every decision and council.
select denominator.*
from {{ ref('int_rule_denominator') }} as denominator
left join {{ ref('int_changed_reports') }} as reports on denominator.report_id = reports.report_id
where denominator.level != 'report' or reports.report_id is not null
