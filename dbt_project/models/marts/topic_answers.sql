-- The denominator first: every council and every question that a topic asks.
with answers as (
    select * from {{ ref('int_topic_answers_of_members') }}
    union all
    select * from {{ ref('int_topic_answers_of_papers') }}
)

select
    coverage.gss_code,
    coverage.slug,
    coverage.topic,
    questions.seq,
    questions.question,
    questions.words,
    case
        when answers.answer = 'no' then 'no'
        when answers.answer is not null then 'answered'
        when coverage.coverage = 'covered' then answers.otherwise
        when coverage.coverage = 'found_unread' then 'not_read'
        when coverage.coverage = 'nothing_found' then 'nothing_found'
        when answers.question is not null then 'not_searched'
    end as status,
    answers.answer,
    bands.words as answer_words,
    cast(case when answers.answer is not null then answers.amount end as double) as amount,
    cast(case when answers.answer is not null then answers.day end as date) as day,
    case when answers.answer is not null then answers.basis end as basis,
    case when answers.answer is not null then answers.detail end as detail,
    case when answers.answer is not null then answers.report_id end as report_id,
    case when answers.answer is not null then answers.decision_id end as decision_id
from {{ ref('int_topic_coverage') }} as coverage
inner join {{ ref('stg_topic_questions') }} as questions on coverage.topic = questions.topic
left join answers
    on
        coverage.topic = answers.topic
        and coverage.gss_code = answers.gss_code
        and questions.question = answers.question
left join {{ ref('int_topic_bands') }} as bands
    on coverage.topic = bands.topic and questions.question = 'deadline_band' and answers.answer = bands.band
