-- The agenda, the pack and the minutes of the meeting at which a report was taken: of the same council, day and body.
with papers as (
    select
        report_id,
        gss_code,
        kind,
        meeting_date,
        is_complete,
        {{ meets_as('body_type', 'body') }} as meets_as
    from {{ ref('int_reports') }}
    where
        meeting_date is not null
        and kind in ('officer_report', 'agenda', 'reports_pack', 'minutes')
        -- the listing of minutes may be that of the meeting which confirms them
        and (kind != 'minutes' or meeting_date_source = 'paper')
)

select
    reports.report_id,
    papers.report_id as paper_id,
    papers.kind,
    papers.is_complete
from papers as reports
inner join papers
    on
        reports.gss_code = papers.gss_code
        and reports.meeting_date = papers.meeting_date
        and reports.meets_as = papers.meets_as
where reports.kind = 'officer_report' and papers.kind != 'officer_report'
