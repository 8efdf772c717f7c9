-- How long before a key decision its notice was first given, as its record prints that day, and which exception it
-- names where that was short. The exceptions have notices of their own, which are not held: only a record of decision
-- (no site's page about it) that names none is taken to have used none.
with key_decisions as (
    select
        standing.*,
        case
            when not standing.is_of_executive then false
            when not decisions.key_decision then false
            when standing.is_of_executive then decisions.key_decision
        end as is_key,
        case
            when not standing.is_of_executive then standing.why
            when not decisions.key_decision then null
            when standing.is_of_executive is null then standing.why
            when decisions.key_decision is null then 'key_status_unknown'
        end as key_why
    from {{ ref('int_decision_standing') }} as standing
    inner join {{ ref('int_decisions') }} as decisions on standing.decision_id = decisions.decision_id
),

printed as (
    select
        reports.report_id,
        regexp_extract(
            passages.text,
            '(?i)notice of [^.\n]{0,40}?(?:proposed |key )?decision [^.\n]{0,20}?first published\W{0,4}(?:on |in )?'
            || '(\d{1,2}(?:st|nd|rd|th)?[ /.-]\w{2,9}[ /.-]\d{4})', 1
        ) as words
    from {{ ref('int_reports') }} as reports
    inner join {{ ref('stg_passages') }} as passages
        on
            reports.document_sha256 = passages.document_sha256
            and reports.part = passages.part
            and reports.reader_version = passages.reader_version
    semi join key_decisions on reports.report_id = key_decisions.source_report_id and key_decisions.is_key
    where contains(passages.text, 'irst published')
),

notices as (
    select
        report_id,
        min(cast(try_strptime(
            regexp_replace(regexp_replace(words, '(\d)(st|nd|rd|th)', '\1'), '[ .-]', '/', 'g'),
            ['%d/%m/%Y', '%d/%B/%Y', '%d/%b/%Y']
        ) as date)) as noticed_on
    from printed
    group by report_id
),

worded as (
    select
        report_id,
        bool_or(wording = 'general_exception') as says_general_exception,
        bool_or(wording = 'special_urgency') as says_special_urgency,
        bool_or(wording = 'urgency') as says_urgent
    from {{ ref('int_wordings') }}
    group by report_id
),

seen as (
    select
        key_decisions.*,
        key_decisions.decided_on - notices.noticed_on - 1 as calendar_days,
        eve.working_days - noticed.working_days as working_days,
        coalesce(worded.says_general_exception or worded.says_urgent, false) as says_general_exception,
        coalesce(worded.says_special_urgency, false) as says_special_urgency,
        coalesce(key_decisions.decided_on > notices.noticed_on, false) as is_noticed
    from key_decisions
    left join notices on key_decisions.source_report_id = notices.report_id
    left join worded on key_decisions.source_report_id = worded.report_id
    left join {{ ref('int_working_days') }} as noticed on notices.noticed_on = noticed.day
    left join {{ ref('int_working_days') }} as eve on key_decisions.decided_on - 1 = eve.day
)

select
    decision_id,
    'key_decision_taken' as subject,
    cast(is_key as integer) as amount,
    is_key is not null as is_known,
    key_why as qualifier,
    evidence
from seen
union all
select
    decision_id,
    'notice/clear_calendar_days' as subject,
    calendar_days as amount,
    is_noticed
    and (calendar_days >= 28 or (
        source_kind = 'decision_notice' and not is_web_page and not says_general_exception and not says_special_urgency
    )) as is_known,
    case
        when not is_noticed then 'first_notice_not_held'
        when calendar_days >= 28 then null
        when says_special_urgency then 'special_urgency'
        when says_general_exception then 'general_exception'
        when source_kind != 'decision_notice' or is_web_page then 'exception_notice_not_held'
    end as qualifier,
    evidence
from seen
union all
select
    decision_id,
    'notice/short' as subject,
    case when not is_key then 0 else cast(calendar_days < 28 as integer) end as amount,
    coalesce(not is_key, false) or (is_key is not null and is_noticed) as is_known,
    case when not is_key or is_key is null then key_why when not is_noticed then 'first_notice_not_held' end
        as qualifier,
    evidence
from seen
union all
select
    decision_id,
    'notice/very_short' as subject,
    case when not is_key then 0 else cast(working_days < 5 as integer) end as amount,
    coalesce(not is_key, false) or (is_key is not null and is_noticed and working_days is not null) as is_known,
    case when not is_key or is_key is null then key_why when not is_noticed then 'first_notice_not_held' end
        as qualifier,
    evidence
from seen
union all
select
    decision_id,
    'notice/general_exception' as subject,
    cast(working_days >= 5 as integer) as amount,
    is_noticed and working_days is not null and says_general_exception as is_known,
    case
        when not says_general_exception then 'exception_notice_not_held'
        when working_days < 5 then 'fewer_than_five_days'
    end as qualifier,
    evidence
from seen
union all
select
    decision_id,
    'notice/special_urgency' as subject,
    case when says_special_urgency then 1 end as amount,
    says_special_urgency as is_known,
    case when not says_special_urgency then 'urgency_notice_not_held' end as qualifier,
    evidence
from seen
