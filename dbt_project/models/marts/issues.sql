-- What the reader was unsure of, unless a person has decided since; and decisions that need another look.
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
anti join {{ ref('stg_reviewed_fields') }} as reviewed
    on
        issues.document_sha256 = reviewed.document_sha256
        and issues.part = reviewed.part
        and issues.reader_version = reviewed.reader_version
        and {{ is_of_field('issues.path', 'reviewed.field') }}
union all
select
    report_id,
    cast(1000 + row_number() over (partition by report_id order by field) as integer) as seq,
    'review_outdated' as code,
    concat(
        replace(field, '_', ' '), ' was decided on ', decided_on, ' (', decision, ': ',
        coalesce(left(value, 120), 'nothing'), '), and that is not applied: ', why
    ) as message,
    '/' || field as path,
    cast(null as integer) as page
from {{ ref('int_outdated_reviews') }}
