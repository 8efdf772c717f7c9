select
    document_sha256,
    part,
    reader_version,
    kind,
    first_page,
    last_page,
    sketch
from {{ source('warehouse', 'reports') }}
