-- The denominator: councils × questions of each topic, no row less and none more.
with asked as (
    select
        questions.topic,
        count(*) as expected
    from {{ ref('stg_topic_questions') }} as questions
    cross join {{ ref('councils') }}
    group by questions.topic
),

answered as (
    select
        topic,
        count(*) as found
    from {{ ref('topic_answers') }}
    group by topic
)

select
    asked.topic,
    asked.expected,
    answered.found
from asked
left join answered on asked.topic = answered.topic
where answered.found is distinct from asked.expected
