{{ config(materialized='table') }}  -- the words of candidates are taken apart once

-- Different texts of different councils that are nearly the same. Texts of one band are compared with one among them,
-- the least, and not each with each, so that the work grows with the texts and not with their square. What the bands
-- put together is then compared run by run.
with texts as (
    select
        text_key,
        any_value(bands) as bands,
        min(gss_code) as first_council,
        max(gss_code) as last_council
    from {{ ref('int_printed_passages') }}
    group by text_key
),

banded as (
    select
        text_key,
        first_council,
        last_council,
        unnest(bands) as band,
        unnest(range(4)) as band_number
    from texts
),

buckets as (
    select
        band_number,
        band,
        min(text_key) as centre
    from banded
    group by band_number, band
    having min(text_key) != max(text_key) and min(first_council) != max(last_council)
),

candidates as (
    select distinct
        banded.text_key,
        buckets.centre
    from banded
    inner join buckets on banded.band_number = buckets.band_number and banded.band = buckets.band
    where banded.text_key != buckets.centre
),

wanted as (
    select text_key from candidates
    union distinct
    select centre as text_key from candidates
),

-- where one passage of each stands
places as (
    select
        prints.text_key,
        prints.document_sha256,
        prints.part,
        prints.reader_version,
        prints.seq
    from {{ ref('int_printed_passages') }} as prints
    inner join wanted on prints.text_key = wanted.text_key
    qualify
        row_number() over (
            partition by prints.text_key
            order by prints.document_sha256, prints.part, prints.seq
        ) = 1
),

worded as (
    select
        places.text_key,
        list_transform({{ plain_words_of('passages.text') }}, lambda w: hash(w)) as keys  -- noqa: RF02
    from places
    inner join {{ ref('stg_passages') }} as passages
        on
            places.document_sha256 = passages.document_sha256
            and places.part = passages.part
            and places.reader_version = passages.reader_version
            and places.seq = passages.seq
),

run as (
    select
        text_key,
        list_distinct({{ runs_of('keys') }}) as runs
    from worded
),

likened as (
    select
        candidates.text_key,
        candidates.centre as other_key,
        len(list_intersect(a.runs, b.runs)) as shared,
        len(a.runs) + len(b.runs) - shared as runs_of_both
    from candidates
    inner join run as a on candidates.text_key = a.text_key
    inner join run as b on candidates.centre = b.text_key
)

select
    text_key,
    other_key,
    shared / runs_of_both as similarity
from likened
where shared >= {{ var('shared_text_similarity') }} * runs_of_both
