-- What a report says of a member with a brief: which brief, in whose hands, and how the office is called. The name
-- without what is put before it, and the brief's letters, are the same however a council prints them.
with people as (
    select
        reports.report_id,
        reports.gss_code,
        reports.meeting_date,
        people.name,
        coalesce(people.portfolio, people.role) as brief,
        case
            when coalesce(people.role != people.portfolio, true) then coalesce(people.role, people.label)
            -- an office that is a brief of its own
            when regexp_matches(people.role, '(?i)\b(leader|mayor)\b') then people.role
            else people.label
        end as role_label
    from {{ ref('int_reports') }} as reports
    inner join {{ ref('stg_report_people') }} as people
        on
            reports.document_sha256 = people.document_sha256
            and reports.part = people.part
            and reports.reader_version = people.reader_version
    where people.role_kind = 'portfolio_holder' and people.name is not null
),

titles as (
    select list(word) as words from {{ ref('honorifics') }}
),

names as (
    select
        distinct_names.name,
        list_aggregate(
            list_filter(
                regexp_extract_all(distinct_names.name, '[\p{L}\p{N}''’-]+'),
                lambda w: not list_contains(titles.words, lower(w))  -- noqa: RF02
            ),
            'string_agg', ' '
        ) as holder
    from (select distinct name from people) as distinct_names
    cross join titles
)

select
    people.*,
    names.holder,
    {{ letters_of('names.holder') }} as holder_letters,
    regexp_replace({{ letters_of("replace(people.brief, '&', 'and')") }}, 'ofthecouncil$', '') as brief_letters
from people
inner join names on people.name = names.name
where names.holder is not null
