-- Versions side by side, field by field; most reports have one version and none of this.
with several as (
    select *
    from {{ ref('report_versions') }}
    qualify count(*) over (partition by report_id) > 1
),

said as (
    select
        several.report_id,
        several.version,
        several.change,
        several.known_from,
        fields.field,
        fields.state,
        fields.value,
        lag(several.version) over in_time as version_before,
        lag(fields.state) over in_time as state_before,
        lag(fields.value) over in_time as value_before
    from several
    inner join {{ ref('stg_report_fields') }} as fields
        on
            several.document_sha256 = fields.document_sha256
            and several.part = fields.part
            and several.reader_version = fields.reader_version
    window in_time as (partition by several.report_id, fields.field order by several.version)
)

select
    report_id,
    version,
    field,
    change,
    known_from,
    state_before,
    value_before,
    state as state_after,
    value as value_after
from said
where version_before is not null and (state != state_before or coalesce(value, '') != coalesce(value_before, ''))
