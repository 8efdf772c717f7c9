-- A subject that nothing observes would be cannot_tell for ever: a slip in rules.csv. Tells nothing before the first
-- report.
with asked as (
    select
        rule_id,
        unnest([subject, applies_if]) as subject
    from {{ ref('compliance_rules') }}
    where judged_about = 'report'
),

observed as (
    select distinct observations.subject
    from {{ ref('int_observations') }} as observations
    inner join {{ ref('reports') }} as reports on observations.about = reports.report_id
),

at_all as (
    select count(*) as subjects from observed
)

select asked.*
from asked
cross join at_all
anti join observed on asked.subject = observed.subject
where asked.subject is not null and at_all.subjects > 0
