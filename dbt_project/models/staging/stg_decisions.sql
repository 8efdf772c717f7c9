select
    said.document_sha256,
    said.part,
    said.reader_version,
    said.seq,
    said.title,
    said.number,
    said.item,
    said.reference,
    said.text,
    said.outcome,
    said.actions,
    said.decided_on,
    said.reasons,
    said.alternatives,
    said.key_decision,
    said.subject_to_call_in,
    said.call_in_ends,
    said.published_on,
    said.effective_on,
    said.is_procedural
from {{ source('warehouse', 'decisions') }} as said
{{ without_rejected('said', "'decisions'") }}
