with counted as (
    select
        series.series,
        series.region,
        series.council_type,
        compliance.rule_id,
        compliance.quarter,
        compliance.met,
        compliance.not_met,
        compliance.cannot_tell,
        compliance.not_applicable,
        compliance.denominator
    from {{ ref('council_compliance') }} as compliance
    inner join {{ ref('council_series') }} as series on compliance.gss_code = series.gss_code
    where series.council_gss_code is not null
),

-- what the group's results would be, had each council done as its type did in the country in that quarter
likened as (
    select
        *,
        denominator * sum(met) over of_type / nullif(sum(denominator) over of_type, 0) as met_of_like
    from counted
    window of_type as (partition by rule_id, quarter, council_type)
),

grouped as (
    select
        {{ group_of() }},
        rule_id,
        count(distinct series) as councils,
        count(distinct series) filter (where denominator > 0) as councils_judged,
        cast(sum(met) as bigint) as met,
        cast(sum(not_met) as bigint) as not_met,
        cast(sum(cannot_tell) as bigint) as cannot_tell,
        cast(sum(not_applicable) as bigint) as not_applicable,
        cast(sum(denominator) as bigint) as denominator,
        sum(met_of_like) as met_of_like
    from likened
    group by rule_id, cube(region, council_type, quarter)
)

select
    * exclude (met_of_like),
    met / nullif(denominator, 0) as share_met,
    round(met_of_like / nullif(denominator, 0), 6) as share_met_of_like,
    denominator < {{ var('small_denominator') }} as is_small
from grouped
