with fates as (
    select
        listings.gss_code,
        fates.fate,
        coalesce(strftime(listings.meeting_date, '%Y-%m'), 'undated') as month
    from {{ ref('int_listing_fates') }} as fates
    inner join {{ ref('stg_listings') }} as listings on fates.listing_id = listings.listing_id
)

select
    gss_code,
    month,
    count(*) as listed,
    count(*) filter (where fate in ('loaded', 'no_report', 'not_read')) as fetched,
    count(*) filter (where fate in ('loaded', 'no_report')) as read,
    count(*) filter (where fate = 'loaded') as loaded,
    count(*) filter (where fate = 'restricted') as restricted,
    count(*) filter (where fate = 'refused') as refused,
    count(*) filter (where fate = 'failed') as failed,
    count(*) filter (where fate = 'not_asked') as not_asked,
    count(*) filter (where fate = 'withdrawn') as withdrawn,
    count(*) filter (where fate = 'not_read') as not_read,
    count(*) filter (where fate = 'no_report') as no_report,
    count(*) filter (where fate = 'relisted') as relisted
from fates
group by all
