select
    topic,
    kind,
    code,
    phrase
from {{ source('warehouse', 'topic_terms') }}
