{{ by_report() }}  -- rows of a report are made again when it changes

select
    reports.report_id,
    fields.field,
    fields.state,
    fields.value
from {{ changed_reports() }} as reports
inner join {{ ref('stg_report_fields') }} as fields
    on
        reports.document_sha256 = fields.document_sha256
        and reports.part = fields.part
        and reports.reader_version = fields.reader_version
