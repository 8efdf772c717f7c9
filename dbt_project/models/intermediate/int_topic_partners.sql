-- Papers on a topic that are those of several councils: the same file, or the same words, stand before another council,
-- or the paper itself speaks of the partnership.
with papers as (
    select
        papers.topic,
        papers.gss_code,
        papers.report_id,
        papers.document_sha256,
        papers.part,
        papers.reader_version,
        parts.sketch
    from {{ ref('int_topic_papers') }} as papers
    inner join {{ ref('int_parts') }} as parts
        on
            papers.document_sha256 = parts.document_sha256
            and papers.part = parts.part
            and papers.reader_version = parts.reader_version
),

bands as (
    select
        papers.*,
        bands.band,
        papers.sketch[8 * bands.band + 1:8 * bands.band + 8] as eight
    from papers
    cross join range(8) as bands (band)
    where len(papers.sketch) = 64
),

pairs as (
    select
        a.topic,
        a.gss_code,
        a.report_id,
        b.gss_code as other
    from papers as a
    inner join papers as b
        on
            a.topic = b.topic
            and a.document_sha256 = b.document_sha256
            and a.part = b.part
            and a.gss_code != b.gss_code
    union distinct
    select
        a.topic,
        a.gss_code,
        a.report_id,
        b.gss_code as other
    from bands as a
    inner join bands as b
        on a.topic = b.topic and a.band = b.band and a.eight = b.eight and a.gss_code != b.gss_code
    where len(list_filter(range(1, 65), lambda i: a.sketch[i] = b.sketch[i])) / 64 >= 0.9  -- noqa: RF02
),

shared as (
    select
        pairs.topic,
        pairs.gss_code,
        min(pairs.report_id) as report_id,
        count(distinct pairs.other) + 1 as councils,
        string_agg(distinct councils.slug, ', ' order by councils.slug) as partners
    from pairs
    inner join {{ ref('stg_councils') }} as councils on pairs.other = councils.gss_code
    group by pairs.topic, pairs.gss_code
),

spoken as (
    select
        papers.topic,
        papers.gss_code,
        min(papers.report_id) as report_id
    from papers
    inner join {{ ref('stg_passages') }} as passages
        on
            papers.document_sha256 = passages.document_sha256
            and papers.part = passages.part
            and papers.reader_version = passages.reader_version
    inner join {{ ref('int_topic_terms') }} as terms
        on
            papers.topic = terms.topic
            and terms.kind = 'partnership'
            and contains({{ words_of("concat_ws(' ', passages.heading, passages.text)") }}, terms.phrase)
    group by papers.topic, papers.gss_code
)

select
    coalesce(shared.topic, spoken.topic) as topic,
    coalesce(shared.gss_code, spoken.gss_code) as gss_code,
    coalesce(shared.report_id, spoken.report_id) as report_id,
    shared.councils,
    shared.partners
from shared
full outer join spoken on shared.topic = spoken.topic and shared.gss_code = spoken.gss_code
