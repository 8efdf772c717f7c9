-- 13. How often is an equality impact assessment attached?
-- By the weightiest of what the report says under equality; `with_assessment` lists one among its appendices.
-- absent: read, and no such heading; not_read: in no share. One that is only mentioned, or kept as a background
-- paper, is not attached. Null share: not read.
with assessed as (
    select distinct report_id from {{ ref('appendices') }}
    where is_equality_assessment
),

stances as (
    select
        report_id,
        arg_min(
            stance,
            list_position(
                [
                    'stated', 'none_qualified', 'none_declared', 'see_elsewhere',
                    'considered_without_comment', 'placeholder', 'empty'
                ],
                stance
            )
        ) as stance
    from {{ ref('implications') }}
    where type = 'equality'
    group by report_id
),

unread as (
    select report_id from {{ ref('report_fields') }}
    where field = 'implications' and state = 'unclear'
)

select
    coalesce(
        stances.stance, case when unread.report_id is null and reports.is_complete then 'absent' else 'not_read' end
    ) as equality,
    count(*) as reports,
    count(assessed.report_id) as with_assessment,
    case
        when equality != 'not_read' then round(count(assessed.report_id) / count(*), 3)
    end as share_with_assessment
from {{ ref('reports') }} as reports
left join stances on reports.report_id = stances.report_id
left join assessed on reports.report_id = assessed.report_id
left join unread on reports.report_id = unread.report_id
where reports.kind = 'officer_report'
group by equality
order by reports desc, equality asc
