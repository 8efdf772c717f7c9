{{ by_report() }}  -- rows of a report are made again when it changes

select
    reports.report_id,
    papers.seq,
    papers.label,
    papers.title,
    papers.url,
    coalesce({{ is_equality_assessment('papers.title') }}, false) as is_equality_assessment
from {{ changed_reports() }} as reports
inner join {{ ref('stg_papers') }} as papers
    on
        reports.document_sha256 = papers.document_sha256
        and reports.part = papers.part
        and reports.reader_version = papers.reader_version
where papers.paper_kind = 'appendix'
