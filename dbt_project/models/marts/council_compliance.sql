with counted as (
    select
        gss_code,
        rule_id,
        coalesce(strftime(day, '%Y') || '-Q' || quarter(day), 'undated') as quarter,
        count(*) filter (where status = 'met') as met,
        count(*) filter (where status = 'not_met') as not_met,
        count(*) filter (where status = 'cannot_tell') as cannot_tell,
        count(*) filter (where status = 'not_applicable') as not_applicable
    from {{ ref('rule_results') }}
    group by all
)

select
    *,
    met / nullif(met + not_met, 0) as share_met,
    met + not_met as denominator
from counted
