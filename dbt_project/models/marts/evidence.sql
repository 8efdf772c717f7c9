{{ config(materialized='view') }}  -- the release makes the table

select
    reports.report_id,
    evidence.path,
    evidence.seq,
    evidence.value,
    evidence.quote,
    evidence.page,
    evidence.rule,
    evidence.confidence,
    evidence.document_sha256,
    reports.url
from {{ ref('int_reports') }} as reports
inner join {{ ref('stg_evidence') }} as evidence
    on
        reports.document_sha256 = evidence.document_sha256
        and reports.part = evidence.part
        and reports.reader_version = evidence.reader_version
