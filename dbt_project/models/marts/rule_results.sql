select
    rule_id,
    report_id,
    gss_code,
    about as judged_id,
    status,
    qualifier,
    amount,
    evidence,
    day
from {{ ref('int_judgements') }}
