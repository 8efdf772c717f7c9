-- Signs of a report on a topic where no report on it could be read and dated: a listing in the topic's words behind
-- which no file was read, another kind of paper on it, or a paper on it without a date.
with read_listings as (
    select distinct sightings.listing_id
    from {{ ref('stg_sightings') }} as sightings
    inner join {{ ref('int_current_readings') }} as readings
        on sightings.document_sha256 = readings.document_sha256
    where readings.read_state = 'read'
)

select
    matches.topic,
    listings.gss_code
from {{ ref('int_topic_matches') }} as matches
inner join {{ ref('stg_topics') }} as topics on matches.topic = topics.topic
inner join {{ ref('stg_listings') }} as listings on matches.about = listings.listing_id
anti join read_listings on listings.listing_id = read_listings.listing_id
where
    matches.place = 'listing'
    and coalesce(listings.meeting_date between topics.window_from and topics.window_until, true)
union distinct
select
    topic,
    gss_code
from {{ ref('int_topic_reports') }}
where
    is_on_topic
    and coalesce(is_in_window, true)
    and (is_in_window is null or kind not in ('officer_report', 'decision_notice'))
