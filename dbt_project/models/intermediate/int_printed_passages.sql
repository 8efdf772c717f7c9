-- depends_on: {{ ref('int_report_states') }}
{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook="{{ forget_changed(this) }}"
) }}  -- the bands and the view both read it

-- The fingerprints of what officer reports now say.
select
    reports.report_id,
    reports.gss_code,
    reports.meeting_date,
    prints.*
from {{ ref('int_changed_reports') }} as reports
inner join {{ ref('int_passage_prints') }} as prints
    on
        reports.document_sha256 = prints.document_sha256
        and reports.part = prints.part
        and reports.reader_version = prints.reader_version
where reports.kind = 'officer_report'
