{{ config(materialized='table') }}  -- topics, links and the mart read it

-- Every decision once. Where a record of decision and minutes, or two papers of minutes, tell of the same one, by its
-- reference or by body, day and title, the record speaks; else the site's service, which parts the items itself.
with said as (
    select
        substr(sha256(concat(reports.report_id, '/decisions/', decisions.seq)), 1, 16) as decision_id,
        reports.report_id as source_report_id,
        reports.kind = 'minutes' as is_minutes,
        coalesce(reports.media_type != 'text/xml', true) as is_file,
        reports.gss_code,
        reports.body,
        reports.body_type,
        -- the title of minutes is not that of any of their items
        coalesce(decisions.title, case when reports.kind != 'minutes' then reports.title end) as title,
        -- the listing of minutes may be that of the meeting which confirms them
        coalesce(
            decisions.decided_on,
            case
                when reports.kind = 'minutes' and reports.meeting_date_source = 'paper' then reports.meeting_date
            end
        ) as decided_on,
        decisions.* exclude (document_sha256, part, reader_version, title, decided_on)  -- noqa: RF02
    from {{ ref('int_reports') }} as reports
    inner join {{ ref('stg_decisions') }} as decisions
        on
            reports.document_sha256 = decisions.document_sha256
            and reports.part = decisions.part
            and reports.reader_version = decisions.reader_version
),

lettered as (
    select
        *,
        {{ letters_of('reference') }} as reference_letters,
        {{ letters_of('body') }} as body_letters,
        {{ letters_of('title') }} as title_letters
    from said
),

told as (
    select
        *,
        first_value(source_report_id) over (
            partition by gss_code, decided_on, reference_letters
            order by is_minutes, is_file, source_report_id
        ) as speaks_by_reference,
        first_value(source_report_id) over (
            partition by gss_code, decided_on, body_letters, title_letters
            order by is_minutes, is_file, source_report_id
        ) as speaks_by_title
    from lettered
)

select * exclude (is_minutes, is_file, speaks_by_reference, speaks_by_title)
from told
where
    decided_on is null
    or (
        (reference_letters is null or source_report_id = speaks_by_reference)
        and (body_letters is null or title_letters is null or source_report_id = speaks_by_title)
    )
