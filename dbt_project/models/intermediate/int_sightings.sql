-- Which file stood behind which listing, whether another has taken its place since, and whether the paper was taken
-- back.
select
    sightings.listing_id,
    sightings.document_sha256,
    sightings.first_seen_at,
    sightings.last_seen_at,
    withdrawn.url is not null as is_withdrawn,
    row_number() over (
        partition by sightings.listing_id
        order by sightings.last_seen_at desc, sightings.first_seen_at desc, sightings.document_sha256 asc
    ) > 1 as is_replaced
from {{ ref('stg_sightings') }} as sightings
inner join {{ ref('stg_listings') }} as listings on sightings.listing_id = listings.listing_id
left join {{ ref('int_withdrawn_urls') }} as withdrawn
    on listings.gss_code = withdrawn.gss_code and listings.url = withdrawn.url
