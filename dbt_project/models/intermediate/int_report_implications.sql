-- depends_on: {{ ref('int_report_states') }}
{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook="{{ forget_changed(this) }}"
) }}  -- two views count it

-- What each report says of each type that it has a heading for: the fullest of its headings speaks.
select
    implications.report_id,
    reports.gss_code,
    reports.quarter,
    reports.year,
    implications.type,
    arg_min(
        implications.stance,
        case implications.stance
            when 'stated' then 1
            when 'none_qualified' then 2
            when 'none_declared' then 3
            when 'see_elsewhere' then 4
            when 'considered_without_comment' then 5
            when 'placeholder' then 6
            else 7
        end
    ) as stance
from {{ ref('implications') }} as implications
inner join {{ ref('int_implication_reports') }} as reports on implications.report_id = reports.report_id
semi join {{ ref('int_changed_reports') }} as changed on implications.report_id = changed.report_id
where reports.is_read
group by all
