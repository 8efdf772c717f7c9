-- 19. Are background papers listed, linked, declared none, or only a heading?
-- `background_papers` linked: some listed paper has an address; listed: none has; none_declared: the report says
-- none; heading_only: the form's words with nothing listed; absent: no such words. `share` is of the reports read;
-- null for not_read. Outside an executive no link is asked for: rules B01 to B03 judge.
with papers as (
    select
        report_id,
        count(url) as linked
    from {{ ref('background_papers') }}
    group by report_id
),

stood as (
    select
        case
            when papers.linked > 0 then 'linked'
            when papers.linked = 0 or stances.value = 'stated' then 'listed'
            when stances.value = 'none_listed' then 'heading_only'
            when stances.value = 'none_declared' or stances.state = 'none_stated' then 'none_declared'
            when stances.state = 'unclear' or not reports.is_complete then 'not_read'
            else 'absent'
        end as background_papers,
        count(*) as reports
    from {{ ref('reports') }} as reports
    left join {{ ref('report_fields') }} as stances
        on reports.report_id = stances.report_id and stances.field = 'background_papers_stance'
    left join papers on reports.report_id = papers.report_id
    where reports.kind = 'officer_report'
    group by background_papers
)

select
    background_papers,
    reports,
    round(
        case
            when background_papers != 'not_read'
                then reports / sum(reports) filter (where background_papers != 'not_read') over ()
        end, 3
    ) as share
from stood
order by reports desc, background_papers asc
