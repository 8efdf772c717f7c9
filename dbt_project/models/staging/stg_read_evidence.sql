select
    document_sha256,
    part,
    reader_version,
    path,
    seq,
    value,
    quote,
    page,
    first_block,
    first_offset,
    last_block,
    last_offset,
    rule,
    confidence
from {{ source('warehouse', 'evidence') }}
