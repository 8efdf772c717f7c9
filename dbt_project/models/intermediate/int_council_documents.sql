-- A file may stand behind several listings of a council. Its earliest meeting speaks for it; all of them are in
-- report_places. It is replaced, or withdrawn, when it is so in all of them.
select
    listings.gss_code,
    sightings.document_sha256,
    listings.listing_id,
    listings.url,
    listings.title,
    listings.body,
    listings.body_type,
    listings.meeting_date,
    min(sightings.first_seen_at) over of_council as first_seen_at,
    max(sightings.last_seen_at) over of_council as last_seen_at,
    min(listings.published_at) over of_council as published_at,
    bool_and(sightings.is_replaced) over of_council as is_replaced,
    bool_and(sightings.is_withdrawn) over of_council as is_withdrawn
from {{ ref('int_sightings') }} as sightings
inner join {{ ref('stg_listings') }} as listings on sightings.listing_id = listings.listing_id
window of_council as (partition by listings.gss_code, sightings.document_sha256)
qualify
    row_number() over (
        partition by listings.gss_code, sightings.document_sha256
        order by listings.meeting_date asc nulls last, listings.listing_id asc
    ) = 1
