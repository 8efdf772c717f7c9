{{ config(materialized='table') }}  -- two views count it

-- What each report says of each type that it has a heading for: the fullest of its headings speaks.
select
    implications.report_id,
    reports.gss_code,
    reports.quarter,
    reports.year,
    implications.type,
    arg_min(implications.stance, list_position([
        'stated', 'none_qualified', 'none_declared', 'see_elsewhere', 'considered_without_comment', 'placeholder', 'empty'
    ], implications.stance)) as stance
from {{ ref('implications') }} as implications
inner join {{ ref('int_implication_reports') }} as reports on implications.report_id = reports.report_id
where reports.is_read
group by all
