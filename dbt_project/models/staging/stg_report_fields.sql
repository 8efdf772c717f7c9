select
    fields.document_sha256,
    fields.part,
    fields.reader_version,
    fields.field,
    case reviewed.decision when 'correct' then 'found' when 'reject' then 'unclear' else fields.state end as state,
    case reviewed.decision when 'correct' then reviewed.value when 'reject' then null else fields.value end as value
from {{ ref('stg_read_fields') }} as fields
left join {{ ref('stg_reviewed_fields') }} as reviewed
    on
        fields.document_sha256 = reviewed.document_sha256
        and fields.part = reviewed.part
        and fields.reader_version = reviewed.reader_version
        and fields.field = reviewed.field
