select
    outcome_id,
    run_id,
    gss_code,
    stage,
    outcome,
    url,
    happened_at as "at",  -- noqa: RF06
    detail,
    searched_from,
    searched_until
from {{ ref('stg_crawl_outcomes') }}
