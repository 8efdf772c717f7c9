select
    document_sha256,
    part,
    reader_version,
    field,
    state,
    value
from {{ source('warehouse', 'report_fields') }}
