-- The newest version of a report is the one that speaks in reports, what last changed in it is what report_fields says,
-- and at no time are two versions of it known.
with newest as (
    select
        reports.report_id,
        reports.document_sha256,
        reports.part,
        reports.reader_version,
        versions.document_sha256 as newest_sha256,
        versions.part as newest_part,
        versions.reader_version as newest_reader
    from {{ ref('reports') }} as reports
    left join {{ ref('report_versions') }} as versions
        on reports.report_id = versions.report_id and versions.is_newest
),

last_changes as (
    select *
    from {{ ref('report_changes') }}
    qualify row_number() over (partition by report_id, field order by version desc) = 1
),

timed as (
    select
        report_id,
        known_until,
        lead(known_from) over (partition by report_id order by version) as next_from
    from {{ ref('report_versions') }}
)

select
    report_id,
    'another version' as fault
from newest
where
    document_sha256 is distinct from newest_sha256
    or part is distinct from newest_part
    or reader_version is distinct from newest_reader
union all
select
    fields.report_id,
    concat('another value: ', fields.field) as fault
from {{ ref('report_fields') }} as fields
inner join last_changes on fields.report_id = last_changes.report_id and fields.field = last_changes.field
where
    fields.state != last_changes.state_after
    or coalesce(fields.value, '') != coalesce(last_changes.value_after, '')
union all
select
    report_id,
    'two at a time' as fault
from timed
where next_from is not null and coalesce(known_until > next_from, true)
