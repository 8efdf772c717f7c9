select
    document_sha256,
    part,
    reader_version,
    recommendation_seq,
    seq,
    delegated_to,
    in_consultation_with,
    scope
from {{ source('warehouse', 'delegations') }}
