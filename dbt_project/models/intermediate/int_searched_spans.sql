-- Meeting dates that were searched to their end, joined where they touch. A search cannot have seen what was put out
-- after it.
with searches as (
    select
        gss_code,
        searched_from,
        least(searched_until, {{ london_day('happened_at') }}) as searched_until
    from {{ ref('stg_crawl_outcomes') }}
    where stage = 'find' and outcome = 'searched' and searched_from is not null and searched_until is not null
),

marked as (
    select
        *,
        coalesce(
            max(searched_until) over (
                partition by gss_code
                order by searched_from, searched_until
                rows between unbounded preceding and 1 preceding
            ) >= searched_from - 1,
            false
        ) as is_continued
    from searches
    where searched_from <= searched_until
),

numbered as (
    select
        gss_code,
        searched_from,
        searched_until,
        count(*) filter (where not is_continued) over (
            partition by gss_code
            order by searched_from, searched_until
            rows unbounded preceding
        ) as span
    from marked
)

select
    gss_code,
    min(searched_from) as searched_from,
    max(searched_until) as searched_until
from numbered
group by gss_code, span
