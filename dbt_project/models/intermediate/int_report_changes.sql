{{ config(materialized='table') }}  -- as it was when the build began

-- Reports that are new, gone, or spoken for by another paper since the last build that came to its end.
{% set before = stamps_before(this) %}
with now as (
    select
        reports.report_id,
        {{ stamp_of('reports') }} as stamp
    from {{ ref('int_reports') }} as reports
)

{% if before %}
    select coalesce(now.report_id, before.report_id) as report_id
    from now
    full join {{ before }} as before on now.report_id = before.report_id
    where now.stamp is distinct from before.stamp
{% else %}
    select report_id
    from now
{% endif %}
