{{ config(materialized='table') }}  -- its text is asked for themes, figures and barriers

-- What a topic asked councils to write: an appendix, or a paper that is no report, whose title, listing or first words
-- name the topic and no such word as the topic's own file rules out. The last within the window speaks.
with listed as (
    select distinct
        matches.topic,
        copies.report_id,
        listings.title as words
    from {{ ref('int_topic_matches') }} as matches
    inner join {{ ref('stg_listings') }} as listings on matches.about = listings.listing_id
    inner join {{ ref('stg_sightings') }} as sightings on listings.listing_id = sightings.listing_id
    inner join {{ ref('int_report_copies') }} as copies
        on
            sightings.document_sha256 = copies.document_sha256
            and listings.gss_code = copies.gss_code
            and copies.parts_in_file = 1
    where matches.place = 'listing_title'
),

named as (
    select * from listed
    union distinct
    select
        matches.topic,
        reports.report_id,
        reports.title as words
    from {{ ref('int_topic_matches') }} as matches
    inner join {{ ref('int_reports') }} as reports on matches.about = reports.report_id
    where matches.place = 'title'
    union distinct
    select
        matches.topic,
        reports.report_id,
        texts.words
    from {{ ref('int_topic_matches') }} as matches
    inner join {{ ref('int_reports') }} as reports on matches.about = reports.report_id
    inner join {{ ref('int_part_texts') }} as texts
        on
            reports.document_sha256 = texts.document_sha256
            and reports.part = texts.part
            and reports.reader_version = texts.reader_version
            and texts.place = 'opening'
    where matches.place = 'opening'
),

other_papers as (
    select distinct
        named.topic,
        named.report_id
    from named
    inner join {{ ref('int_topic_terms') }} as terms
        on
            named.topic = terms.topic
            and terms.kind = 'not_the_plan'
            and contains({{ words_of('named.words') }}, terms.phrase)
),

plans as (
    select distinct
        named.topic,
        named.report_id
    from named
    anti join other_papers on named.topic = other_papers.topic and named.report_id = other_papers.report_id
),

-- a page of Word is as long as the machine that prints it makes it
pages as (
    select
        report_id,
        min(coalesce(last_page - first_page + 1, pages)) as pages
    from {{ ref('int_report_copies') }}
    where media_type = 'application/pdf' and not is_withdrawn and not is_replaced
    group by report_id
)

select
    plans.topic,
    reports.gss_code,
    reports.report_id,
    reports.document_sha256,
    reports.part,
    reports.reader_version,
    reports.url,
    reports.meeting_date,
    reports.is_complete,
    pages.pages
from plans
inner join {{ ref('int_reports') }} as reports on plans.report_id = reports.report_id
inner join {{ ref('stg_topics') }} as topics on plans.topic = topics.topic
left join pages on plans.report_id = pages.report_id
where
    reports.kind in ('appendix', 'other')
    and coalesce(
        coalesce(reports.meeting_date, {{ london_day('reports.published_at') }})
        between topics.window_from and topics.window_until,
        true
    )
qualify
    row_number() over (
        partition by plans.topic, reports.gss_code
        order by reports.is_complete desc, reports.meeting_date desc nulls last, reports.report_id asc
    ) = 1
