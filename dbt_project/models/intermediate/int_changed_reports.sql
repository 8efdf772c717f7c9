{{ config(materialized='table') }}  -- every observation of papers starts from it

-- The reports that are new in this build, or stand otherwise than they did.
select reports.*
from {{ ref('int_reports') }} as reports
inner join {{ ref('int_report_states') }} as states on reports.report_id = states.report_id
where states.changed_in = '{{ invocation_id }}'
