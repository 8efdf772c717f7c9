-- 6. How many came after the deadline (19 July 2024), and after the last band's beginning (29 July 2024)?
-- `basis` resolved counts days of decisions, proposed the meetings of reports of which no decision is held; null:
-- no day is known, and `status` says why. Shares are of the `councils` that have a day; null where none has. An
-- empty result: the topic does not ask this.
select
    basis,
    status,
    count(*) as councils,
    count(*) filter (where amount > 0) as after_deadline,
    count(*) filter (where answer = 'late') as after_last_band_begins,
    round(count(*) filter (where amount > 0) / nullif(count(amount), 0), 3) as share_after_deadline,
    round(count(*) filter (where answer = 'late') / nullif(count(amount), 0), 3) as share_after_last_band_begins
from {{ ref('topic_answers') }}
where topic = '{{ var('topic', 'productivity_plans_2024') }}' and question = 'deadline_band'
group by basis, status
order by basis desc nulls last, status asc
