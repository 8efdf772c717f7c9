select
    document_sha256,
    part,
    reader_version,
    seq,
    code,
    message,
    path,
    page
from {{ source('warehouse', 'issues') }}
