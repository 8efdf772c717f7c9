select
    reports.report_id,
    delegations.recommendation_seq,
    delegations.seq,
    delegations.delegated_to,
    delegations.in_consultation_with,
    delegations.scope
from {{ ref('int_reports') }} as reports
inner join {{ ref('stg_delegations') }} as delegations
    on
        reports.document_sha256 = delegations.document_sha256
        and reports.part = delegations.part
        and reports.reader_version = delegations.reader_version
