{{ config(materialized='table') }}  -- comparing sketches is the dearest step: once per build

-- The first seen of the parts that are linked names the report. Two steps along the links reach every format of a
-- paper and its copies in packs.
with parts as (
    select * from {{ ref('int_council_parts') }}
),

one_step as (
    select
        parts.gss_code,
        parts.place,
        least(parts.place, coalesce(min(links.other), parts.place)) as first_place
    from parts
    left join {{ ref('int_report_links') }} as links on parts.gss_code = links.gss_code and parts.place = links.place
    group by parts.gss_code, parts.place
),

two_steps as (
    select
        one_step.gss_code,
        one_step.place,
        least(one_step.first_place, coalesce(min(beyond.first_place), one_step.first_place)) as first_place
    from one_step
    left join {{ ref('int_report_links') }} as links
        on one_step.gss_code = links.gss_code and one_step.place = links.place
    left join one_step as beyond on links.gss_code = beyond.gss_code and links.other = beyond.place
    group by one_step.gss_code, one_step.place, one_step.first_place
)

select
    substr(sha256(concat(firsts.gss_code, firsts.document_sha256, firsts.part)), 1, 16) as report_id,
    parts.* exclude (place, sketch)  -- noqa: RF02
from parts
inner join two_steps on parts.gss_code = two_steps.gss_code and parts.place = two_steps.place
inner join parts as firsts
    on two_steps.gss_code = firsts.gss_code and two_steps.first_place = firsts.place
