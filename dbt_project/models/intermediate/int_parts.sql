{{ config(materialized='table') }}  -- every mart of reports joins it

with said as (
    select
        document_sha256,
        part,
        reader_version,
        max(value) filter (where field = 'body') as body,
        max(value) filter (where field = 'body_type') as body_type,
        max(value) filter (where field = 'title') as title,
        cast(max(value) filter (where field = 'meeting_date') as date) as meeting_date,
        cast(max(value) filter (where field = 'key_decision') as boolean) as key_decision,
        cast(max(value) filter (where field = 'exempt') as boolean) as is_exempt
    from {{ ref('stg_report_fields') }}
    where
        state = 'found'
        and field in ('body', 'body_type', 'title', 'meeting_date', 'key_decision', 'exempt')
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
    count(*) over (partition by parts.document_sha256) as parts_in_file
from {{ ref('stg_reports') }} as parts
inner join {{ ref('int_current_readings') }} as readings
    on parts.document_sha256 = readings.document_sha256 and parts.reader_version = readings.reader_version
left join said
    on
        parts.document_sha256 = said.document_sha256
        and parts.part = said.part
        and parts.reader_version = said.reader_version
left join unfinished
    on parts.document_sha256 = unfinished.document_sha256 and parts.reader_version = unfinished.reader_version
