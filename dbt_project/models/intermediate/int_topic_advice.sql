-- What a paper on a topic recommends of it: all of its recommendations where its title names the topic or where none of
-- them does, else those that do. In a report on several matters the others are not asked.
with recommendations as (
    select
        papers.topic,
        papers.report_id,
        papers.gss_code,
        papers.is_titled,
        recommendations.seq,
        recommendations.actions,
        delegations.delegated_to,
        bool_or(contains({{ words_of('recommendations.text') }}, phrases.phrase)) as is_named
    from {{ ref('int_topic_papers') }} as papers
    inner join {{ ref('stg_recommendations') }} as recommendations
        on
            papers.document_sha256 = recommendations.document_sha256
            and papers.part = recommendations.part
            and papers.reader_version = recommendations.reader_version
    inner join {{ ref('int_topic_phrases') }} as phrases on papers.topic = phrases.topic and phrases.says = 'is'
    left join {{ ref('stg_delegations') }} as delegations
        on
            recommendations.document_sha256 = delegations.document_sha256
            and recommendations.part = delegations.part
            and recommendations.reader_version = delegations.reader_version
            and recommendations.seq = delegations.recommendation_seq
    group by all
),

asked as (
    select *
    from recommendations
    qualify is_titled or is_named or not bool_or(is_named) over (partition by topic, report_id)
),

actions as (
    select
        asked.topic,
        asked.report_id,
        arg_min(weights.action, weights.weight) as action
    from asked
    inner join {{ ref('actions') }} as weights on list_contains(asked.actions, weights.action)
    group by asked.topic, asked.report_id
)

select
    asked.topic,
    asked.report_id,
    asked.gss_code,
    any_value(actions.action) as action_proposed,
    list_distinct(flatten(list(asked.actions))) as actions,
    string_agg(distinct asked.delegated_to, '; ' order by asked.delegated_to) as delegated_to
from asked
left join actions on asked.topic = actions.topic and asked.report_id = actions.report_id
group by asked.topic, asked.report_id, asked.gss_code
