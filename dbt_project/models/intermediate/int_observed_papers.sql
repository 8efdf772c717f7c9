-- Whether the background papers that an executive's report lists can be reached by an address.
with listed as (
    select
        papers.document_sha256,
        papers.part,
        papers.reader_version,
        count(*) as papers,
        count(papers.url) as linked,
        arg_min('/background_papers/' || papers.seq || '/title', papers.seq) filter (where papers.title is not null)
            as evidence
    from {{ ref('stg_papers') }} as papers
    semi join {{ ref('int_changed_reports') }} as reports on papers.document_sha256 = reports.document_sha256
    where papers.paper_kind = 'background_paper'
    group by all
),

reports as (
    select
        reports.report_id,
        listed.linked,
        listed.evidence,
        coalesce(listed.papers, 0) as papers,
        coalesce(stances.state = 'unclear', false) as is_unclear,
        stances.value as stance,
        bodies.amount as of_executive,
        bodies.is_known as is_body_known,
        bodies.qualifier as body_qualifier
    from {{ ref('int_changed_reports') }} as reports
    left join listed
        on
            reports.document_sha256 = listed.document_sha256
            and reports.part = listed.part
            and reports.reader_version = listed.reader_version
    left join {{ ref('stg_report_fields') }} as stances
        on
            reports.document_sha256 = stances.document_sha256
            and reports.part = stances.part
            and reports.reader_version = stances.reader_version
            and stances.field = 'background_papers_stance'
    left join {{ ref('int_observed_bodies') }} as bodies
        on reports.report_id = bodies.report_id and bodies.subject = 'executive_decision'
    where reports.kind = 'officer_report'
),

gated as (
    select
        *,
        papers = 0 and coalesce(stance = 'none_declared', false) and not is_unclear as declares_none,
        coalesce(is_body_known and of_executive = 0, false) as is_other_body
    from reports
)

select
    report_id,
    'background_papers/linked' as subject,
    linked / nullif(papers, 0) as amount,
    papers > 0 as is_known,
    case
        when papers = 0 then 'background_papers_not_listed'
        when linked = 0 then 'not_linked'
        when linked < papers then 'partial'
    end as qualifier,
    evidence
from gated
union all
select
    report_id,
    'executive_background_papers' as subject,
    cast(not declares_none and not is_other_body as integer) as amount,
    declares_none or is_other_body or is_body_known as is_known,
    case when is_other_body then body_qualifier when declares_none then 'none_declared' else body_qualifier end
        as qualifier,
    null as evidence
from gated
