-- 23. How much text do councils share, word for word or nearly?
-- `texts` that reports of several councils have, in `reports` of `councils`; `share_of_reports` is of all officer
-- reports held. That two have the same words says nothing of who had them from whom. Zero: none among the reports
-- held; null share: no report is held.
with held as (
    select count(*) as reports from {{ ref('reports') }}
    where kind = 'officer_report'
)

select
    kinds.likeness,
    count(distinct shared.shared_text_id) as texts,
    count(distinct shared.gss_code) as councils,
    count(distinct shared.report_id) as reports,
    round(count(distinct shared.report_id) / nullif(held.reports, 0), 3) as share_of_reports
from (values ('any', null), ('word_for_word', true), ('nearly', false)) as kinds (likeness, is_exact)
cross join held
left join {{ ref('shared_text') }} as shared on kinds.is_exact is null or kinds.is_exact = shared.is_exact
group by kinds.likeness, held.reports
order by kinds.likeness
