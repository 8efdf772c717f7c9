-- 9. Are executive decisions subject to call-in, exempt from it, or urgent?
-- One row per `call_in`: subject, exempt (the record says that it cannot be called in), not_stated. `share` is of
-- all executive decisions held (rule C06 applies or cannot be told to). `with_last_day` prints the last day for it;
-- `special_urgency` counts rule C04 met, `urgency_unknown` where no notice is held that would tell. An empty
-- result: no such decision is held.
with executive as (
    select
        judged_id,
        max(status) filter (where rule_id = 'C04') as urgency
    from {{ ref('rule_results') }}
    where rule_id in ('C04', 'C06')
    group by judged_id
    having bool_or(rule_id = 'C06' and status != 'not_applicable')
)

select
    case decisions.subject_to_call_in when true then 'subject' when false then 'exempt' else 'not_stated' end
        as call_in,
    count(*) as decisions,
    round(count(*) / sum(count(*)) over (), 3) as share,
    count(decisions.call_in_ends) as with_last_day,
    count(*) filter (where executive.urgency = 'met') as special_urgency,
    count(*) filter (where executive.urgency = 'cannot_tell') as urgency_unknown
from executive
inner join {{ ref('decisions') }} as decisions on executive.judged_id = decisions.decision_id
group by call_in
order by call_in
