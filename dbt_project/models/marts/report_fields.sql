{{ config(materialized='view') }}  -- the release makes the table

select
    reports.report_id,
    fields.field,
    fields.state,
    fields.value
from {{ ref('int_reports') }} as reports
inner join {{ ref('stg_report_fields') }} as fields
    on
        reports.document_sha256 = fields.document_sha256
        and reports.part = fields.part
        and reports.reader_version = fields.reader_version
