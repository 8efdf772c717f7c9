-- Every council and year of a report against every type that any report has: what few reports carry is no template's.
with counted as (
    select
        gss_code,
        year,
        count(*) as reports,
        count(*) filter (where is_read) as reports_read
    from {{ ref('int_implication_reports') }}
    where year is not null
    group by gss_code, year
),

types as (
    select distinct type from {{ ref('int_report_implications') }}
),

carried as (
    select
        gss_code,
        year,
        type,
        count(*) as reports_with_heading
    from {{ ref('int_report_implications') }}
    where year is not null
    group by gss_code, year, type
),

shares as (
    select
        counted.gss_code,
        types.type,
        cast(counted.year as integer) as year,
        counted.reports,
        counted.reports_read,
        coalesce(carried.reports_with_heading, 0) as reports_with_heading,
        coalesce(carried.reports_with_heading, 0) / nullif(counted.reports_read, 0) as share_with_heading
    from counted
    cross join types
    left join carried
        on counted.gss_code = carried.gss_code and counted.year = carried.year and types.type = carried.type
),

judged as (
    select
        *,
        case
            when reports_read < {{ var('template_min_reports') }} then 'cannot_tell'
            when share_with_heading >= {{ var('template_offered_share') }} then 'offered'
            when share_with_heading < {{ var('template_absent_share') }} then 'not_offered'
            else 'cannot_tell'
        end as offer
    from shares
),

-- a spell ends with a year in which it is not offered; a year that cannot be told ends none
spells as (
    select
        *,
        count(*) filter (where offer = 'not_offered') over (
            partition by gss_code, type
            order by year
        ) as spell
    from judged
)

select
    gss_code,
    type,
    year,
    reports,
    reports_read,
    reports_with_heading,
    share_with_heading,
    offer,
    case
        when offer = 'offered' then min(year) filter (where offer = 'offered') over (partition by gss_code, type, spell)
    end as offered_since
from spells
