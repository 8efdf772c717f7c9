select
    listings.listing_id,
    listings.gss_code,
    listings.url,
    listings.title,
    listings.body,
    listings.meeting_date,
    fates.fate,
    fates.reason,
    reasons.lies_with,
    reasons.says,
    fates.detail,
    fates.tried_at
from {{ ref('int_listing_fates') }} as fates
inner join {{ ref('stg_listings') }} as listings on fates.listing_id = listings.listing_id
left join {{ ref('unread_reasons') }} as reasons on fates.reason = reasons.reason
where
    fates.fate in ('not_read', 'refused', 'failed', 'not_asked')
    or (fates.reason = 'login_page' and not listings.restricted)
