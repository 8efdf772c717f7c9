select
    document_sha256,
    part,
    reader_version,
    paper_kind,
    seq,
    label,
    title,
    url
from {{ source('warehouse', 'papers') }}
