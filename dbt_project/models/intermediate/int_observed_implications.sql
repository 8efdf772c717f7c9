-- How much a report says of each kind of implication that a rule asks about: 0 nothing, or a heading with no text of
-- its own, 1 a topic named without comment, 2 that there is none, or where else to look, 3 something.
with reports as (
    select
        reports.report_id,
        coalesce(fields.state = 'unclear', false) as is_unclear
    from {{ ref('int_changed_reports') }} as reports
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
        implications.report_id,
        implications.seq,
        implications.type,
        implications.stance,
        '/implications/' || implications.seq || '/heading' as path,
        case
            when implications.stance in ('stated', 'none_qualified') then 3
            when implications.stance in ('none_declared', 'see_elsewhere') then 2
            when implications.stance = 'considered_without_comment' then 1
            else 0
        end as amount
    from {{ ref('implications') }} as implications
    semi join reports on implications.report_id = reports.report_id
),

assessed as (
    select
        reports.report_id,
        arg_min(
            case papers.paper_kind when 'appendix' then '/appendices/' else '/background_papers/' end
            || papers.seq || '/title',
            papers.seq
        ) as path
    from {{ ref('stg_papers') }} as papers
    inner join {{ ref('int_changed_reports') }} as reports
        on
            papers.document_sha256 = reports.document_sha256
            and papers.part = reports.part
            and papers.reader_version = reports.reader_version
    where {{ is_equality_assessment('papers.title') }}
    group by reports.report_id
),

fullest as (
    select
        report_id,
        type,
        max(amount) as amount,
        count(*) as headings,
        first(stance order by amount desc, seq asc) as stance,
        first(path order by amount desc, seq asc) as path
    from headings
    group by report_id, type
),

counted as (
    select
        report_id,
        count(distinct seq) as headings,
        count(distinct seq) filter (where stance = 'none_declared') as none_declared,
        count(distinct seq) filter (where amount = 1) as unwritten,
        arg_min(path, seq) filter (where amount = 1) as unwritten_path,
        arg_min(path, seq) as path
    from headings
    group by report_id
),

asked as (
    select distinct subject from {{ ref('rules') }}
    where
        starts_with(subject, 'implications/')
        and subject not in ('implications/equality_or_assessment', 'implications/none_share', 'implications/unwritten')
),

asked_headings as (
    select distinct subject from {{ ref('rules') }}
    where starts_with(subject, 'headings/')
),

observed as (
    select
        reports.report_id,
        asked.subject,
        coalesce(fullest.amount, 0) as amount,
        fullest.report_id is not null as is_seen,
        nullif(fullest.stance, 'stated') as qualifier,
        fullest.path as evidence
    from reports
    cross join asked
    left join fullest
        on reports.report_id = fullest.report_id and split_part(asked.subject, '/', 2) = fullest.type
    union all
    select
        reports.report_id,
        asked_headings.subject,
        coalesce(fullest.headings, 0) as amount,
        fullest.report_id is not null as is_seen,
        nullif(fullest.stance, 'stated') as qualifier,
        fullest.path as evidence
    from reports
    cross join asked_headings
    left join fullest
        on reports.report_id = fullest.report_id and split_part(asked_headings.subject, '/', 2) = fullest.type
    union all
    select
        reports.report_id,
        'implications/equality_or_assessment' as subject,
        case when assessed.report_id is not null then 3 else coalesce(fullest.amount, 0) end as amount,
        fullest.report_id is not null or assessed.report_id is not null as is_seen,
        case
            when fullest.amount = 3 then nullif(fullest.stance, 'stated')
            when assessed.report_id is not null then 'assessment_attached'
            else fullest.stance
        end as qualifier,
        case
            when assessed.report_id is not null and coalesce(fullest.amount, 0) < 3 then assessed.path else fullest.path
        end as evidence
    from reports
    left join fullest on reports.report_id = fullest.report_id and fullest.type = 'equality'
    left join assessed on reports.report_id = assessed.report_id
    union all
    select
        reports.report_id,
        unnest(['implications/unwritten', 'implications/none_share', 'implications/six_headings']) as subject,
        unnest([
            coalesce(counted.unwritten, 0),
            coalesce(counted.none_declared / counted.headings, 0),
            cast(coalesce(counted.headings, 0) >= 6 as integer)
        ]) as amount,
        counted.report_id is not null as is_seen,
        unnest([
            null,
            case when counted.none_declared / counted.headings >= 0.8 then 'mostly_none' end,
            case when coalesce(counted.headings, 0) < 6 then 'fewer_than_six_headings' end
        ]) as qualifier,
        unnest([counted.unwritten_path, counted.path, counted.path]) as evidence
    from reports
    left join counted on reports.report_id = counted.report_id
)

select
    observed.report_id,
    observed.subject,
    observed.amount,
    observed.is_seen or not reports.is_unclear as is_known,
    case when not observed.is_seen and reports.is_unclear then 'unclear' else observed.qualifier end as qualifier,
    observed.evidence
from observed
inner join reports on observed.report_id = reports.report_id
