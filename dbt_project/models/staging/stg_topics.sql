select
    topic,
    title,
    window_from,
    window_until,
    deadline
from {{ source('warehouse', 'topics') }}
