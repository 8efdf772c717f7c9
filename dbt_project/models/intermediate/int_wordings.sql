{{ config(materialized='table') }}  -- several observations ask it

-- Which papers use which words of the law, among those of which a rule asks it: agendas, minutes, records of decision,
-- exempt reports, and reports whose agenda was late.
with asked as (
    select
        document_sha256,
        part,
        reader_version,
        report_id
    from {{ ref('int_reports') }}
    where kind in ('agenda', 'reports_pack', 'minutes', 'decision_notice') or is_exempt
    union distinct
    select
        reports.document_sha256,
        reports.part,
        reports.reader_version,
        reports.report_id
    from {{ ref('int_reports') }} as reports
    inner join {{ ref('int_agenda_days') }} as agendas on reports.report_id = agendas.report_id
    where agendas.clear_working_days < 5
),

texts as (
    select
        asked.report_id,
        lower(concat_ws(' ', passages.heading, passages.text)) as words
    from asked
    inner join {{ ref('stg_passages') }} as passages
        on
            asked.document_sha256 = passages.document_sha256
            and asked.part = passages.part
            and asked.reader_version = passages.reader_version
)

select distinct
    texts.report_id,
    wordings.wording
from texts
inner join {{ ref('wordings') }} as wordings on contains(texts.words, wordings.phrase)
