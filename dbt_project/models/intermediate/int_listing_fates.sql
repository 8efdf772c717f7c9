{{ config(materialized='table') }}  -- reconciliation and the papers that were not read both count it

-- Every listing ends in exactly one place: loaded, withdrawn, relisted (the meeting was postponed or the title changed
-- before its file was got, which is held under the newer listing), or one of the gaps, with its reason.
with parts as (
    select distinct document_sha256 from {{ ref('int_parts') }}
),

files as (
    select
        sightings.listing_id,
        bool_and(sightings.is_withdrawn) as is_withdrawn,
        bool_or(coalesce(readings.read_state = 'read', false)) as is_read,
        bool_or(parts.document_sha256 is not null) as is_loaded,
        max(readings.read_state) filter (where not sightings.is_replaced) as read_state,
        max(readings.why) filter (where not sightings.is_replaced) as why,
        max(sightings.last_seen_at) as last_seen_at
    from {{ ref('int_sightings') }} as sightings
    left join {{ ref('int_current_readings') }} as readings on sightings.document_sha256 = readings.document_sha256
    left join parts on sightings.document_sha256 = parts.document_sha256
    group by sightings.listing_id
),

-- what is still listed when its address gives a file has that file
got as (
    select distinct
        listings.gss_code,
        listings.url
    from {{ ref('stg_listings') }} as listings
    inner join files on listings.listing_id = files.listing_id
),

answers as (
    select
        gss_code,
        url,
        outcome,
        detail,
        happened_at
    from {{ ref('stg_crawl_outcomes') }}
    where
        stage in ('find', 'fetch')
        and url is not null
        and outcome not in ('searched', 'settled', 'vanished', 'fetched', 'unchanged', 'held')
    qualify row_number() over (partition by gss_code, url order by happened_at desc, outcome_id desc) = 1
),

fates as (
    select
        listings.listing_id,
        answers.outcome,
        answers.detail,
        answers.happened_at,
        files.read_state,
        files.why,
        files.last_seen_at,
        case
            when files.is_withdrawn or answers.outcome = 'withdrawn' and files.listing_id is null then 'withdrawn'
            when files.is_read and files.is_loaded then 'loaded'
            when files.is_read then 'no_report'
            when files.listing_id is not null then 'not_read'
            when got.url is not null and not listings.restricted then 'relisted'
            when listings.restricted or answers.outcome in ('restricted', 'login_page') then 'restricted'
            when answers.outcome in ('blocked', 'rate_limited', 'robots_disallowed', 'address_refused') then 'refused'
            when answers.outcome = 'no_space' then 'not_asked'
            when answers.outcome is not null then 'failed'
            else 'not_asked'
        end as fate
    from {{ ref('stg_listings') }} as listings
    left join files on listings.listing_id = files.listing_id
    left join got on listings.gss_code = got.gss_code and listings.url = got.url
    left join answers on listings.gss_code = answers.gss_code and listings.url = answers.url
)

select
    listing_id,
    fate,
    case
        when fate = 'not_read' and read_state = 'timed_out' then 'read_timed_out'
        when fate = 'not_read' then coalesce(read_state, 'not_tried')
        when fate in ('restricted', 'refused', 'failed') then coalesce(outcome, fate)
        when fate = 'not_asked' then coalesce(outcome, fate)
    end as reason,
    case when fate = 'not_read' then why else detail end as detail,
    case when fate = 'not_read' then last_seen_at else happened_at end as tried_at
from fates
