-- Of what was not found, not read or not searched nothing is said, and what is said rests on a paper or a decision.
select
    answers.topic,
    answers.gss_code,
    answers.question,
    answers.status,
    answers.answer
from {{ ref('topic_answers') }} as answers
inner join {{ ref('national_coverage') }} as coverage
    on answers.topic = coverage.topic and answers.gss_code = coverage.gss_code
where
    (answers.status in ('answered', 'no')) != (answers.answer is not null)
    or (
        coverage.coverage != 'covered'
        and answers.status in ('answered', 'no')
        and answers.question not in ('found', 'bundled')
    )
    or (
        answers.answer is not null
        and answers.report_id is null
        and answers.decision_id is null
        and coverage.coverage != 'nothing_found'
    )
