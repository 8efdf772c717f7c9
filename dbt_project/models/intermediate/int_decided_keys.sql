-- Whether the decision that a report asked for says if it is a key one, and whether its record is held.
select
    decisions.report_id,
    bool_or(decisions.key_decision is not null) as is_stated,
    bool_or(sources.kind = 'decision_notice' and sources.is_complete) as is_recorded
from {{ ref('decisions') }} as decisions
inner join {{ ref('int_reports') }} as sources on decisions.source_report_id = sources.report_id
where decisions.report_id is not null
group by decisions.report_id
