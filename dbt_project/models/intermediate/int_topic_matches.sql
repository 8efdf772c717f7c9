{{ config(materialized='table') }}  -- asked by nearly every model of topics

with texts as (
    select * from {{ ref('int_texts') }}
),

in_names as (
    {{ match_topics('texts', ['about']) }}
),

in_parts as (
    select
        parts.document_sha256,
        parts.part,
        parts.reader_version,
        unnest(parts.found) as found
    from {{ ref('int_part_topics') }} as parts
    inner join {{ ref('int_topic_fingerprint') }} as fingerprint on parts.fingerprint = fingerprint.fingerprint
)

select
    topic,
    about,
    place,
    is_confirmed
from in_names
union all
select
    struct_extract(in_parts.found, 'topic') as topic,
    reports.report_id as about,
    struct_extract(in_parts.found, 'place') as place,
    struct_extract(in_parts.found, 'is_confirmed') as is_confirmed
from in_parts
inner join {{ ref('int_reports') }} as reports
    on
        in_parts.document_sha256 = reports.document_sha256
        and in_parts.part = reports.part
        and in_parts.reader_version = reports.reader_version
