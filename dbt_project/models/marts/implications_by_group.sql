with counted as (
    select
        series.series,
        series.region,
        series.council_type,
        matrix.type,
        matrix.quarter,
        matrix.reports,
        matrix.not_read,
        matrix.denominator,
        case
            when matrix.denominator > 0
                then matrix.stated + matrix.none_qualified + matrix.none_declared + matrix.see_elsewhere
            else 0
        end as addressed,
        case when matrix.denominator > 0 then matrix.stated + matrix.none_qualified else 0 end as stated
    from {{ ref('implications_matrix') }} as matrix
    inner join {{ ref('council_series') }} as series on matrix.gss_code = series.gss_code
    where series.council_gss_code is not null
),

likened as (
    select
        *,
        denominator * sum(addressed) over of_type / nullif(sum(denominator) over of_type, 0) as addressed_of_like
    from counted
    window of_type as (partition by type, quarter, council_type)
),

grouped as (
    select
        {{ group_of() }},
        type,
        count(distinct series) as councils,
        count(distinct series) filter (where denominator > 0) as councils_offering,
        cast(sum(reports) as bigint) as reports,
        cast(sum(not_read) as bigint) as not_read,
        cast(sum(denominator) as bigint) as denominator,
        cast(sum(addressed) as bigint) as addressed,
        cast(sum(stated) as bigint) as stated,
        sum(addressed_of_like) as addressed_of_like
    from likened
    group by type, cube(region, council_type, quarter)
)

select
    * exclude (addressed_of_like),
    addressed / nullif(denominator, 0) as share_addressed,
    stated / nullif(denominator, 0) as share_stated,
    round(addressed_of_like / nullif(denominator, 0), 6) as share_addressed_of_like,
    denominator < {{ var('small_denominator') }} as is_small
from grouped
