-- How a council's site answered on the last night that asked it.
with outcomes as (
    select * from {{ ref('stg_crawl_outcomes') }}
    where stage in ('find', 'fetch')
),

last_runs as (
    select
        gss_code,
        run_id
    from outcomes
    group by gss_code, run_id
    qualify
        row_number() over (partition by gss_code order by max(happened_at) desc, run_id desc) = 1
)

select
    outcomes.gss_code,
    bool_or(outcomes.outcome in ('blocked', 'rate_limited')) as is_blocked,
    bool_or(outcomes.outcome = 'robots_disallowed') as is_robots_disallowed,
    bool_or(outcomes.stage = 'find' and outcomes.outcome = 'no_platform') as is_without_platform,
    bool_or(
        outcomes.stage = 'find'
        and outcomes.outcome in (
            'timed_out', 'unreachable', 'server_error', 'malformed', 'incomplete', 'service_closed', 'bad_redirect',
            'vanished', 'not_found', 'login_page', 'too_large', 'address_refused'
        )
    ) as is_failing
from outcomes
inner join last_runs on outcomes.gss_code = last_runs.gss_code and outcomes.run_id = last_runs.run_id
group by outcomes.gss_code
