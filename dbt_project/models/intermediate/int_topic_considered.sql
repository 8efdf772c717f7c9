-- The first report on a topic that was put before members, or decision that a member took; an officer's own decision
-- is neither. A notice of the decision says what was decided; the report of the same day says what was asked for.
select
    papers.topic,
    papers.gss_code,
    papers.report_id,
    papers.meeting_date as considered_on,
    papers.body_type as considered_by,
    advice.action_proposed
from {{ ref('int_topic_papers') }} as papers
inner join {{ ref('body_types') }} as body_types on papers.body_type = body_types.body_type
left join {{ ref('int_topic_advice') }} as advice
    on papers.topic = advice.topic and papers.report_id = advice.report_id
where papers.meeting_date is not null and body_types.of_members
qualify
    row_number() over (
        partition by papers.topic, papers.gss_code
        order by papers.meeting_date, papers.kind = 'decision_notice', papers.report_id
    ) = 1
