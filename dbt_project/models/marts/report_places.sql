select
    copies.report_id,
    copies.document_sha256,
    copies.part,
    listings.listing_id,
    copies.gss_code,
    listings.url,
    listings.title,
    listings.body,
    listings.meeting_date,
    listings.meeting,
    listings.item,
    listings.published_at,
    sightings.first_seen_at,
    sightings.last_seen_at,
    sightings.is_replaced,
    copies.media_type,
    copies.first_page,
    copies.last_page
from {{ ref('int_report_copies') }} as copies
inner join {{ ref('int_sightings') }} as sightings on copies.document_sha256 = sightings.document_sha256
inner join {{ ref('stg_listings') }} as listings
    on sightings.listing_id = listings.listing_id and copies.gss_code = listings.gss_code
where not sightings.is_withdrawn
