{{ config(materialized='incremental', incremental_strategy='append') }}  -- a passage that was read does not change

-- Every passage that is long enough to be more than a standing phrase, with its fingerprint. `text_key` is the same for
-- the same words. Each of `bands` is made of the least of two orders of its runs of three words: passages that have the
-- share s of their runs in common have a given band in common with a chance of s squared (MinHash, four bands of two
-- rows: 98 of 100 are found for s = 0.8, 93 for 0.7, 4 for 0.1).
with passages as (
    select
        passages.document_sha256,
        passages.part,
        passages.reader_version,
        passages.seq,
        passages.text
    from {{ ref('stg_passages') }} as passages
    semi join {{ ref('int_parts') }} as parts
        on
            passages.document_sha256 = parts.document_sha256
            and passages.part = parts.part
            and passages.reader_version = parts.reader_version
            and parts.made_in = '{{ invocation_id }}'
    where len(passages.text) >= {{ var('shared_text_characters') }}
),

worded as (
    select
        document_sha256,
        part,
        reader_version,
        seq,
        {{ plain_words_of('text') }} as words
    from passages
),

keyed as (
    select
        * exclude (words),
        hash(words) as text_key,
        list_transform(words, lambda w: hash(w)) as keys  -- noqa: RF02
    from worded
    where len(words) >= 8
),

run as (
    select
        * exclude (keys),
        {{ runs_of('keys') }} as runs
    from keyed
)

select
    document_sha256,
    part,
    reader_version,
    seq,
    text_key,
    [
        {{ band_of('runs', 0) }},
        {{ band_of('runs', 8) }},
        {{ band_of('runs', 16) }},
        {{ band_of('runs', 24) }}
    ] as bands
from run
