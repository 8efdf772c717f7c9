-- What the plan that is held says: how long it is, which themes and barriers it names, how many figures it gives.
with terms as (
    select
        topic,
        gss_code,
        count(*) filter (where kind = 'theme') as themes,
        string_agg(code, ', ' order by code) filter (where kind = 'theme') as theme_codes,
        count(*) filter (where kind = 'barrier') as barriers,
        string_agg(code, ', ' order by code) filter (where kind = 'barrier') as barrier_codes
    from {{ ref('int_topic_plan_terms') }}
    group by topic, gss_code
),

-- sums of money, shares and counts of time; a year or a number of a paragraph measures nothing
figures as (
    select
        topic,
        gss_code,
        sum(len(regexp_extract_all(
            line,
            '(?i)£\s?\d[\d,.]*|\d[\d,.]*\s?(%|per ?cent\b|days?\b|weeks?\b|hours?\b|minutes?\b|tonnes?\b|FTEs?\b)'
        ))) as figures,
        bool_or(under_theme = 'barriers') as has_barriers
    from {{ ref('int_topic_plan_lines') }}
    group by topic, gss_code
),

asked as (
    select
        topic,
        count(distinct code) as themes
    from {{ ref('int_topic_terms') }}
    where kind = 'theme'
    group by topic
)

select
    plans.topic,
    plans.gss_code,
    plans.report_id,
    plans.is_complete,
    plans.pages,
    coalesce(asked.themes, 0) as themes_asked,
    coalesce(terms.themes, 0) as themes,
    terms.theme_codes,
    coalesce(figures.has_barriers, false) as has_barriers,
    coalesce(terms.barriers, 0) as barriers,
    terms.barrier_codes,
    cast(coalesce(figures.figures, 0) as integer) as figures,
    figures.topic is not null as has_text
from {{ ref('int_topic_plans') }} as plans
left join asked on plans.topic = asked.topic
left join terms on plans.topic = terms.topic and plans.gss_code = terms.gss_code
left join figures on plans.topic = figures.topic and plans.gss_code = figures.gss_code
