-- 5. Was it approved, endorsed or only noted?
-- One row per `basis` and `action`: what reports proposed, and what was resolved. `share` is of the councils
-- answered on that basis; not_held is a decision that we do not hold and no refusal. `status` beside a null action:
-- why there is none. An empty result: the topic does not ask this.
with answers as (
    select
        case question when 'action_proposed' then 'proposed' else 'resolved' end as basis,
        status,
        answer as action,
        count(*) as councils
    from {{ ref('topic_answers') }}
    where topic = '{{ var('topic', 'productivity_plans_2024') }}' and question in ('action_proposed', 'action_resolved')
    group by all
)

select
    basis,
    status,
    action,
    councils,
    round(
        case
            when status = 'answered'
                then councils / sum(councils) filter (where status = 'answered') over (partition by basis)
        end, 3
    ) as share
from answers
order by basis asc, status asc, councils desc, action asc
