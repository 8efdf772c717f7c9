select
    said.document_sha256,
    said.part,
    said.reader_version,
    said.seq,
    said.number,
    said.text,
    said.action,
    said.actions
from {{ source('warehouse', 'recommendations') }} as said
{{ without_rejected('said', "'recommendations'") }}
