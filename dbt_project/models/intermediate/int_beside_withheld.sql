-- Reports at an item of which the site lists another paper that it does not show.
select distinct copies.report_id
from {{ ref('stg_listings') }} as withheld
inner join {{ ref('stg_listings') }} as listings
    on
        withheld.gss_code = listings.gss_code
        and withheld.item = listings.item
        and withheld.meeting_date = listings.meeting_date
inner join {{ ref('stg_sightings') }} as sightings on listings.listing_id = sightings.listing_id
inner join {{ ref('int_report_copies') }} as copies
    on sightings.document_sha256 = copies.document_sha256 and listings.gss_code = copies.gss_code
where withheld.restricted
