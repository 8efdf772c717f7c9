{{ config(materialized='view') }}  -- the release makes the table

select
    reports.report_id,
    passages.seq,
    passages.heading,
    passages.text,
    passages.first_page
from {{ ref('int_reports') }} as reports
inner join {{ ref('stg_passages') }} as passages
    on
        reports.document_sha256 = passages.document_sha256
        and reports.part = passages.part
        and reports.reader_version = passages.reader_version
