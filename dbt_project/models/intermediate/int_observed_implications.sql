-- How much a report says of each kind of implication that a rule asks about: 0 nothing, or a heading with no text of
-- its own, 1 a topic named without comment, 2 that there is none, or where else to look, 3 something.
with subjects as (
    select distinct
        subject,
        split_part(subject, '/', 2) as type  -- noqa: RF04
    from {{ ref('rules') }}
    where subject like 'implications/%' and subject != 'implications/unwritten'
),

reports as (
    select
        reports.report_id,
        reports.document_sha256,
        reports.part,
        reports.reader_version,
        coalesce(bool_or(fields.state = 'unclear'), false) as is_unclear
    from {{ ref('int_reports') }} as reports
    left join {{ ref('stg_report_fields') }} as fields
        on
            reports.document_sha256 = fields.document_sha256
            and reports.part = fields.part
            and reports.reader_version = fields.reader_version
            and fields.field = 'implications'
    where reports.kind = 'officer_report'
    group by all
),

headings as (
    select
        reports.report_id,
        implications.types,
        implications.stance,
        implications.seq,
        case
            when implications.stance in ('stated', 'none_qualified') then 3
            when implications.stance in ('none_declared', 'see_elsewhere') then 2
            when implications.stance = 'considered_without_comment' then 1
            else 0
        end as amount
    from reports
    inner join {{ ref('stg_implications') }} as implications
        on
            reports.document_sha256 = implications.document_sha256
            and reports.part = implications.part
            and reports.reader_version = implications.reader_version
)

select
    reports.report_id,
    subjects.subject,
    coalesce(headings.amount, 0) as amount,
    headings.report_id is not null or not reports.is_unclear as is_known,
    case
        when headings.stance != 'stated' then headings.stance
        when headings.report_id is null and reports.is_unclear then 'unclear'
    end as qualifier,
    '/implications/' || headings.seq || '/heading' as evidence
from reports
cross join subjects
left join headings on reports.report_id = headings.report_id and list_contains(headings.types, subjects.type)
qualify
    row_number() over (
        partition by reports.report_id, subjects.subject
        order by headings.amount desc nulls last, headings.seq asc
    ) = 1
union all
select
    reports.report_id,
    'implications/unwritten' as subject,
    count(headings.seq) as amount,
    not reports.is_unclear as is_known,
    case when reports.is_unclear then 'unclear' end as qualifier,
    '/implications/' || min(headings.seq) || '/heading' as evidence
from reports
left join headings on reports.report_id = headings.report_id and headings.amount = 1
group by reports.report_id, reports.is_unclear
