{{ config(materialized='view') }}  -- the release makes the table

select
    reports.report_id,
    papers.seq,
    papers.label,
    papers.title,
    papers.url,
    coalesce({{ is_equality_assessment('papers.title') }}, false) as is_equality_assessment
from {{ ref('int_reports') }} as reports
inner join {{ ref('stg_papers') }} as papers
    on
        reports.document_sha256 = papers.document_sha256
        and reports.part = papers.part
        and reports.reader_version = papers.reader_version
where papers.paper_kind = 'appendix'
