select
    listings.listing_id,
    listings.gss_code,
    listings.url,
    listings.title,
    listings.body,
    listings.meeting_date,
    withdrawn.outcome,
    min(sightings.first_seen_at) as first_seen_at,
    max(sightings.last_seen_at) as last_seen_at,
    withdrawn.withdrawn_at
from {{ ref('int_sightings') }} as sightings
inner join {{ ref('stg_listings') }} as listings on sightings.listing_id = listings.listing_id
inner join {{ ref('int_withdrawn_urls') }} as withdrawn
    on listings.gss_code = withdrawn.gss_code and listings.url = withdrawn.url
group by all
