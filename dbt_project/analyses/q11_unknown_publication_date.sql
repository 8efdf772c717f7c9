-- 11. By the software of the site, of how many reports is the day of publication not known?
-- `stated`: the site says it; `first_seen`: we saw it before the meeting; `unknown`: neither. `share_unknown` is of
-- all reports of that software; null where no report of it is held. Every software of the register stands here,
-- also without reports.
select
    councils.platform,
    count(distinct councils.gss_code) as councils,
    count(days.report_id) as reports,
    count(*) filter (where days.published_source = 'site') as stated,
    count(*) filter (where days.published_source = 'first_seen') as first_seen,
    count(days.report_id) - count(days.published_source) as unknown,
    round((count(days.report_id) - count(days.published_source)) / nullif(count(days.report_id), 0), 3)
        as share_unknown
from {{ ref('councils') }} as councils
left join {{ ref('publication_timeliness') }} as days on councils.gss_code = days.gss_code
group by councils.platform
order by councils.platform
