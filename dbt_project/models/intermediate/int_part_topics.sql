{{ config(materialized='incremental', incremental_strategy='append') }}  -- a passage is matched once, not every night

-- The topics found in each part of a file. A part has a row though none was found, so that it is not asked again before
-- a topic's phrases change.
with parts as (
    select
        parts.document_sha256,
        parts.part,
        parts.reader_version,
        fingerprint.fingerprint
    from {{ ref('int_parts') }} as parts
    cross join {{ ref('int_topic_fingerprint') }} as fingerprint
    {% if is_incremental() %}
        anti join {{ this }} as done
            on
                parts.document_sha256 = done.document_sha256
                and parts.part = done.part
                and parts.reader_version = done.reader_version
                and fingerprint.fingerprint = done.fingerprint
    {% endif %}
),

texts as (
    select texts.*
    from {{ ref('int_part_texts') }} as texts
    semi join parts
        on
            texts.document_sha256 = parts.document_sha256
            and texts.part = parts.part
            and texts.reader_version = parts.reader_version
),

found as (
    {{ match_topics('texts', ['document_sha256', 'part', 'reader_version']) }}
)

select
    parts.document_sha256,
    parts.part,
    parts.reader_version,
    parts.fingerprint,
    list(
        struct_pack(topic := found.topic, place := found.place, is_confirmed := found.is_confirmed)
        order by found.topic, found.place
    ) filter (where found.topic is not null) as found
from parts
left join found
    on
        parts.document_sha256 = found.document_sha256
        and parts.part = found.part
        and parts.reader_version = found.reader_version
group by parts.document_sha256, parts.part, parts.reader_version, parts.fingerprint
