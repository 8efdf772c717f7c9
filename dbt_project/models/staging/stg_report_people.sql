select
    said.document_sha256,
    said.part,
    said.reader_version,
    said.seq,
    said.role_kind,
    said.name,
    said.role,
    said.label,
    said.portfolio,
    said.phone,
    said.email
from {{ source('warehouse', 'report_people') }} as said
{{ without_rejected('said', "said.role_kind || case said.role_kind when 'report_of' then '' else 's' end") }}
