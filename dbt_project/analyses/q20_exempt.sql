-- 20. How many reports are exempt (Part II), and by which paragraphs of Schedule 12A?
-- First every report by what it says of itself (`paragraph` null), then each paragraph that exempt reports name;
-- `share` is of the reports that say, and for paragraphs of the exempt ones. not_stated is no "public". Papers that
-- sites list and do not show, or only behind a login, are in neither: `restricted` in reconciliation counts them,
-- here as withheld, without a share.
with said as (
    select
        report_id,
        case is_exempt when true then 'exempt' when false then 'public' else 'not_stated' end as marking
    from {{ ref('reports') }}
    where kind = 'officer_report'
),

paragraphs as (
    select
        fields.report_id,
        unnest(from_json(fields.value, '["varchar"]')) as paragraph
    from {{ ref('report_fields') }} as fields
    semi join said on fields.report_id = said.report_id and said.marking = 'exempt'
    where fields.field = 'exempt_paragraphs' and fields.state = 'found'
),

counted as (
    select
        marking,
        count(*) as papers
    from said
    group by marking
)

select
    marking,
    null as paragraph,
    papers,
    round(
        case
            when marking != 'not_stated'
                then papers / sum(papers) filter (where marking != 'not_stated') over ()
        end, 3
    ) as share
from counted
union all
select
    'exempt' as marking,
    paragraphs.paragraph,
    count(distinct paragraphs.report_id) as papers,
    round(count(distinct paragraphs.report_id) / counted.papers, 3) as share
from paragraphs
inner join counted on counted.marking = 'exempt'
group by paragraphs.paragraph, counted.papers
union all
select
    'withheld' as marking,
    null as paragraph,
    coalesce(sum(restricted), 0) as papers,
    null as share
from {{ ref('reconciliation') }}
order by marking asc, paragraph asc nulls first
