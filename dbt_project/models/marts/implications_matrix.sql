-- Every council and quarter of a report against every type; what a report that was read has no heading for is absent.
with counted as (
    select
        gss_code,
        quarter,
        year,
        count(*) as reports,
        count(*) filter (where not is_read) as not_read
    from {{ ref('int_implication_reports') }}
    group by gss_code, quarter, year
),

types as (
    select distinct type from {{ ref('int_report_implications') }}
),

said as (
    select
        gss_code,
        quarter,
        type,
        count(*) as with_heading,
        count(*) filter (where stance = 'stated') as stated,
        count(*) filter (where stance = 'none_qualified') as none_qualified,
        count(*) filter (where stance = 'none_declared') as none_declared,
        count(*) filter (where stance = 'see_elsewhere') as see_elsewhere,
        count(*) filter (where stance = 'considered_without_comment') as considered_without_comment,
        count(*) filter (where stance = 'placeholder') as placeholder,
        count(*) filter (where stance = 'empty') as empty
    from {{ ref('int_report_implications') }}
    group by gss_code, quarter, type
),

filled as (
    select
        counted.gss_code,
        types.type,
        counted.quarter,
        counted.reports,
        counted.not_read,
        coalesce(said.stated, 0) as stated,
        coalesce(said.none_qualified, 0) as none_qualified,
        coalesce(said.none_declared, 0) as none_declared,
        coalesce(said.see_elsewhere, 0) as see_elsewhere,
        coalesce(said.considered_without_comment, 0) as considered_without_comment,
        coalesce(said.placeholder, 0) as placeholder,
        coalesce(said.empty, 0) as empty,
        counted.reports - counted.not_read - coalesce(said.with_heading, 0) as absent,
        coalesce(offers.offer, 'cannot_tell') as offer,
        case when offers.offer = 'offered' then counted.reports - counted.not_read else 0 end as denominator
    from counted
    cross join types
    left join said on counted.gss_code = said.gss_code and counted.quarter = said.quarter and types.type = said.type
    left join {{ ref('template_offers') }} as offers
        on counted.gss_code = offers.gss_code and counted.year = offers.year and types.type = offers.type
)

select
    *,
    case when denominator > 0
            then (stated + none_qualified + none_declared + see_elsewhere) / denominator
    end as share_addressed,
    case when denominator > 0 then (stated + none_qualified) / denominator end as share_stated,
    denominator < {{ var('small_denominator') }} as is_small
from filled
