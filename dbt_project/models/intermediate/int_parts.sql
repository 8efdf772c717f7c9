{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook="{% if is_incremental() %}
        delete from {{ this }}
        where (document_sha256, reader_version) not in (
            select (document_sha256, reader_version) from {{ ref('int_current_readings') }}
        )
    {% endif %}"
) }}  -- what a reader made of a file does not change

with readings as (
    select readings.*
    from {{ ref('int_current_readings') }} as readings
    {% if is_incremental() %}
        anti join {{ this }} as held
            on readings.document_sha256 = held.document_sha256 and readings.reader_version = held.reader_version
    {% endif %}
),

said as (
    select
        fields.document_sha256,
        fields.part,
        fields.reader_version,
        {{ header_of('fields') }}
    from {{ ref('stg_read_fields') }} as fields
    semi join readings
        on fields.document_sha256 = readings.document_sha256 and fields.reader_version = readings.reader_version
    where
        fields.state = 'found'
        and fields.field in ('body', 'body_type', 'title', 'meeting_date', 'key_decision', 'exempt')
    group by all
),

unfinished as (
    select distinct
        document_sha256,
        reader_version
    from {{ ref('stg_issues') }}
    where code = 'incomplete'
)

select
    parts.document_sha256,
    parts.part,
    parts.reader_version,
    parts.kind,
    parts.first_page,
    parts.last_page,
    parts.sketch,
    readings.media_type,
    readings.pages,
    readings.ocr_pages,
    said.body,
    said.body_type,
    said.title,
    said.meeting_date,
    said.key_decision,
    said.is_exempt,
    readings.read_state = 'read' and unfinished.document_sha256 is null as is_complete,
    count(*) over (partition by parts.document_sha256) as parts_in_file,
    '{{ invocation_id }}' as made_in
from {{ ref('stg_reports') }} as parts
inner join readings
    on parts.document_sha256 = readings.document_sha256 and parts.reader_version = readings.reader_version
left join said
    on
        parts.document_sha256 = said.document_sha256
        and parts.part = said.part
        and parts.reader_version = said.reader_version
left join unfinished
    on parts.document_sha256 = unfinished.document_sha256 and parts.reader_version = unfinished.reader_version
