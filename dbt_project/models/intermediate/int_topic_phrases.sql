-- The phrases of each topic as words_of writes them, with the longest word of each.
with phrases as (
    select
        topic,
        says,
        {{ words_of('phrase') }} as phrase
    from {{ ref('stg_topic_phrases') }}
),

words as (
    select
        *,
        unnest(string_split(trim(phrase), '  ')) as word
    from phrases
)

select
    topic,
    says,
    phrase,
    arg_max(word, (len(word), word)) as keyword
from words
group by topic, says, phrase
