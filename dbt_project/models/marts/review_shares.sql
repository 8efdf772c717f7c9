-- Of the reports that are held, by field.
with fields as (
    select
        fields.field,
        fields.state,
        reviewed.decision
    from {{ ref('int_reports') }} as reports
    inner join {{ ref('stg_read_fields') }} as fields
        on
            reports.document_sha256 = fields.document_sha256
            and reports.part = fields.part
            and reports.reader_version = fields.reader_version
    left join {{ ref('stg_reviewed_fields') }} as reviewed
        on
            fields.document_sha256 = reviewed.document_sha256
            and fields.part = reviewed.part
            and fields.reader_version = reviewed.reader_version
            and fields.field = reviewed.field
)

select
    field,
    count(*) filter (where state != 'absent' or decision is not null) as fields_read,
    count(decision) as reviewed,
    count(*) filter (where decision = 'accept') as accepted,
    count(*) filter (where decision = 'correct') as corrected,
    count(*) filter (where decision = 'reject') as rejected,
    round(count(decision) / nullif(fields_read, 0), 4) as share
from fields
group by field
