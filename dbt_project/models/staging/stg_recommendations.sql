select
    document_sha256,
    part,
    reader_version,
    seq,
    number,
    text,
    action,
    actions
from {{ source('warehouse', 'recommendations') }}
