select
    document_sha256,
    part,
    reader_version,
    seq,
    heading,
    types,
    stance,
    text,
    word_count
from {{ source('warehouse', 'implications') }}
