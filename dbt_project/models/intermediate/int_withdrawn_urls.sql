-- Addresses that their council took back: no longer listed after a search to the end, or not there when asked for. On
-- a night when next to none of its papers was there, the fault is the site's or ours, and nothing is taken to be
-- withdrawn.
with outcomes as (
    select * from {{ ref('stg_crawl_outcomes') }}
),

newest as (
    select
        gss_code,
        url,
        run_id,
        outcome,
        happened_at
    from outcomes
    where
        url is not null
        and (outcome = 'withdrawn' or stage = 'fetch' and outcome in ('fetched', 'unchanged', 'held', 'not_found'))
    qualify row_number() over (partition by gss_code, url order by happened_at desc, outcome_id desc) = 1
),

alarms as (
    select distinct
        gss_code,
        run_id
    from outcomes
    where stage = 'fetch' and outcome = 'vanished'
)

select
    newest.gss_code,
    newest.url,
    newest.outcome,
    newest.happened_at as withdrawn_at
from newest
left join alarms on newest.gss_code = alarms.gss_code and newest.run_id = alarms.run_id
where newest.outcome = 'withdrawn' or (newest.outcome = 'not_found' and alarms.run_id is null)
