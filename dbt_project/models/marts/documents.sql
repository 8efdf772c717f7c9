with seen as (
    select
        document_sha256,
        min(first_seen_at) as first_seen_at,
        max(last_seen_at) as last_seen_at,
        bool_and(is_withdrawn) as is_withdrawn
    from {{ ref('int_sightings') }}
    group by document_sha256
)

select
    coalesce(seen.document_sha256, readings.document_sha256) as document_sha256,
    readings.media_type,
    readings.pages,
    readings.words,
    readings.ocr_pages,
    readings.size_bytes,
    readings.read_state,
    readings.why,
    readings.reader_version,
    seen.first_seen_at,
    seen.last_seen_at
from seen
full outer join {{ ref('int_current_readings') }} as readings
    on seen.document_sha256 = readings.document_sha256
where not coalesce(seen.is_withdrawn, false)
