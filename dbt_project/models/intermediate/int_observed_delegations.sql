-- To whom a report would delegate, and whether its body may: an executive may to one of its members, another body only
-- to officers and to committees. Whom an officer is to consult shares no power.
with given as (
    select
        delegations.document_sha256,
        delegations.part,
        delegations.reader_version,
        count(*) as delegations,
        bool_and(delegatees.delegatee_type is not null) as are_told,
        coalesce(bool_or(delegatees.delegatee_type = 'member'), false) as to_a_member,
        arg_min(
            '/recommendations/' || delegations.recommendation_seq || '/delegations/' || delegations.seq || '/to',
            (delegations.recommendation_seq, delegations.seq)
        ) as evidence
    from {{ ref('stg_delegations') }} as delegations
    semi join {{ ref('int_changed_reports') }} as reports on delegations.document_sha256 = reports.document_sha256
    left join {{ ref('int_delegatees') }} as delegatees on delegations.delegated_to = delegatees.delegated_to
    group by all
),

reports as (
    select
        reports.report_id,
        given.are_told,
        given.to_a_member,
        given.evidence,
        coalesce(given.delegations, 0) as delegations,
        coalesce(fields.state = 'unclear', false) as is_unclear,
        bodies.amount as of_executive,
        bodies.is_known as is_body_known,
        bodies.qualifier as body_qualifier
    from {{ ref('int_changed_reports') }} as reports
    left join given
        on
            reports.document_sha256 = given.document_sha256
            and reports.part = given.part
            and reports.reader_version = given.reader_version
    left join {{ ref('stg_report_fields') }} as fields
        on
            reports.document_sha256 = fields.document_sha256
            and reports.part = fields.part
            and reports.reader_version = fields.reader_version
            and fields.field = 'recommendations'
    left join {{ ref('int_observed_bodies') }} as bodies
        on reports.report_id = bodies.report_id and bodies.subject = 'executive_decision'
    where reports.kind = 'officer_report'
)

select
    report_id,
    'delegations' as subject,
    delegations as amount,
    delegations > 0 or not is_unclear as is_known,
    case when delegations = 0 and is_unclear then 'recommendations_unclear' end as qualifier,
    evidence
from reports
union all
select
    report_id,
    'delegations/lawful' as subject,
    case when delegations > 0 then cast(not to_a_member or of_executive = 1 as integer) end as amount,
    coalesce(are_told and (not to_a_member or is_body_known), false) as is_known,
    case
        when delegations = 0 then null
        when not are_told then 'delegatee_unclear'
        when not to_a_member then null
        when not is_body_known then body_qualifier
        when of_executive = 0 then 'to_a_single_member'
    end as qualifier,
    evidence
from reports
