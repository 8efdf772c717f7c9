-- Names, in which a topic is looked for every night: they are short, and a listing may change what a paper is called.
select
    report_id as about,
    'title' as place,
    title as words
from {{ ref('int_reports') }}
where title is not null
union all
select
    decision_id as about,
    'decision_title' as place,
    title as words
from {{ ref('int_decisions') }}
where title is not null
union all
select
    decision_id as about,
    'decision_text' as place,
    text as words
from {{ ref('int_decisions') }}
union all
select
    listing_id as about,
    'listing' as place,
    concat_ws(' | ', title, item) as words
from {{ ref('stg_listings') }}
union all
select
    listing_id as about,
    'listing_title' as place,
    title as words
from {{ ref('stg_listings') }}
