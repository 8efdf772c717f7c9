-- 4. Which body decided it: cabinet, council, scrutiny or an officer?
-- `basis` resolved: it decided; proposed: it had the report before it, and no decision is held. `share` is of the
-- councils that are answered; null beside a `status` that says why there is no answer (see topic_answers). An empty
-- result: the topic does not ask this.
with answers as (
    select
        status,
        basis,
        answer,
        count(*) as councils
    from {{ ref('topic_answers') }}
    where topic = '{{ var('topic', 'productivity_plans_2024') }}' and question = 'body'
    group by all
)

select
    status,
    basis,
    answer as body_type,
    councils,
    round(
        case when status = 'answered' then councils / sum(councils) filter (where status = 'answered') over () end, 3
    ) as share
from answers
order by status asc, basis desc, councils desc, answer asc
