-- What is known of a council and a topic. What was not found, or not read, is our gap and never counts against a
-- council.
with coverage as (
    select
        *,
        coalesce(considered_report_id, held_report_id, told_report_id) as evidence
    from {{ ref('int_topic_coverage') }}
)

select
    gss_code,
    topic || '/held' as subject,
    cast(coverage = 'covered' as integer) as amount,
    coverage = 'covered' as is_known,
    nullif(coverage, 'covered') as qualifier,
    evidence
from coverage
union all
select
    gss_code,
    topic || '/considered_by_deadline' as subject,
    cast(coalesce(considered_on <= deadline, false) as integer) as amount,
    coalesce(considered_on is not null and deadline is not null, false)
    or (is_officer_only and is_searched_whole) as is_known,
    case
        when coverage != 'covered' then coverage
        when considered_on > deadline then 'late'
        when considered_on is null and is_officer_only then 'officer_only'
        when considered_on is null then 'body_or_date_unknown'
    end as qualifier,
    evidence
from coverage
union all
select
    gss_code,
    topic || '/endorsed' as subject,
    cast(endorsement = 'endorsed' as integer) as amount,
    -- a report proposes; only a decision endorses, and to have noted is neither yes nor no
    coalesce(endorsement in ('endorsed', 'refused'), false) as is_known,
    case
        when endorsement is not null then nullif(endorsement, 'endorsed')
        when coverage != 'covered' then coverage
        when action_proposed in ('note', 'receive', 'comment', 'consider') then 'noting_proposed'
        when action_proposed is not null then 'endorsement_proposed'
        else 'no_decision_held'
    end as qualifier,
    coalesce(decided_report_id, evidence) as evidence
from coverage
union all
select
    gss_code,
    topic || '/decided_by_deadline' as subject,
    cast(decided_on <= deadline as integer) as amount,
    decided_on is not null and deadline is not null as is_known,
    case
        when decided_on is null then 'no_decision_held'
        when decided_on > deadline + 10 then 'late'
        when decided_on > deadline then 'extended'
    end as qualifier,
    coalesce(decided_report_id, evidence) as evidence
from coverage
