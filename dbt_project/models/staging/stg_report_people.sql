select
    document_sha256,
    part,
    reader_version,
    seq,
    role_kind,
    name,
    role,
    label,
    portfolio,
    phone,
    email
from {{ source('warehouse', 'report_people') }}
