select
    listing_id,
    document_sha256,
    first_seen_at,
    last_seen_at
from {{ source('warehouse', 'sightings') }}
