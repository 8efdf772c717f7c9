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

bands as (
    select
        parts.*,
        bands.band,
        parts.sketch[4 * bands.band + 1:4 * bands.band + 4] as four
    from parts
    cross join range(16) as bands (band)
),

candidates as (
    select distinct
        a.gss_code,
        a.place,
        b.place as other,
        b.meeting_date as other_date,
        a.meeting_date,
        coalesce(a.title_letters = b.title_letters, false) as is_same_title,
        len(list_filter(range(1, 65), lambda i: a.sketch[i] = b.sketch[i])) / 64 as likeness  -- noqa: RF02
    from bands as a
    inner join bands as b
        on
            a.gss_code = b.gss_code
            and a.kind = b.kind
            and a.band = b.band
            and a.four = b.four
            and a.place != b.place
            and coalesce(a.meeting_date = b.meeting_date, true)
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
