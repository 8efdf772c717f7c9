-- Whether the weekday that a report prints beside the day of its meeting is that day's own.
with dates as (
    select
        reports.report_id,
        fields.state,
        case when fields.state = 'found' then cast(fields.value as date) end as day,
        regexp_extract(lower(evidence.quote), '\b(mon|tues|wednes|thurs|fri|satur|sun)day\b') as weekday
    from {{ ref('int_changed_reports') }} as reports
    left join {{ ref('stg_report_fields') }} as fields
        on
            reports.document_sha256 = fields.document_sha256
            and reports.part = fields.part
            and reports.reader_version = fields.reader_version
            and fields.field = 'meeting_date'
    left join {{ ref('stg_evidence') }} as evidence
        on
            reports.document_sha256 = evidence.document_sha256
            and reports.part = evidence.part
            and reports.reader_version = evidence.reader_version
            and evidence.path = '/meeting_date'
            and evidence.seq = 0
    where reports.kind = 'officer_report'
)

select
    report_id,
    'meeting_date/agrees' as subject,
    case when day is not null then cast(coalesce(weekday, '') in ('', lower(dayname(day))) as integer) end as amount,
    day is not null as is_known,
    case
        when state = 'unclear' then 'unclear'
        when day is null then 'no_date'
        when weekday != '' and weekday != lower(dayname(day)) then 'other_weekday'
    end as qualifier,
    case when day is not null then '/meeting_date' end as evidence
from dates
