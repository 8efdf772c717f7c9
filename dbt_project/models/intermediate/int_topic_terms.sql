select
    topic,
    kind,
    code,
    {{ words_of('phrase') }} as phrase
from {{ ref('stg_topic_terms') }}
