-- 18. To whom would powers be given, after consulting whom, within what limits and for how long?
-- By sort of `delegatee` (unknown: its title does not tell). `most_often` is the wording met most often, the first
-- of the alphabet among equals; whom they consult stands in delegations.consultees. `with_consultees`, `with_limit`
-- and `open_ended` ("from time to time") count delegations; `scope_unknown` state no scope, and share_open_ended
-- leaves them out (null: none states one). `reports` are those that hold one. An empty result: no report delegates.
with named as (
    select
        coalesce(delegatee_type, 'unknown') as delegatee,
        arg_min(delegated_to, (-delegations, delegated_to)) as most_often
    from (
        select
            delegatee_type,
            delegated_to,
            count(*) as delegations
        from {{ ref('delegations') }}
        group by delegatee_type, delegated_to
    )
    group by delegatee
),

counted as (
    select
        coalesce(delegatee_type, 'unknown') as delegatee,
        count(*) as delegations,
        count(distinct report_id) as reports,
        count(consultees) as with_consultees,
        count(power_limit) as with_limit,
        count(*) filter (where is_open_ended) as open_ended,
        count(*) filter (where is_open_ended is null) as scope_unknown
    from {{ ref('delegations') }}
    group by delegatee
)

select
    counted.*,
    round(counted.open_ended / nullif(counted.delegations - counted.scope_unknown, 0), 3) as share_open_ended,
    named.most_often
from counted
inner join named on counted.delegatee = named.delegatee
order by counted.delegations desc, counted.delegatee asc
