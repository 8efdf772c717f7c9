-- Whether a report, or the decision that it asked for, says if it is a key one. That of a report alone is silent tells
-- nothing as long as the record of the decision is not held.
select
    reports.report_id,
    'key_decision/stated' as subject,
    case when fields.state in ('found', 'none_stated') or decided.is_stated then 1 else 0 end as amount,
    coalesce(fields.state in ('found', 'none_stated') or decided.is_stated or (
        decided.is_recorded and fields.state = 'absent'
    ), false) as is_known,
    case
        when fields.state in ('found', 'none_stated') then null
        when decided.is_stated then 'in_the_decision'
        when fields.state = 'unclear' then 'unclear'
        when not coalesce(decided.is_recorded, false) then 'decision_page_not_held'
    end as qualifier,
    case when fields.state in ('found', 'none_stated') then '/key_decision' end as evidence
from {{ ref('int_changed_reports') }} as reports
left join {{ ref('stg_report_fields') }} as fields
    on
        reports.document_sha256 = fields.document_sha256
        and reports.part = fields.part
        and reports.reader_version = fields.reader_version
        and fields.field = 'key_decision'
left join {{ ref('int_decided_keys') }} as decided on reports.report_id = decided.report_id
where reports.kind = 'officer_report'
