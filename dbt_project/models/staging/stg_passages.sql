select
    document_sha256,
    part,
    reader_version,
    seq,
    heading,
    text,
    first_page
from {{ source('warehouse', 'passages') }}
