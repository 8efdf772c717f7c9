-- Reports that came after their agenda: in every place they were found they are listed as a supplement, by its words or
-- by the address that ModernGov gives to supplements.
with named as (
    select distinct
        report_id,
        listing_id,
        url,
        {{ words_of("concat_ws(' | ', title, item)") }} as words
    from {{ ref('report_places') }}
),

listed as (
    select
        named.report_id,
        named.listing_id,
        bool_or(
            phrases.phrase is not null
            or regexp_matches(named.url, '/documents/b\d+/.*[?&]T=9\b', 'i')
        ) as is_late
    from named
    left join {{ ref('late_papers') }} as phrases on contains(named.words, {{ words_of('phrases.phrase') }})
    group by named.report_id, named.listing_id
)

select report_id
from listed
group by report_id
having bool_and(is_late)
