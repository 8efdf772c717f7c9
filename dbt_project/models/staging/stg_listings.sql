select
    listing_id,
    gss_code,
    url,
    title,
    body,
    meeting_date,
    meeting,
    item,
    published_at,
    restricted
from {{ source('warehouse', 'listings') }}
