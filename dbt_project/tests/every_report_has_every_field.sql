-- A field that a report does not speak of is there with its state, so that absent is never taken for not read. A report
-- that stands as it did was asked then.
with fields as (
    select
        fields.report_id,
        count(*) as field_count
    from {{ ref('report_fields') }} as fields
    semi join {{ ref('int_changed_reports') }} as changed on fields.report_id = changed.report_id
    group by fields.report_id
),

whole as (
    select max(field_count) as field_count
    from fields
)

select
    reports.report_id,
    coalesce(fields.field_count, 0) as field_count,
    whole.field_count as expected_count
from {{ ref('int_changed_reports') }} as reports
cross join whole
left join fields on reports.report_id = fields.report_id
where coalesce(fields.field_count, 0) != coalesce(whole.field_count, -1)
