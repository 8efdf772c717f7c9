-- 22. Who sponsors the plan: leader, finance or transformation among members; chief executive, director or head
-- among officers?
-- `reports` of the campaign, on topic and within its window, that name such a person; one may name several. `share`
-- is of all those reports (`of_reports`). not_named: no member, or no officer, is named in that role, which says
-- nothing of who sponsors it. A member's themes are those of the brief in portfolio_holders; other where none is
-- known. An empty result: no report is held.
with campaign as (
    select
        topics.report_id,
        topics.gss_code
    from {{ ref('topic_reports') }} as topics
    where
        topics.topic = '{{ var('topic', 'productivity_plans_2024') }}'
        and topics.is_on_topic
        and topics.is_in_window
        and topics.kind = 'officer_report'
),

members as (
    select
        campaign.report_id,
        'member' as sponsor,
        unnest(case when len(holders.themes) > 0 then holders.themes else ['other'] end) as as_what
    from campaign
    inner join {{ ref('report_people') }} as people on campaign.report_id = people.report_id
    left join {{ ref('portfolio_holders') }} as holders
        on
            campaign.gss_code = holders.gss_code
            and lower(replace(people.portfolio, '&', 'and')) = lower(replace(holders.brief, '&', 'and'))
    where people.role_kind = 'portfolio_holder'
),

officers as (
    select
        campaign.report_id,
        'officer' as sponsor,
        case
            when lower(people.role) like '%chief executive%' then 'chief_executive'
            when lower(concat_ws(' ', people.label, people.role)) like '%director%' then 'director'
            when lower(people.role) like 'head of%' then 'head_of_service'
            else 'other'
        end as as_what
    from campaign
    inner join {{ ref('report_people') }} as people on campaign.report_id = people.report_id
    where people.role_kind in ('report_of', 'lead_officer')
),

sponsors as (
    select * from members
    union all
    select * from officers
),

named as (
    select
        campaign.report_id,
        kinds.sponsor,
        coalesce(sponsors.as_what, 'not_named') as as_what
    from campaign
    cross join (values ('member'), ('officer')) as kinds (sponsor)
    left join sponsors on campaign.report_id = sponsors.report_id and kinds.sponsor = sponsors.sponsor
)

select
    sponsor,
    as_what,
    count(distinct report_id) as reports,
    (select count(*) from campaign) as of_reports,
    round(count(distinct report_id) / (select count(*) from campaign), 3) as share
from named
group by sponsor, as_what
order by sponsor asc, reports desc, as_what asc
