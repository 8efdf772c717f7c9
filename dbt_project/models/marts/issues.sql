select
    reports.report_id,
    issues.seq,
    issues.code,
    issues.message,
    issues.path,
    issues.page
from {{ ref('int_reports') }} as reports
inner join {{ ref('stg_issues') }} as issues
    on
        reports.document_sha256 = issues.document_sha256
        and reports.part = issues.part
        and reports.reader_version = issues.reader_version
