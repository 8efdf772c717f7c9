-- 8. Was the same matter a key decision in one council and none in another?
-- By form of government, since committee systems know no key decisions: not_applicable. yes and no are what papers
-- state and `share_yes` is of these; `not_stated`: papers are held and do not say; `not_known`: no paper that was
-- read. Null share: nobody states it. An empty result: the topic does not ask this.
select
    councils.governance_model,
    count(*) as councils,
    count(*) filter (where answers.answer = 'yes') as yes,
    count(*) filter (where answers.answer = 'no') as no,
    count(*) filter (where answers.status = 'not_stated') as not_stated,
    count(*) filter (where answers.status = 'not_applicable') as not_applicable,
    count(*) filter (
        where answers.status in ('not_held', 'not_read', 'nothing_found', 'not_searched')
    ) as not_known,
    round(count(*) filter (where answers.answer = 'yes') / nullif(count(answers.answer), 0), 3) as share_yes
from {{ ref('topic_answers') }} as answers
inner join {{ ref('councils') }} as councils on answers.gss_code = councils.gss_code
where answers.topic = '{{ var('topic', 'productivity_plans_2024') }}' and answers.question = 'key_decision'
group by councils.governance_model
order by councils.governance_model
