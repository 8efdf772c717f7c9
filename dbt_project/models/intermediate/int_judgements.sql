-- The one place where a rule is judged. `at_least` is met; below `fails_below` is not_met; what the law or the rule
-- leaves open between the two, and whatever is not known, is cannot_tell. Rules are joined to what was observed, and
-- only those with something unobserved to everything that they are judged about: a million reports have fifty million
-- observations, and a join of the two would not fit.
with rules as (
    select
        *,
        case when level = 'council' then split_part(subject, '/', 1) else '' end as topic
    from {{ ref('rules') }}
),

observed as (
    select
        subject,
        count(*) as observations
    from {{ ref('int_observations') }}
    group by subject
),

denominators as (
    select
        level,
        topic,
        count(*) as judged
    from {{ ref('int_to_judge') }}
    group by level, topic
),

unobserved as (
    select rules.*
    from rules
    inner join denominators on rules.level = denominators.level and rules.topic = denominators.topic
    left join observed on rules.subject = observed.subject
    where coalesce(observed.observations, 0) < denominators.judged
),

seen as (
    select
        rules.* exclude (level, topic),  -- noqa: RF02
        denominator.* exclude (level, topic),  -- noqa: RF02
        observations.amount,
        observations.evidence,
        observations.qualifier,
        observations.is_known
    from {{ ref('int_observations') }} as observations
    inner join rules on observations.subject = rules.subject
    inner join {{ ref('int_to_judge') }} as denominator
        on
            observations.about = denominator.about
            and rules.level = denominator.level
            and rules.topic = denominator.topic
    union all
    select
        unobserved.* exclude (level, topic),  -- noqa: RF02
        denominator.* exclude (level, topic),  -- noqa: RF02
        null as amount,
        null as evidence,
        null as qualifier,
        false as is_known
    from unobserved
    inner join {{ ref('int_to_judge') }} as denominator
        on unobserved.level = denominator.level and unobserved.topic = denominator.topic
    anti join {{ ref('int_observations') }} as observations
        on denominator.about = observations.about and unobserved.subject = observations.subject
),

gates as (
    select observations.*
    from {{ ref('int_observations') }} as observations
    semi join rules on observations.subject = rules.applies_if
),

asked as (
    select
        seen.*,
        gates.qualifier as gate_qualifier,
        case
            when seen.applies_if is not null and gates.is_known and gates.amount = 0 then 'no'
            when seen.day < seen.valid_from then 'not_in_force'
            when seen.applies_if is not null and not coalesce(gates.is_known, false) then 'unknown'
            when seen.valid_from is not null and seen.day is null then 'date_unknown'
            else 'yes'
        end as applies
    from seen
    left join gates on seen.about = gates.about and seen.applies_if = gates.subject
),

judged as (
    select
        *,
        case
            when applies in ('no', 'not_in_force') then 'not_applicable'
            when applies != 'yes' or not is_known then 'cannot_tell'
            when at_least is null then 'not_applicable'
            when amount >= at_least then 'met'
            when amount < fails_below then 'not_met'
            else 'cannot_tell'
        end as status,
        case
            when applies = 'yes' then qualifier
            when applies in ('no', 'unknown') then gate_qualifier
            else applies
        end as shade
    from asked
)

select
    rule_id,
    report_id,
    gss_code,
    about,
    day,
    amount,
    evidence,
    status,
    case when status = 'cannot_tell' then coalesce(shade, lacks) else shade end as qualifier
from judged
