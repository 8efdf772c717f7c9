select
    rule_id,
    judged_id
from {{ ref('rule_results') }}
where status = 'cannot_tell' and qualifier is null
