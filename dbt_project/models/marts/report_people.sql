{{ config(materialized='view') }}  -- the release makes the table

select
    reports.report_id,
    people.seq,
    people.role_kind,
    people.name,
    people.role,
    people.label,
    people.portfolio,
    people.phone,
    people.email
from {{ ref('int_reports') }} as reports
inner join {{ ref('stg_report_people') }} as people
    on
        reports.document_sha256 = people.document_sha256
        and reports.part = people.part
        and reports.reader_version = people.reader_version
