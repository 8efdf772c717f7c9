select
    rule_id,
    title,
    class,
    level as judged_about,
    subject,
    at_least,
    fails_below,
    applies_if,
    valid_from,
    authority
from {{ ref('rules') }}
