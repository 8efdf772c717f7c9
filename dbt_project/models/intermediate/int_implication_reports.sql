-- depends_on: {{ ref('int_report_states') }}
{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook="{{ forget_changed(this) }}"
) }}  -- two views count it

-- Officer reports, and whether it is known what each says under its implication headings.
select
    reports.report_id,
    reports.gss_code,
    reports.meeting_date,
    {{ quarter_of('reports.meeting_date') }} as quarter,
    extract(year from reports.meeting_date) as year,
    reports.is_complete and coalesce(fields.state, 'unclear') != 'unclear' as is_read
from {{ ref('int_changed_reports') }} as reports
left join {{ ref('stg_report_fields') }} as fields
    on
        reports.document_sha256 = fields.document_sha256
        and reports.part = fields.part
        and reports.reader_version = fields.reader_version
        and fields.field = 'implications'
where reports.kind = 'officer_report'
