-- The one place where a rule is judged. `at_least` is met; below `fails_below` is not_met; what the law or the rule
-- leaves open between the two, and whatever is not known, is cannot_tell.
with asked as (
    select
        denominator.*,
        rules.at_least,
        rules.fails_below,
        seen.amount,
        seen.evidence,
        seen.qualifier,
        coalesce(seen.is_known, false) as is_known,
        gate.qualifier as gate_qualifier,
        case
            when rules.applies_if is not null and gate.is_known and gate.amount = 0 then 'no'
            when denominator.day < rules.valid_from then 'not_in_force'
            when rules.applies_if is not null and not coalesce(gate.is_known, false) then 'unknown'
            when rules.valid_from is not null and denominator.day is null then 'date_unknown'
            else 'yes'
        end as applies
    from {{ ref('int_rule_denominator') }} as denominator
    inner join {{ ref('rules') }} as rules on denominator.rule_id = rules.rule_id
    left join {{ ref('int_observations') }} as seen
        on denominator.about = seen.about and rules.subject = seen.subject
    left join {{ ref('int_observations') }} as gate
        on denominator.about = gate.about and rules.applies_if = gate.subject
)

select
    rule_id,
    report_id,
    gss_code,
    about,
    day,
    amount,
    evidence,
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
    end as qualifier
from asked
