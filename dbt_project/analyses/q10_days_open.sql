-- 10. For how many clear days were reports open before the meeting, and how many for fewer than five working days?
-- Papers put out after their agenda stand apart (`is_late_paper`): they have a date of their own. `share_late` is
-- of `in_time` and `late`; cannot_tell (mostly: no day of publication is known) and not_applicable (nobody meets)
-- are in no share. Late is a finding and no failure of duty. Null share or median: no report of which it is known.
select
    is_late_paper,
    count(*) as reports,
    count(*) filter (where timeliness = 'in_time') as in_time,
    count(*) filter (where timeliness = 'late') as late,
    count(*) filter (where timeliness = 'cannot_tell') as cannot_tell,
    count(*) filter (where timeliness = 'not_applicable') as not_applicable,
    round(
        count(*) filter (where timeliness = 'late')
        / nullif(count(*) filter (where timeliness in ('in_time', 'late')), 0), 3
    ) as share_late,
    median(clear_working_days) filter (where timeliness in ('in_time', 'late')) as median_clear_working_days,
    count(*) filter (where convention_sensitive) as convention_sensitive
from {{ ref('publication_timeliness') }}
group by is_late_paper
order by is_late_paper
