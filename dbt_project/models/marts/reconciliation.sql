-- Every listing ends in exactly one place: loaded, or one of the gaps.
with parts as (
    select distinct document_sha256 from {{ ref('int_parts') }}
),

files as (
    select
        sightings.listing_id,
        bool_or(coalesce(readings.read_state = 'read', false)) as is_read,
        bool_or(parts.document_sha256 is not null) as is_loaded
    from {{ ref('stg_sightings') }} as sightings
    left join {{ ref('int_current_readings') }} as readings on sightings.document_sha256 = readings.document_sha256
    left join parts on sightings.document_sha256 = parts.document_sha256
    group by sightings.listing_id
),

answers as (
    select
        gss_code,
        url,
        arg_max(outcome, (happened_at, outcome_id)) as outcome
    from {{ ref('stg_crawl_outcomes') }}
    where stage in ('find', 'fetch') and url is not null and outcome not in ('searched', 'fetched', 'unchanged')
    group by gss_code, url
),

fates as (
    select
        listings.gss_code,
        coalesce(strftime(listings.meeting_date, '%Y-%m'), 'undated') as month,
        case
            when files.is_read and files.is_loaded then 'loaded'
            when files.is_read then 'no_report'
            when files.listing_id is not null then 'not_read'
            when listings.restricted or answers.outcome in ('restricted', 'login_page') then 'restricted'
            when answers.outcome in ('blocked', 'rate_limited', 'robots_disallowed', 'address_refused') then 'refused'
            when answers.outcome is not null then 'failed'
            else 'not_asked'
        end as fate
    from {{ ref('stg_listings') }} as listings
    left join files on listings.listing_id = files.listing_id
    left join answers on listings.gss_code = answers.gss_code and listings.url = answers.url
)

select
    gss_code,
    month,
    count(*) as listed,
    count(*) filter (where fate in ('loaded', 'no_report', 'not_read')) as fetched,
    count(*) filter (where fate in ('loaded', 'no_report')) as read,
    count(*) filter (where fate = 'loaded') as loaded,
    count(*) filter (where fate = 'restricted') as restricted,
    count(*) filter (where fate = 'refused') as refused,
    count(*) filter (where fate = 'failed') as failed,
    count(*) filter (where fate = 'not_asked') as not_asked,
    count(*) filter (where fate = 'not_read') as not_read,
    count(*) filter (where fate = 'no_report') as no_report
from fates
group by all
