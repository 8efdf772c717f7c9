-- Decisions that are not applied any more, and that nobody has taken anew: another paper speaks for the report now, or
-- a newer reader reads the field otherwise. A part that a newer reader does not make is told of its file's first.
with decided as (
    select
        reviews.*,
        copies.report_id
    from {{ ref('stg_reviews') }} as reviews
    inner join {{ ref('int_report_copies') }} as copies on reviews.document_sha256 = copies.document_sha256
    qualify
        row_number() over (
            partition by copies.gss_code, reviews.document_sha256, reviews.part, reviews.field
            order by copies.part = reviews.part desc, copies.part asc
        ) = 1
)

select
    decided.report_id,
    decided.field,
    decided.decision,
    coalesce(decided.value, decided.reader_value) as value,
    decided.decided_on,
    case
        when reports.document_sha256 != decided.document_sha256 then 'another paper speaks for the report now'
        else 'the reader has come to read it otherwise'
    end as why
from decided
inner join {{ ref('int_reports') }} as reports on decided.report_id = reports.report_id
anti join {{ ref('stg_reviewed_fields') }} as in_force
    on
        reports.document_sha256 = in_force.document_sha256
        and reports.part = in_force.part
        and reports.reader_version = in_force.reader_version
        and decided.field = in_force.field
qualify
    row_number() over (
        partition by decided.report_id, decided.field
        order by decided.decided_on desc, decided.document_sha256 asc, decided.part asc
    ) = 1
