-- 15. Which implication headings does each council's form offer, and since when?
-- One row per council of the register and year that reports are held of. `offered` lists types, each with the first
-- year of which it is known; `cannot_tell` counts types of which too few reports were read. Null year: no report is
-- held of the council; an empty list beside cannot_tell is no form without headings.
with offers as (
    select
        gss_code,
        year,
        max(reports_read) as reports_read,
        coalesce(list(type || ' ' || offered_since order by type) filter (where offer = 'offered'), []) as offered,
        count(*) filter (where offer = 'not_offered') as not_offered,
        count(*) filter (where offer = 'cannot_tell') as cannot_tell
    from {{ ref('template_offers') }}
    group by gss_code, year
)

select
    councils.name as council,
    offers.year,
    offers.reports_read,
    array_to_string(offers.offered, ', ') as offered,
    offers.not_offered,
    offers.cannot_tell
from {{ ref('councils') }} as councils
left join offers on councils.gss_code = offers.gss_code
order by councils.name, offers.year
