-- All by which passages are matched, in one value: where it changes, all of them are matched again.
with said as (
    select concat_ws('|', topic, says, phrase) as line
    from {{ ref('int_topic_phrases') }}
    union all
    select concat_ws('|', topic, kind, phrase) as line
    from {{ ref('int_topic_terms') }}
    where kind = 'beside'
)

select md5(concat('{{ match_topics_version() }}', string_agg(line, ';' order by line))) as fingerprint
from said
