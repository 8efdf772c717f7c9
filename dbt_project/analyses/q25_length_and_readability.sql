-- 25. How long are the plans and the reports on them, how readable, and how many have more than four pages?
-- `with_pages` counts those that have pages (web pages have none), and share_over_four is of these. Words are those
-- of the passages that were read; words_per_sentence is the measure of readability: no score is read off it. Null:
-- no paper of the sort is held, or (open profile) its text is left out.
with held as (
    select
        'plan' as paper,
        plan_report_id as report_id
    from {{ ref('national_coverage') }}
    where topic = '{{ var('topic', 'productivity_plans_2024') }}' and plan_report_id is not null
    union
    select
        'report' as paper,
        report_id
    from {{ ref('topic_reports') }}
    where
        topic = '{{ var('topic', 'productivity_plans_2024') }}'
        and is_on_topic
        and is_in_window
        and kind = 'officer_report'
),

worded as (
    select
        passages.report_id,
        sum(len(string_split(trim(passages.text), ' '))) as words,
        sum(greatest(len(string_split(trim(passages.text), '. ')), 1)) as sentences
    from {{ ref('passages') }} as passages
    semi join held on passages.report_id = held.report_id
    where passages.text is not null
    group by passages.report_id
)

select
    kinds.paper,
    count(held.report_id) as papers,
    count(reports.pages) as with_pages,
    median(reports.pages) as median_pages,
    count(*) filter (where reports.pages > 4) as over_four_pages,
    round(count(*) filter (where reports.pages > 4) / nullif(count(reports.pages), 0), 3) as share_over_four,
    median(worded.words) as median_words,
    round(sum(worded.words) / nullif(sum(worded.sentences), 0), 1) as words_per_sentence
from (values ('plan'), ('report')) as kinds (paper)
left join held on kinds.paper = held.paper
left join {{ ref('reports') }} as reports on held.report_id = reports.report_id
left join worded on held.report_id = worded.report_id
group by kinds.paper
order by kinds.paper
