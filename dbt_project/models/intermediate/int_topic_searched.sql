-- The span searched that covers most of the topic's window, the latest where several cover none of it.
with spans as (
    select
        topics.topic,
        spans.gss_code,
        spans.searched_from,
        spans.searched_until,
        spans.searched_from <= topics.window_from and spans.searched_until >= topics.window_until as is_whole,
        least(spans.searched_until, topics.window_until) - greatest(spans.searched_from, topics.window_from) as overlap
    from {{ ref('stg_topics') }} as topics
    cross join {{ ref('int_searched_spans') }} as spans
)

select * exclude (overlap)
from spans
qualify
    row_number() over (
        partition by topic, gss_code
        order by greatest(overlap, -1) desc, searched_until desc
    ) = 1
