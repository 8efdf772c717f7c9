select
    gss_code,
    slug,
    topic,
    coverage,
    reports,
    considered_on,
    considered_by,
    considered_report_id,
    action_proposed,
    considered_on <= deadline as considered_by_deadline,
    considered_on - deadline as days_after_deadline,
    decided_on,
    decided_on <= deadline as decided_by_deadline,
    decided_by,
    decision_id,
    searched_from,
    searched_until
from {{ ref('int_topic_coverage') }}
