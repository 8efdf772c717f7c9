-- 7. Where was it sent off without any member having had it?
-- The day of sending is in no paper, so that the deadline stands for it. `members` yes: by the deadline; late: only
-- after it; no: an officer decided and every paper of the window was looked through. `share` is of the councils
-- with one of these; a null answer is unknown, by `status`, and never a no. An empty result: the topic does not ask
-- this.
with answers as (
    select
        status,
        answer,
        count(*) as councils
    from {{ ref('topic_answers') }}
    where topic = '{{ var('topic', 'productivity_plans_2024') }}' and question = 'member_oversight'
    group by all
)

select
    status,
    answer as members,
    councils,
    round(
        case when answer is not null then councils / sum(councils) filter (where answer is not null) over () end, 3
    ) as share
from answers
order by status, members
