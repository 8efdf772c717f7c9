{{ config(materialized='table') }}  -- every mart of reports joins it

-- Copies that were taken back say nothing. Of the others the newest version speaks, and of its formats the best: a
-- whole reading before an unfinished one, Word before HTML, PDF, old Word and recognised text, and a file of its own
-- before a place in a pack.
select
    copies.* exclude (first_seen_at, last_seen_at, published_at, is_replaced, is_withdrawn),
    min(copies.first_seen_at) over of_report as first_seen_at,
    max(copies.last_seen_at) over of_report as last_seen_at,
    min(copies.published_at) over of_report as published_at
from {{ ref('int_report_copies') }} as copies
where not copies.is_withdrawn
window of_report as (partition by copies.report_id)
qualify
    row_number() over (
        partition by copies.report_id
        order by
            copies.is_replaced asc,
            copies.is_complete desc,
            case
                when copies.ocr_pages > 0 then 6
                when copies.media_type like '%wordprocessingml%' then 1
                when copies.media_type like '%html%' or copies.media_type = 'text/xml' then 2
                when copies.media_type = 'application/pdf' then 3
                when copies.media_type = 'application/msword' then 4
                else 5
            end,
            copies.parts_in_file > 1,
            copies.document_sha256 asc,
            copies.part asc
    ) = 1
