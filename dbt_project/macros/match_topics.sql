{#- The topics found in texts: relation `texts` with the columns of `keys`, `place` and `words`. The cheap questions come
    first: most texts hold none of a topic's words, and most of the others no phrase. Only then is what the topic is not
    struck out, and a phrase must stand in the rest. `is_confirmed` tells whether a word that belongs beside the topic
    stands there too. Raise the version with a change, so that what was matched before is matched again. -#}
{% macro match_topics_version() -%}1{%- endmacro %}
{% macro match_topics(texts, keys) -%}
    with candidates as (
        select
            keywords.topic,
            {% for key in keys %}texts.{{ key }},
            {% endfor -%}
            texts.place,
            {{ words_of('texts.words') }} as words
        from {{ texts }} as texts
        inner join (
            select distinct
                topic,
                keyword
            from {{ ref('int_topic_phrases') }}
            where says = 'is'
        ) as keywords on contains(lower(texts.words), keywords.keyword)
    ),

    phrased as (
        select candidates.*
        from candidates
        semi join {{ ref('int_topic_phrases') }} as phrases
            on
                candidates.topic = phrases.topic
                and phrases.says = 'is'
                and contains(candidates.words, phrases.phrase)
    ),

    others as (
        select
            topic,
            string_agg(phrase, '|' order by len(phrase) desc, phrase asc) as pattern
        from {{ ref('int_topic_phrases') }}
        where says = 'is_not'
        group by topic
    ),

    struck as (
        select
            phrased.* exclude (words),
            case
                when
                    exists (
                        select 1
                        from {{ ref('int_topic_phrases') }} as phrases
                        where
                            phrases.topic = phrased.topic
                            and phrases.says = 'is_not'
                            and contains(phrased.words, phrases.phrase)
                    )
                    then regexp_replace(phrased.words, others.pattern, ' | ', 'g')
                else phrased.words
            end as words
        from phrased
        left join others on phrased.topic = others.topic
    ),

    found as (
        select struck.*
        from struck
        semi join {{ ref('int_topic_phrases') }} as phrases
            on struck.topic = phrases.topic and phrases.says = 'is' and contains(struck.words, phrases.phrase)
    )

    select
        found.topic,
        {% for key in keys %}found.{{ key }},
        {% endfor -%}
        found.place,
        coalesce(bool_or(contains(found.words, beside.phrase)), false) as is_confirmed
    from found
    left join {{ ref('int_topic_terms') }} as beside on found.topic = beside.topic and beside.kind = 'beside'
    group by all
{%- endmacro %}
