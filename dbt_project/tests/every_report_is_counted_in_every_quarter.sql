-- The counts of a quarter are its officer reports, once for each type, whatever was read of them.
with held as (
    select
        gss_code,
        count(*) as reports
    from {{ ref('reports') }}
    where kind = 'officer_report'
    group by gss_code
),

counted as (
    select
        gss_code,
        type,
        sum(reports) as reports,
        sum(
            not_read + stated + none_qualified + none_declared + see_elsewhere + considered_without_comment
            + placeholder + empty + absent
        ) as by_stance,
        min(absent) as least_absent
    from {{ ref('implications_matrix') }}
    group by gss_code, type
)

select
    held.gss_code,
    counted.type,
    held.reports as expected_reports,
    counted.reports,
    counted.by_stance
from held
inner join counted on held.gss_code = counted.gss_code
where held.reports != counted.reports or held.reports != counted.by_stance or counted.least_absent < 0
