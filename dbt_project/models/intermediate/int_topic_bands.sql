-- Each band's last day; the last band has none.
select
    topic,
    band,
    words,
    coalesce(ends_on, cast('infinity' as date)) as ends_on
from {{ ref('stg_topic_bands') }}
