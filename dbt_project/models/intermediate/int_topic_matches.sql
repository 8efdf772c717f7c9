{{ config(materialized='table') }}  -- reads every passage once

-- The cheap question first: most texts hold none of a topic's words. Then what the topic is not is struck out, and a
-- phrase must stand in the rest.
with phrases as (
    select * from {{ ref('int_topic_phrases') }}
),

keywords as (
    select distinct
        topic,
        keyword
    from phrases
    where says = 'is'
),

candidates as (
    select distinct
        keywords.topic,
        texts.about,
        texts.place,
        {{ words_of('texts.words') }} as words
    from {{ ref('int_texts') }} as texts
    inner join keywords on contains(lower(texts.words), keywords.keyword)
),

others as (
    select
        topic,
        string_agg(phrase, '|' order by len(phrase) desc, phrase asc) as pattern
    from phrases
    where says = 'is_not'
    group by topic
),

struck as (
    select
        candidates.topic,
        candidates.about,
        candidates.place,
        coalesce(regexp_replace(candidates.words, others.pattern, ' | ', 'g'), candidates.words) as words
    from candidates
    left join others on candidates.topic = others.topic
)

select distinct
    struck.topic,
    struck.about,
    struck.place
from struck
inner join phrases
    on struck.topic = phrases.topic and phrases.says = 'is' and contains(struck.words, phrases.phrase)
