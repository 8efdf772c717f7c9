select
    listing_id,
    gss_code,
    url,
    title,
    body,
    body_type,
    meeting_date,
    meeting,
    item,
    published_at,
    restricted
from {{ source('warehouse', 'listings') }}
