-- What stood for a report one after the other: a file that took another's place behind a listing is a later edition,
-- another format or a copy in a pack is none. All that still stands is the last edition; of each the best file speaks.
-- Copies that were taken back say nothing.
with copies as (
    select *
    from {{ ref('int_report_copies') }}
    where not is_withdrawn
),

ranked as (
    select
        copies.gss_code,
        copies.report_id,
        copies.document_sha256,
        copies.part,
        dense_rank() over (
            partition by copies.report_id, sightings.listing_id
            order by sightings.first_seen_at
        ) as place
    from copies
    inner join {{ ref('stg_sightings') }} as sightings on copies.document_sha256 = sightings.document_sha256
    inner join {{ ref('stg_listings') }} as listings
        on sightings.listing_id = listings.listing_id and copies.gss_code = listings.gss_code
),

placed as (
    select
        gss_code,
        report_id,
        document_sha256,
        part,
        max(place) as place
    from ranked
    group by gss_code, report_id, document_sha256, part
),

editions as (
    select
        copies.*,
        case when copies.is_replaced then placed.place else 1000000 end as edition
    from copies
    inner join placed
        on
            copies.gss_code = placed.gss_code
            and copies.report_id = placed.report_id
            and copies.document_sha256 = placed.document_sha256
            and copies.part = placed.part
),

spoken as (
    select
        gss_code,
        report_id,
        edition,
        document_sha256,
        part,
        min(first_seen_at) over of_edition as known_from
    from editions
    window of_edition as (partition by report_id, edition)
    qualify
        row_number() over (
            partition by report_id, edition
            order by
                is_complete desc,
                case
                    when ocr_pages > 0 then 6
                    when media_type like '%wordprocessingml%' then 1
                    when media_type like '%html%' then 2
                    when media_type = 'application/pdf' then 3
                    when media_type = 'application/msword' then 4
                    else 5
                end,
                parts_in_file > 1,
                document_sha256 asc,
                part asc
        ) = 1
),

followed as (
    select
        *,
        min(known_from) over (
            partition by report_id
            order by edition
            rows between 1 following and unbounded following
        ) as next_from
    from spoken
)

-- a file that came between two sightings of the one that stands was a slip
select *
from followed
where next_from is null or known_from < next_from
