{{ config(materialized='table') }}  -- read at each step along the links

-- Two parts of a council that are the same report: like words (MinHash over runs of five words; candidates share a
-- band of four positions), the same kind, and no two different meetings; or a paper and what replaced it. Both
-- directions of each link.
with parts as (
    select
        gss_code,
        place,
        kind,
        meeting_date,
        sketch,
        regexp_replace(lower(title), '[^\p{L}\p{N}]', '', 'g') as title_letters
    from {{ ref('int_council_parts') }}
    where len(sketch) = 64
),

-- one number for all that two parts must have in common to be likened
bands as (
    select
        parts.gss_code,
        parts.place,
        hash(parts.gss_code, parts.kind, bands.band, parts.sketch[4 * bands.band + 1:4 * bands.band + 4]) as common
    from parts
    cross join range(16) as bands (band)
),

shared as (
    select common
    from bands
    group by common
    having count(*) > 1
),

meeting_in_a_band as (
    select bands.*
    from bands
    semi join shared on bands.common = shared.common
),

pairs as materialized (
    select distinct
        a.gss_code,
        a.place,
        b.place as other
    from meeting_in_a_band as a
    inner join meeting_in_a_band as b on a.common = b.common and a.gss_code = b.gss_code and a.place < b.place
),

-- one side and then the other: councils and kinds alone would pair everything with everything
one_side as materialized (
    select
        pairs.other,
        parts.*
    from pairs
    inner join parts on pairs.gss_code = parts.gss_code and pairs.place = parts.place
),

likened as materialized (
    select
        a.gss_code,
        a.place,
        a.other,
        a.meeting_date,
        b.meeting_date as other_date,
        coalesce(a.title_letters = b.title_letters, false) as is_same_title,
        len(list_filter(range(1, 65), lambda i: a.sketch[i] = b.sketch[i])) / 64 as likeness  -- noqa: RF02
    from one_side as a
    inner join parts as b on a.gss_code = b.gss_code and a.other = b.place
    where a.kind = b.kind and coalesce(a.meeting_date = b.meeting_date, true)
),

candidates as (
    select * from likened
    union all
    select
        gss_code,
        other as place,
        place as other,
        other_date as meeting_date,
        meeting_date as other_date,
        is_same_title,
        likeness
    from likened
),

alike as (
    select
        gss_code,
        place,
        other,
        -- a part without a date that is like the papers of two meetings belongs to neither
        meeting_date is null and count(distinct other_date) over (partition by gss_code, place) > 1 as is_torn
    from candidates
    where likeness >= 0.9 or (likeness >= 0.6 and is_same_title)
),

torn as (
    select
        gss_code,
        list(distinct place) as places
    from alike
    where is_torn
    group by gss_code
)

select
    alike.gss_code,
    alike.place,
    alike.other
from alike
left join torn on alike.gss_code = torn.gss_code
where not coalesce(list_has_any(torn.places, [alike.place, alike.other]), false)
union distinct
select
    gss_code,
    place,
    other
from {{ ref('int_replaced_parts') }}
