{{ config(materialized='table') }}  -- whatever is likened reads it, some of it twice

-- What the paper says of itself wins over the listing. The listing of a pack names the pack, not each report in it.
-- What a person decided of a header wins over what was read of it.
with reviewed as (
    select
        fields.document_sha256,
        fields.part,
        fields.reader_version,
        {{ header_of('fields') }}
    from {{ ref('stg_report_fields') }} as fields
    semi join {{ ref('stg_reviewed_fields') }} as reviews
        on
            fields.document_sha256 = reviews.document_sha256
            and fields.part = reviews.part
            and fields.reader_version = reviews.reader_version
    where fields.state = 'found'
    group by fields.document_sha256, fields.part, fields.reader_version
),

read_or_reviewed as (
    select
        parts.* exclude (made_in, body, body_type, title, meeting_date, key_decision, is_exempt),  -- noqa: RF02
        case when reviewed.part is null then parts.body else reviewed.body end as body,
        case when reviewed.part is null then parts.body_type else reviewed.body_type end as body_type,
        case when reviewed.part is null then parts.title else reviewed.title end as title,
        case when reviewed.part is null then parts.meeting_date else reviewed.meeting_date end as meeting_date,
        case when reviewed.part is null then parts.key_decision else reviewed.key_decision end as key_decision,
        case when reviewed.part is null then parts.is_exempt else reviewed.is_exempt end as is_exempt
    from {{ ref('int_parts') }} as parts
    left join reviewed
        on
            parts.document_sha256 = reviewed.document_sha256
            and parts.part = reviewed.part
            and parts.reader_version = reviewed.reader_version
),

parts as (
    select
        parts.*,
        documents.gss_code,
        documents.url,
        documents.first_seen_at,
        documents.last_seen_at,
        documents.published_at,
        documents.is_replaced,
        documents.is_withdrawn,
        documents.body as listed_body,
        documents.body_type as listed_body_type,
        documents.meeting_date as listed_date,
        case
            when parts.parts_in_file = 1 or (parts.part = 0 and parts.kind = 'reports_pack') then documents.title
        end as listed_title
    from read_or_reviewed as parts
    inner join {{ ref('int_council_documents') }} as documents on parts.document_sha256 = documents.document_sha256
)

select
    parts.* exclude (title, body, body_type, meeting_date, listed_title, listed_body, listed_body_type, listed_date),
    coalesce(title, listed_title) as title,
    coalesce(body, listed_body) as body,
    coalesce(body_type, case when body is null then listed_body_type end) as body_type,
    coalesce(meeting_date, listed_date) as meeting_date,
    case when title is not null then 'paper' when listed_title is not null then 'listing' end as title_source,
    case when body is not null then 'paper' when listed_body is not null then 'listing' end as body_source,
    case
        when meeting_date is not null then 'paper' when listed_date is not null then 'listing'
    end as meeting_date_source,
    row_number() over (
        partition by gss_code
        order by {{ london_day('first_seen_at') }}, document_sha256, part
    ) as place
from parts
