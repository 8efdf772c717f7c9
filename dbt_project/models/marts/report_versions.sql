-- A version is a file in another's place, or what a newer reader made of the same file. What was first made of a file
-- is known since the file was seen; what is made of a file that has been replaced is nobody's knowledge any more.
with readings as (
    select
        parts.document_sha256,
        parts.part,
        parts.reader_version,
        parts.sketch,
        readings.read_at,
        row_number() over (
            partition by parts.document_sha256, parts.part
            order by readings.read_at, parts.reader_version
        ) = 1 as is_first
    from {{ ref('stg_reports') }} as parts
    inner join {{ ref('stg_readings') }} as readings
        on parts.document_sha256 = readings.document_sha256 and parts.reader_version = readings.reader_version
),

known as (
    select
        editions.report_id,
        editions.gss_code,
        editions.edition,
        editions.document_sha256,
        editions.part,
        readings.reader_version,
        readings.sketch,
        readings.read_at,
        editions.next_from,
        case
            when readings.is_first then editions.known_from else greatest(readings.read_at, editions.known_from)
        end as known_from
    from {{ ref('int_report_editions') }} as editions
    inner join readings on editions.document_sha256 = readings.document_sha256 and editions.part = readings.part
),

versions as (
    select
        *,
        row_number() over in_time as version,
        lag(edition) over in_time as last_edition,
        lag(sketch) over in_time as last_sketch,
        lead(known_from) over in_time as replaced_at
    from known
    where next_from is null or known_from < next_from
    window in_time as (partition by report_id order by known_from, edition, read_at, reader_version)
)

select
    report_id,
    version,
    gss_code,
    document_sha256,
    part,
    reader_version,
    case
        when last_edition is null then 'first'
        when last_edition != edition then 'file'
        else 'reading'
    end as change,
    known_from,
    replaced_at as known_until,
    replaced_at is null as is_newest,
    case
        when len(sketch) = 64 and len(last_sketch) = 64
            then len(list_filter(range(1, 65), lambda i: sketch[i] = last_sketch[i])) / 64  -- noqa: RF02
    end as likeness
from versions
