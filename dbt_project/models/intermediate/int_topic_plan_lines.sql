-- The plan line by line, each with the theme of the last heading above it that names one.
with lines as (
    select
        plans.topic,
        plans.gss_code,
        passages.seq,
        0 as place,
        passages.heading as line,
        true as is_heading
    from {{ ref('int_topic_plans') }} as plans
    inner join {{ ref('stg_passages') }} as passages
        on
            plans.document_sha256 = passages.document_sha256
            and plans.part = passages.part
            and plans.reader_version = passages.reader_version
    where passages.heading != ''
    union all
    select
        plans.topic,
        plans.gss_code,
        passages.seq,
        generate_subscripts(string_split(passages.text, chr(10)), 1) as place,
        unnest(string_split(passages.text, chr(10))) as line,
        {{ is_short_line('line') }} as is_heading
    from {{ ref('int_topic_plans') }} as plans
    inner join {{ ref('stg_passages') }} as passages
        on
            plans.document_sha256 = passages.document_sha256
            and plans.part = passages.part
            and plans.reader_version = passages.reader_version
    where passages.text != ''
),

themed as (
    select
        lines.*,
        {{ words_of('lines.line') }} as words,
        (
            select arg_max(terms.code, len(terms.phrase))
            from {{ ref('int_topic_terms') }} as terms
            where
                lines.is_heading
                and terms.topic = lines.topic
                and terms.kind = 'theme'
                and contains({{ words_of('lines.line') }}, terms.phrase)
        ) as names_theme
    from lines
)

select
    *,
    last_value(names_theme ignore nulls) over (
        partition by topic, gss_code
        order by seq, place
        rows unbounded preceding
    ) as under_theme
from themed
