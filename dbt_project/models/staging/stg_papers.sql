select
    said.document_sha256,
    said.part,
    said.reader_version,
    said.paper_kind,
    said.seq,
    said.label,
    said.title,
    said.url
from {{ source('warehouse', 'papers') }} as said
{{ without_rejected('said', "case said.paper_kind when 'appendix' then 'appendices' else 'background_papers' end") }}
