{{ config(materialized='table') }}  -- the chain, its wording, topics and the mart read it

-- The report that asked for a decision, where one and only one can be it: under the decision's own reference, else
-- listed at the very item of the very meeting of which the site's service tells it, else put before the same body on
-- the same day under a title that is the same, that holds the other's words, or that shares most of them. A tie links
-- none.
with decisions as (
    select
        *,
        {{ title_words_of('title') }} as title_words
    from {{ ref('int_decisions') }}
    where not is_procedural
),

reports as (
    select
        reports.report_id,
        reports.gss_code,
        reports.body_type,
        reports.meeting_date,
        {{ letters_of('reports.body') }} as body_letters,
        {{ letters_of('fields.value') }} as reference_letters
    from {{ ref('int_reports') }} as reports
    left join {{ ref('stg_report_fields') }} as fields
        on
            reports.document_sha256 = fields.document_sha256
            and reports.part = fields.part
            and reports.reader_version = fields.reader_version
            and fields.field = 'decision_reference'
    where reports.kind = 'officer_report'
),

-- where papers are listed; a pack's listing names none of its reports
places as (
    select
        copies.report_id,
        copies.gss_code,
        copies.media_type,
        listings.meeting,
        listings.item
    from {{ ref('int_report_copies') }} as copies
    inner join {{ ref('stg_sightings') }} as sightings on copies.document_sha256 = sightings.document_sha256
    inner join {{ ref('stg_listings') }} as listings
        on sightings.listing_id = listings.listing_id and copies.gss_code = listings.gss_code
    where copies.parts_in_file = 1
),

-- only a reply of the service is always of the meeting at which it is listed
same_item as (
    select distinct
        decisions.decision_id,
        asked.report_id
    from decisions
    inner join places as told on decisions.source_report_id = told.report_id and told.media_type = 'text/xml'
    inner join places as asked
        on
            told.gss_code = asked.gss_code
            and told.meeting = asked.meeting
            and decisions.title_letters = {{ letters_of('asked.item') }}
),

-- the subject as the report has it, and as the agenda does
names as (
    select
        report_id,
        title as name
    from {{ ref('int_reports') }}
    where kind = 'officer_report' and title is not null
    union distinct
    select
        report_id,
        item as name
    from places
    where item is not null
),

-- whatever can be likened at all: by one reference, on one day, or to one person, who has no meetings
candidates as (
    select
        decisions.decision_id,
        reports.report_id
    from decisions
    inner join reports
        on decisions.gss_code = reports.gss_code and decisions.reference_letters = reports.reference_letters
    union distinct
    select
        decisions.decision_id,
        reports.report_id
    from decisions
    inner join reports on decisions.gss_code = reports.gss_code and decisions.decided_on = reports.meeting_date
    union distinct
    select
        decisions.decision_id,
        reports.report_id
    from decisions
    inner join reports on decisions.gss_code = reports.gss_code
    where
        reports.meeting_date is null
        and decisions.body_type in ('individual_executive_decision', 'officer_decision')
    union distinct
    select
        decision_id,
        report_id
    from same_item
),

pairs as (
    select
        decisions.decision_id,
        decisions.title_letters,
        decisions.title_words,
        reports.report_id,
        coalesce(decisions.reference_letters = reports.reference_letters, false) as is_same_reference,
        same_item.report_id is not null as is_same_item,
        -- a council has one of each of these; of other types it may have several
        coalesce(decisions.body_letters = reports.body_letters, false)
        or coalesce(
            decisions.body_type = reports.body_type and reports.body_type in ('cabinet_executive', 'full_council'),
            false
        ) as is_same_body,
        coalesce(decisions.decided_on = reports.meeting_date, false) as is_same_day,
        -- a report to one person has no meeting
        reports.meeting_date is null
        and decisions.body_type in ('individual_executive_decision', 'officer_decision') as is_without_day
    from candidates
    inner join decisions on candidates.decision_id = decisions.decision_id
    inner join reports on candidates.report_id = reports.report_id
    left join same_item
        on candidates.decision_id = same_item.decision_id and candidates.report_id = same_item.report_id
    where coalesce(decisions.reference_letters = reports.reference_letters, true)
),

likened as (
    select
        pairs.*,
        coalesce(pairs.title_letters = {{ letters_of('names.name') }}, false) as is_same_title,
        {{ title_words_of('names.name') }} as name_words,
        len(list_intersect(pairs.title_words, name_words)) as shared,
        least(len(pairs.title_words), len(name_words)) as fewest
    from pairs
    left join names on pairs.report_id = names.report_id
),

ranked as (
    select
        decision_id,
        report_id,
        max(case
            when is_same_reference and is_same_body then 6
            when is_same_reference then 5
            when is_same_item then 4
            when is_same_body and (is_same_day or is_without_day) and is_same_title then 3
            when is_same_body and is_same_day and fewest >= 2 and shared = fewest then 2
            when
                is_same_body and is_same_day and fewest >= 2
                and shared / (len(title_words) + len(name_words) - shared) >= 0.6
                then 1
        end) as likeness
    from likened
    group by decision_id, report_id
),

best as (
    select
        decision_id,
        report_id,
        likeness
    from ranked
    where likeness is not null
    qualify likeness = max(likeness) over (partition by decision_id)
)

select
    decision_id,
    any_value(report_id) as report_id,
    case
        when any_value(likeness) >= 5 then 'reference'
        when any_value(likeness) = 4 then 'item'
        else 'title'
    end as linked_by
from best
group by decision_id
having count(*) = 1
