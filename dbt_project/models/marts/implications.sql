{{ config(materialized='view') }}  -- the release makes the table

select
    reports.report_id,
    implications.seq,
    implications.heading,
    unnest(case when len(implications.types) > 0 then implications.types else ['other'] end) as type,
    implications.stance,
    implications.text,
    implications.word_count
from {{ ref('int_reports') }} as reports
inner join {{ ref('stg_implications') }} as implications
    on
        reports.document_sha256 = implications.document_sha256
        and reports.part = implications.part
        and reports.reader_version = implications.reader_version
