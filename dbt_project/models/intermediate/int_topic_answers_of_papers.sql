-- What the plan itself says, how far it is public, and what sort of paper brought it. Every council has each question;
-- `otherwise` says why one that is covered has no answer.
with everyone as (
    select
        coverage.topic,
        coverage.gss_code,
        coverage.reports,
        published.answer as published,
        published.basis as published_basis,
        published.url,
        published.report_id as published_report_id,
        published.decision_id as published_decision_id,
        facts.report_id as plan_report_id,
        facts.pages,
        facts.themes,
        facts.theme_codes,
        facts.themes_asked,
        facts.barriers,
        facts.barrier_codes,
        facts.has_barriers,
        facts.figures,
        coalesce(facts.has_text and facts.is_complete, false) as has_text,
        partners.report_id as partners_report_id,
        partners.councils,
        partners.partners
    from {{ ref('int_topic_coverage') }} as coverage
    left join {{ ref('int_topic_published') }} as published
        on coverage.topic = published.topic and coverage.gss_code = published.gss_code
    left join {{ ref('int_topic_plan_facts') }} as facts
        on coverage.topic = facts.topic and coverage.gss_code = facts.gss_code
    left join {{ ref('int_topic_partners') }} as partners
        on coverage.topic = partners.topic and coverage.gss_code = partners.gss_code
),

asked as (
    select
        topic,
        count(distinct code) filter (where kind = 'theme') as themes,
        count(distinct code) filter (where kind = 'barrier') as barriers
    from {{ ref('int_topic_terms') }}
    group by topic
),

bundled as (
    select
        topic,
        gss_code,
        min(report_id) as report_id
    from {{ ref('int_topic_bundled') }}
    group by topic, gss_code
),

titled as (
    select
        topic,
        gss_code,
        min(report_id) as report_id
    from {{ ref('int_topic_papers') }}
    where is_titled
    group by topic, gss_code
),

public as (
    select
        topic,
        gss_code,
        'plan_published' as question,
        published as answer,
        null as amount,
        null as day,
        published_basis as basis,
        url as detail,
        published_report_id as report_id,
        published_decision_id as decision_id,
        'not_stated' as otherwise
    from everyone
),

pages as (
    select
        topic,
        gss_code,
        'plan_pages' as question,
        cast(pages as varchar) as answer,
        pages as amount,
        null as day,
        'published' as basis,
        null as detail,
        plan_report_id as report_id,
        null as decision_id,
        case when plan_report_id is null then 'not_held' else 'not_stated' end as otherwise
    from everyone
),

themes as (
    select
        everyone.topic,
        everyone.gss_code,
        'plan_themes' as question,
        case
            when everyone.has_text and everyone.themes_asked > 0
                then concat(everyone.themes, ' of ', everyone.themes_asked)
        end as answer,
        case when everyone.has_text then everyone.themes end as amount,
        null as day,
        'published' as basis,
        everyone.theme_codes as detail,
        everyone.plan_report_id as report_id,
        null as decision_id,
        case
            when coalesce(asked.themes, 0) = 0 then 'not_applicable'
            when everyone.plan_report_id is null then 'not_held'
            else 'not_read'
        end as otherwise
    from everyone
    left join asked on everyone.topic = asked.topic
),

indicators as (
    select
        topic,
        gss_code,
        'plan_indicators' as question,
        case
            when has_text and figures > 0 then cast(figures as varchar)
            when has_text then 'no'
        end as answer,
        case when has_text then figures end as amount,
        null as day,
        'published' as basis,
        null as detail,
        plan_report_id as report_id,
        null as decision_id,
        case when plan_report_id is null then 'not_held' else 'not_read' end as otherwise
    from everyone
),

barriers as (
    select
        everyone.topic,
        everyone.gss_code,
        'plan_barriers' as question,
        case
            when everyone.has_text and everyone.has_barriers then coalesce(everyone.barrier_codes, 'no')
        end as answer,
        case when everyone.has_text and everyone.has_barriers then everyone.barriers end as amount,
        null as day,
        'published' as basis,
        null as detail,
        everyone.plan_report_id as report_id,
        null as decision_id,
        case
            when coalesce(asked.barriers, 0) = 0 then 'not_applicable'
            when everyone.plan_report_id is null then 'not_held'
            when not everyone.has_text then 'not_read'
            else 'not_stated'
        end as otherwise
    from everyone
    left join asked on everyone.topic = asked.topic
),

other_titles as (
    select
        everyone.topic,
        everyone.gss_code,
        'bundled' as question,
        case when titled.topic is not null then 'no' when bundled.topic is not null then 'yes' end as answer,
        null as amount,
        null as day,
        null as basis,
        null as detail,
        coalesce(titled.report_id, bundled.report_id) as report_id,
        null as decision_id,
        'not_held' as otherwise
    from everyone
    left join bundled on everyone.topic = bundled.topic and everyone.gss_code = bundled.gss_code
    left join titled on everyone.topic = titled.topic and everyone.gss_code = titled.gss_code
),

partnerships as (
    select
        topic,
        gss_code,
        'partnership' as question,
        -- the paper of a partner that is not held cannot be seen to be the same
        case when partners_report_id is not null then 'yes' end as answer,
        councils as amount,
        null as day,
        null as basis,
        partners as detail,
        partners_report_id as report_id,
        null as decision_id,
        case when reports > 0 then 'not_stated' else 'not_held' end as otherwise
    from everyone
)

{% for cte in ['public', 'pages', 'themes', 'indicators', 'barriers', 'other_titles', 'partnerships'] %}
    select * from {{ cte }}
    {% if not loop.last %}union all{% endif %}
{% endfor %}
