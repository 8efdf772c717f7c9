-- 24. Which barriers do plans ask government to remove, by type of council?
-- `councils` whose plan names the `barrier`, of those `asked_of` whose plan was read and has such a part. Beside a
-- null barrier: how many plans have no answer, and why (`status`). A plan that is not held, or was not read, names
-- nothing and denies nothing. An empty result: the topic does not ask this.
with answers as (
    select
        councils.council_type,
        answers.gss_code,
        answers.status,
        string_split(answers.answer, ', ') as barriers
    from {{ ref('topic_answers') }} as answers
    inner join {{ ref('councils') }} as councils on answers.gss_code = councils.gss_code
    where answers.topic = '{{ var('topic', 'productivity_plans_2024') }}' and answers.question = 'plan_barriers'
),

totals as (
    select
        council_type,
        count(*) filter (where status in ('answered', 'no')) as asked_of
    from answers
    group by council_type
),

named as (
    select
        council_type,
        status,
        unnest(barriers) as barrier
    from answers
    where status = 'answered'
    union all
    select
        council_type,
        status,
        null as barrier
    from answers
    where status != 'answered'
)

select
    named.council_type,
    named.status,
    named.barrier,
    count(*) as councils,
    totals.asked_of,
    case
        when named.status = 'answered' then round(count(*) / totals.asked_of, 3)
    end as share
from named
inner join totals on named.council_type = totals.council_type
group by named.council_type, named.status, named.barrier, totals.asked_of
order by named.council_type asc, named.status asc, councils desc, named.barrier asc
