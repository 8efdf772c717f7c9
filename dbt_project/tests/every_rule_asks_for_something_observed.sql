-- A subject that subjects.csv says is observed, and that nothing observes, would be cannot_tell for ever. Tells nothing
-- of what this build does not judge.
with asked as (
    select
        rules.rule_id,
        rules.judged_about,
        unnest([case when rules.is_observed then rules.subject end, rules.applies_if]) as subject
    from {{ ref('compliance_rules') }} as rules
),

observed as (
    select distinct subject from {{ ref('int_observations') }}
),

at_all as (
    select distinct level from {{ ref('int_to_judge') }}
)

select asked.*
from asked
semi join at_all on asked.judged_about = at_all.level
anti join observed on asked.subject = observed.subject
where asked.subject is not null
