-- What a report withholds from the public, and on what grounds it says that it may. A report that was put out without
-- any such mark is public.
with said as (
    select
        reports.report_id,
        max(fields.state) filter (where fields.field = 'exempt') as state,
        bool_or(fields.field = 'exempt_paragraphs' and fields.state = 'found') as has_paragraph
    from {{ ref('int_changed_reports') }} as reports
    inner join {{ ref('stg_report_fields') }} as fields
        on
            reports.document_sha256 = fields.document_sha256
            and reports.part = fields.part
            and reports.reader_version = fields.reader_version
    where fields.field in ('exempt', 'exempt_paragraphs')
    group by reports.report_id
),

worded as (
    select
        report_id,
        bool_or(wording = 'public_interest') as says_public_interest,
        bool_or(wording = 'confidential') as says_confidential
    from {{ ref('int_wordings') }}
    where wording in ('public_interest', 'confidential')
    group by report_id
),

reports as (
    select
        reports.report_id,
        coalesce(said.state, 'absent') as state,
        coalesce(reports.is_exempt, false) as is_exempt,
        coalesce(said.has_paragraph, false) as has_paragraph,
        coalesce(worded.says_public_interest, false) as says_public_interest,
        coalesce(worded.says_confidential, false) as says_confidential,
        beside.report_id is not null as is_beside_withheld,
        bodies.amount as of_executive_meeting,
        bodies.is_known as is_body_known,
        bodies.qualifier as body_qualifier,
        case
            when said.has_paragraph then '/exempt_paragraphs/0' when said.state = 'found' then '/exempt'
        end as evidence
    from {{ ref('int_changed_reports') }} as reports
    left join said on reports.report_id = said.report_id
    left join worded on reports.report_id = worded.report_id
    left join {{ ref('int_beside_withheld') }} as beside on reports.report_id = beside.report_id
    left join {{ ref('int_observed_bodies') }} as bodies
        on reports.report_id = bodies.report_id and bodies.subject = 'executive_meeting'
    where reports.kind = 'officer_report'
)

select
    report_id,
    'exempt' as subject,
    cast(is_exempt as integer) as amount,
    state != 'unclear' as is_known,
    case when state = 'unclear' then 'exemption_unclear' end as qualifier,
    evidence
from reports
union all
select
    report_id,
    'exempt/grounds' as subject,
    cast(has_paragraph as integer) + cast(says_public_interest as integer) as amount,
    true as is_known,
    case when has_paragraph != says_public_interest then 'partial' end as qualifier,
    evidence
from reports
union all
select
    report_id,
    'exempt/called_confidential' as subject,
    cast(has_paragraph and says_confidential as integer) as amount,
    true as is_known,
    case when has_paragraph and says_confidential then 'loose_wording' end as qualifier,
    evidence
from reports
union all
select
    report_id,
    'withheld' as subject,
    cast(is_exempt or is_beside_withheld as integer) as amount,
    is_beside_withheld or state != 'unclear' as is_known,
    case when not is_beside_withheld and state = 'unclear' then 'exemption_unclear' end as qualifier,
    evidence
from reports
union all
select
    report_id,
    'withheld/marked' as subject,
    case when is_exempt then 1 + cast(has_paragraph as integer) end as amount,
    is_exempt as is_known,
    case when not is_exempt and is_beside_withheld then 'withheld_paper_not_visible' end as qualifier,
    evidence
from reports
union all
select
    report_id,
    'private_executive_meeting' as subject,
    case when state != 'unclear' and not is_exempt then 0 else of_executive_meeting end as amount,
    (state != 'unclear' and not is_exempt)
    or (is_body_known and (state != 'unclear' or of_executive_meeting = 0)) as is_known,
    case
        when state != 'unclear' and not is_exempt then null
        when not is_body_known or of_executive_meeting = 0 then body_qualifier
        when state = 'unclear' then 'exemption_unclear'
    end as qualifier,
    evidence
from reports
