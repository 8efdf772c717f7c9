-- Whether a report was at its address when that was last asked. One that its council took back is no report here (see
-- withdrawn_papers), so that nothing is found against any: what else did not answer tells of the site, or of us.
with lost as (
    select
        gss_code,
        url,
        max(happened_at) as lost_at
    from {{ ref('stg_crawl_outcomes') }}
    where stage = 'fetch' and outcome = 'not_found' and url is not null
    group by gss_code, url
),

reports as (
    select
        reports.report_id,
        reports.url like 'http%' as is_on_website,
        coalesce(lost.lost_at > reports.last_seen_at, false) as is_in_doubt,
        {{ london_day('reports.last_seen_at') }} <= reports.meeting_date + interval 6 year as is_within
    from {{ ref('int_reports') }} as reports
    left join lost on reports.gss_code = lost.gss_code and reports.url = lost.url
    where reports.kind = 'officer_report'
)

select
    report_id,
    'online' as subject,
    case when is_on_website and not is_in_doubt then 1 end as amount,
    coalesce(is_on_website and not is_in_doubt, false) as is_known,
    case
        when not coalesce(is_on_website, false) then 'not_from_a_website' when is_in_doubt then 'not_found_lately'
    end as qualifier
from reports
union all
select
    report_id,
    'online/within_six_years' as subject,
    cast(is_within as integer) as amount,
    is_within is not null as is_known,
    case when is_within is null then 'date_unknown' end as qualifier
from reports
