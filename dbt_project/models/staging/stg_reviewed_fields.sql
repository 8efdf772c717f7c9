{{ config(materialized='table') }}  -- what was read is laid under it in several views

-- The decisions in force: those about a field that still reads as it did when they were taken. A list of records has no
-- value of its own; the values of its evidence stand for it.
with reviews as (
    select * from {{ ref('stg_reviews') }}
),

fields as (
    select fields.*
    from {{ ref('stg_read_fields') }} as fields
    semi join reviews
        on
            fields.document_sha256 = reviews.document_sha256
            and fields.part = reviews.part
            and fields.field = reviews.field
),

listed as (
    select
        fields.document_sha256,
        fields.part,
        fields.reader_version,
        fields.field,
        cast(to_json(list(evidence.value order by evidence.path, evidence.seq)) as varchar) as value
    from fields
    inner join {{ ref('stg_read_evidence') }} as evidence
        on
            fields.document_sha256 = evidence.document_sha256
            and fields.part = evidence.part
            and fields.reader_version = evidence.reader_version
            and {{ is_of_field('evidence.path', 'fields.field') }}
    where fields.value is null
    group by fields.document_sha256, fields.part, fields.reader_version, fields.field
)

select
    fields.document_sha256,
    fields.part,
    fields.reader_version,
    fields.field,
    reviews.decision,
    reviews.value,
    reviews.quote
from fields
left join listed
    on
        fields.document_sha256 = listed.document_sha256
        and fields.part = listed.part
        and fields.reader_version = listed.reader_version
        and fields.field = listed.field
inner join reviews
    on
        fields.document_sha256 = reviews.document_sha256
        and fields.part = reviews.part
        and fields.field = reviews.field
        and fields.state = reviews.reader_state
        and coalesce(fields.value, listed.value) is not distinct from reviews.reader_value
