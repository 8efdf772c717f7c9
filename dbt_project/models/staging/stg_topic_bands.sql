select
    topic,
    seq,
    band,
    ends_on,
    words
from {{ source('warehouse', 'topic_bands') }}
