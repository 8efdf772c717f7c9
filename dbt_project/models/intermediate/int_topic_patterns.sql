-- Phrases as patterns: whole words, any letter case, anything but letters and digits between them. The longest
-- phrase first.
with words as (
    select
        topic,
        says,
        replace(trim(regexp_replace(phrase, '[^\p{L}\p{N}]+', ' ', 'g')), ' ', '[^\p{L}\p{N}]+') as pattern
    from {{ ref('stg_topic_phrases') }}
),

joined as (
    select
        topic,
        string_agg(pattern, '|' order by len(pattern) desc, pattern asc) filter (where says = 'is') as is_words,
        string_agg(pattern, '|' order by len(pattern) desc, pattern asc) filter (where says = 'is_not') as is_not_words
    from words
    group by topic
)

select
    topics.topic,
    topics.window_from,
    topics.window_until,
    topics.deadline,
    concat('(?i)\b(?:', joined.is_words, ')\b') as is_pattern,
    case
        when joined.is_not_words is null then '\b\B'  -- matches nothing
        else concat('(?i)\b(?:', joined.is_not_words, ')\b')
    end as is_not_pattern
from {{ ref('stg_topics') }} as topics
inner join joined on topics.topic = joined.topic
