select
    said.document_sha256,
    said.part,
    said.reader_version,
    said.seq,
    said.heading,
    said.types,
    said.stance,
    said.text,
    said.word_count
from {{ source('warehouse', 'implications') }} as said
{{ without_rejected('said', "'implications'") }}
