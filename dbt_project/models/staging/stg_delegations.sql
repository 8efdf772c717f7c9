select
    said.document_sha256,
    said.part,
    said.reader_version,
    said.recommendation_seq,
    said.seq,
    said.delegated_to,
    said.in_consultation_with,
    said.scope
from {{ source('warehouse', 'delegations') }} as said
{{ without_rejected('said', "'recommendations'") }}
