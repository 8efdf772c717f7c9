-- How much a report says of each kind of implication that a rule asks about: 0 nothing, or a heading with no text of
-- its own, 1 a topic named without comment, 2 that there is none, or where else to look, 3 something.
with reports as (
    select
        reports.report_id,
        coalesce(fields.state = 'unclear', false) as is_unclear
    from {{ ref('int_reports') }} as reports
    left join {{ ref('stg_report_fields') }} as fields
        on
            reports.document_sha256 = fields.document_sha256
            and reports.part = fields.part
            and reports.reader_version = fields.reader_version
            and fields.field = 'implications'
    where reports.kind = 'officer_report'
),

headings as (
    select
        *,
        '/implications/' || seq || '/heading' as path,
        case
            when stance in ('stated', 'none_qualified') then 3
            when stance in ('none_declared', 'see_elsewhere') then 2
            when stance = 'considered_without_comment' then 1
            else 0
        end as amount
    from {{ ref('implications') }}
),

fullest as (
    select
        report_id,
        'implications/' || type as subject,
        max(amount) as amount,
        first(nullif(stance, 'stated') order by amount desc, seq asc) as qualifier,
        first(path order by amount desc, seq asc) as evidence
    from headings
    group by report_id, type
    union all
    select
        report_id,
        'implications/unwritten' as subject,
        count(distinct seq) as amount,
        null as qualifier,
        first(path order by seq asc) as evidence
    from headings
    where amount = 1
    group by report_id
),

subjects as (
    select distinct subject from {{ ref('rules') }}
    where subject like 'implications/%'
)

select
    reports.report_id,
    subjects.subject,
    coalesce(fullest.amount, 0) as amount,
    fullest.report_id is not null or not reports.is_unclear as is_known,
    case when fullest.report_id is null and reports.is_unclear then 'unclear' else fullest.qualifier end as qualifier,
    fullest.evidence
from reports
cross join subjects
left join fullest on reports.report_id = fullest.report_id and subjects.subject = fullest.subject
