select
    topic,
    phrase,
    says
from {{ source('warehouse', 'topic_phrases') }}
