select
    topic,
    seq,
    question,
    words
from {{ source('warehouse', 'topic_questions') }}
