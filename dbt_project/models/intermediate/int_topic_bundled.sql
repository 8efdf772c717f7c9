-- Reports about a topic whose title does not name it: by what they recommend or sum up, or by a passage in which words
-- that belong to the topic stand beside it.
select
    topic,
    gss_code,
    report_id,
    meeting_date,
    is_on_topic
from {{ ref('int_topic_reports') }}
where
    kind = 'officer_report'
    and not is_titled
    and (is_on_topic or is_confirmed)
    and coalesce(is_in_window, true)
