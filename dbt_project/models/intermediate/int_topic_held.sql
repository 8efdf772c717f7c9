-- Reports and decision notices on a topic within its window.
select
    topic,
    gss_code,
    count(*) as reports,
    first(
        report_id order by meeting_date asc nulls last, kind = 'decision_notice' asc, report_id asc
    ) as held_report_id,
    bool_and(coalesce(body_type = 'officer_decision', false)) as is_officer_only
from {{ ref('int_topic_papers') }}
group by topic, gss_code
