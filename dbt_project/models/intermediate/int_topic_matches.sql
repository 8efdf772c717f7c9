{{ config(materialized='table') }}  -- asked by nearly every model of topics

with texts as (
    select * from {{ ref('int_texts') }}
),

in_names as (
    {{ match_topics('texts', ['about']) }}
),

in_parts as (
    select
        document_sha256,
        part,
        reader_version,
        unnest(found, recursive := true)
    from {{ ref('int_part_topics') }}
    semi join {{ ref('int_topic_fingerprint') }} using (fingerprint)
    where found is not null
)

select
    topic,
    about,
    place,
    is_confirmed
from in_names
union all
select
    in_parts.topic,
    reports.report_id as about,
    in_parts.place,
    in_parts.is_confirmed
from in_parts
inner join {{ ref('int_reports') }} as reports
    on
        in_parts.document_sha256 = reports.document_sha256
        and in_parts.part = reports.part
        and in_parts.reader_version = reports.reader_version
