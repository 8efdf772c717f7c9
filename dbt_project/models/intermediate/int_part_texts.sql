-- What a part of a file says of its subject, and what a topic is found in. It never changes: another reader adds rows,
-- and what people decide of a field is not what the paper says.
select
    document_sha256,
    part,
    reader_version,
    field as place,
    value as words
from {{ ref('stg_read_fields') }}
where field in ('purpose', 'summary') and value is not null
union all
select
    document_sha256,
    part,
    reader_version,
    'recommendations' as place,
    text as words
from {{ ref('stg_recommendations') }}
union all
select
    document_sha256,
    part,
    reader_version,
    'passages' as place,
    concat_ws(' ', heading, text) as words
from {{ ref('stg_passages') }}
union all
select
    passages.document_sha256,
    passages.part,
    passages.reader_version,
    'opening' as place,
    left(
        string_agg(concat_ws(' ', passages.heading, left(passages.text, 200)), ' ' order by passages.seq), 200
    ) as words
from {{ ref('stg_passages') }} as passages
inner join {{ ref('stg_reports') }} as parts
    on
        passages.document_sha256 = parts.document_sha256
        and passages.part = parts.part
        and passages.reader_version = parts.reader_version
where passages.seq <= 3 and parts.kind in ('appendix', 'other')
group by passages.document_sha256, passages.part, passages.reader_version
