-- How much a report says of a field: 0 nothing, 1 a heading with nothing to it, 2 that there is none, 3 something.
with asked as (
    select distinct split_part(subject, '/', 1) as field from {{ ref('rules') }}
),

fields as (
    select
        reports.report_id,
        fields.field,
        fields.state,
        fields.value
    from {{ ref('int_changed_reports') }} as reports
    inner join {{ ref('stg_report_fields') }} as fields
        on
            reports.document_sha256 = fields.document_sha256
            and reports.part = fields.part
            and reports.reader_version = fields.reader_version
    semi join asked on fields.field = asked.field
    where reports.kind = 'officer_report'
),

stances as (
    select
        report_id,
        field,
        state != 'unclear' as is_known,
        case
            when field = 'background_papers_stance' and value = 'none_listed' then 'empty_list'
            when field = 'background_papers_stance' and value = 'none_declared' then 'none_declared'
            when state = 'none_stated' then 'none_declared'
            when state = 'unclear' then 'unclear'
        end as qualifier,
        case when state in ('found', 'none_stated') then '/' || field end as evidence,
        state,
        value
    from fields
),

signed as (
    select
        report_id,
        cast(regexp_matches(
            value, '(?i)\b(?:s\.? ?151|section 151|chief financ\w*|financ\w*|treasurer|cfo)\b'
        ) as integer)
        + cast(regexp_matches(value, '(?i)\b(?:monitoring officer|legal|solicitor|governance)\b') as integer)
            as officers
    from fields
    where field = 'approvals' and state = 'found'
)

select
    stances.report_id,
    stances.field as subject,
    case
        when stances.state = 'absent' then 0
        when stances.qualifier = 'empty_list' then 1
        when stances.qualifier = 'none_declared' then 2
        when stances.state = 'found' then 3
    end as amount,
    stances.is_known,
    stances.qualifier,
    stances.evidence
from stances
semi join {{ ref('rules') }} as rules on stances.field = rules.subject
union all
select
    report_id,
    field || '/words' as subject,
    case when state = 'absent' then 0 else len(regexp_extract_all(coalesce(value, ''), '\S+')) end as amount,
    is_known,
    qualifier,
    evidence
from stances
where field = 'reasons'
union all
select
    fields.report_id,
    'approvals/officers' as subject,
    coalesce(signed.officers, 0) as amount,
    fields.state != 'unclear' as is_known,
    case when fields.state = 'unclear' then 'unclear' when signed.officers = 1 then 'partial' end as qualifier,
    case when signed.officers > 0 then '/approvals/0/role' end as evidence
from fields
left join signed on fields.report_id = signed.report_id
where fields.field = 'approvals'
