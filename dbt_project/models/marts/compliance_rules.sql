select
    rules.rule_id,
    rules.title,
    rules.class,
    rules.level as judged_about,
    rules.subject,
    subjects.amount as amount_is,
    rules.at_least,
    rules.fails_below,
    rules.applies_if,
    rules.valid_from,
    rules.authority,
    rules.lacks,
    subjects.observed_by is not null as is_observed
from {{ ref('rules') }} as rules
left join {{ ref('subjects') }} as subjects
    on
        rules.level = subjects.level
        and regexp_full_match(rules.subject, regexp_replace(subjects.subject, '\{\w+\}', '[^/]+'))
-- a subject of its own before one of a pattern
qualify row_number() over (partition by rules.rule_id order by contains(subjects.subject, '{')) = 1
