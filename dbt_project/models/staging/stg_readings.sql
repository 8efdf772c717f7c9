select
    document_sha256,
    reader_version,
    media_type,
    size_bytes,
    read_state,
    why,
    pages,
    words,
    fallback_pages,
    ocr_pages,
    read_at
from {{ source('warehouse', 'readings') }}
