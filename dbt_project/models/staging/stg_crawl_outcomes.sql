select
    outcome_id,
    run_id,
    "at" as happened_at,  -- noqa: RF06
    gss_code,
    stage,
    outcome,
    url,
    detail,
    searched_from,
    searched_until
from {{ source('warehouse', 'crawl_outcomes') }}
