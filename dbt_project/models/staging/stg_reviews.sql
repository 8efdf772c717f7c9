select
    document_sha256,
    part,
    field,
    decision,
    value,
    quote,
    reader_state,
    reader_value,
    decided_on
from {{ source('warehouse', 'reviews') }}
