-- A field that a report does not speak of is there with its state, so that absent is never taken for not read.
with fields as (
    select
        report_id,
        count(*) as field_count
    from {{ ref('report_fields') }}
    group by report_id
),

whole as (
    select count(distinct field) as field_count
    from {{ ref('report_fields') }}
)

select
    reports.report_id,
    coalesce(fields.field_count, 0) as field_count,
    whole.field_count as expected_count
from {{ ref('reports') }} as reports
cross join whole
left join fields on reports.report_id = fields.report_id
where coalesce(fields.field_count, 0) != whole.field_count
