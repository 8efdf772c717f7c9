-- How each report stood in the build that last found it changed. One whose paper, day and circumstances are what they
-- were is neither judged nor tested again.
{{ config(
    materialized='incremental',
    incremental_strategy='delete+insert',
    unique_key='report_id',
    post_hook="delete from {{ this }} where report_id not in (select report_id from {{ ref('int_reports') }})"
) }}

with reviews as (
    select
        document_sha256,
        part,
        reader_version,
        bit_xor(hash(field, decision, value, quote)) as print
    from {{ ref('stg_reviewed_fields') }}
    group by document_sha256, part, reader_version
),

reports as (
    select
        reports.report_id,
        hash(
            reports.document_sha256, reports.part, reports.reader_version, reports.gss_code, reports.kind,
            reports.is_complete, reports.is_exempt, reports.meeting_date, reports.meeting_date_source,
            circumstances.print, reviews.print
        ) as print
    from {{ ref('int_reports') }} as reports
    left join {{ ref('int_circumstances') }} as circumstances on reports.report_id = circumstances.report_id
    left join reviews
        on
            reports.document_sha256 = reviews.document_sha256
            and reports.part = reviews.part
            and reports.reader_version = reviews.reader_version
)

select
    reports.report_id,
    reports.print,
    '{{ invocation_id }}' as changed_in
from reports
{% if is_incremental() %}
    anti join {{ this }} as known on reports.report_id = known.report_id and reports.print = known.print
{% endif %}
