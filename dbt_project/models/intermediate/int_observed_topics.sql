-- What is known of a council and a topic. What was not found, or not read, is our gap and never counts against a
-- council.
with coverage as (
    select
        *,
        coalesce(considered_report_id, held_report_id, plan_report_id, told_report_id) as evidence
    from {{ ref('int_topic_coverage') }}
),

plans as (
    select
        coverage.gss_code,
        coverage.topic,
        facts.report_id as evidence,
        facts.pages,
        facts.themes,
        facts.themes_asked,
        facts.figures,
        facts.barriers,
        coalesce(facts.has_text and facts.is_complete, false) as has_text,
        coalesce(facts.has_barriers, false) as has_barriers,
        case
            when coverage.coverage != 'covered' then coverage.coverage
            when facts.report_id is null then 'plan_not_held'
            when not (facts.has_text and facts.is_complete) then 'incomplete'
        end as gap
    from {{ ref('int_topic_coverage') }} as coverage
    left join {{ ref('int_topic_plan_facts') }} as facts
        on coverage.topic = facts.topic and coverage.gss_code = facts.gss_code
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
    cast(coalesce(members_on <= deadline, false) as integer) as amount,
    coalesce(members_on is not null and deadline is not null, false)
    or (is_officer_only and is_searched_whole) as is_known,
    case
        when coverage != 'covered' then coverage
        when members_on > deadline then 'late'
        when members_on is null and is_officer_only then 'officer_only'
        when members_on is null then 'body_or_date_unknown'
        when deadline is null then 'no_deadline'
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
        when deadline is null then 'no_deadline'
        when decided_on > deadline then coalesce(deadline_band, 'late')
    end as qualifier,
    coalesce(decided_report_id, evidence) as evidence
from coverage
union all
select
    coverage.gss_code,
    coverage.topic || '/plan_published' as subject,
    cast(published.answer = 'published' as integer) as amount,
    -- the council's own site is not searched: what was not seen there may be there
    coalesce(published.answer = 'published', false) as is_known,
    case
        when published.answer is not null then nullif(published.answer, 'published')
        when coverage.coverage != 'covered' then coverage.coverage
        else 'not_stated'
    end as qualifier,
    published.report_id as evidence
from coverage
left join {{ ref('int_topic_published') }} as published
    on coverage.topic = published.topic and coverage.gss_code = published.gss_code
union all
select
    gss_code,
    topic || '/plan_themes' as subject,
    themes as amount,
    has_text and themes_asked > 0 as is_known,
    case
        when gap is not null then gap
        when themes_asked = 0 then 'not_asked'
        when themes < themes_asked then 'partial'
    end as qualifier,
    evidence
from plans
union all
select
    gss_code,
    topic || '/plan_pages' as subject,
    pages as amount,
    pages is not null as is_known,
    case when gap is not null then gap when pages is null then 'pages_unknown' end as qualifier,
    evidence
from plans
union all
select
    gss_code,
    topic || '/plan_indicators' as subject,
    figures as amount,
    has_text as is_known,
    case when gap is not null then gap when figures = 0 then 'no_figures' end as qualifier,
    evidence
from plans
union all
select
    gss_code,
    topic || '/plan_barriers' as subject,
    barriers as amount,
    has_text and has_barriers as is_known,
    case when gap is not null then gap when not has_barriers then 'no_such_section' end as qualifier,
    evidence
from plans
