-- How far a plan is known to be public. A link on the council's own site, outside its meeting system, in what a paper
-- recommends or attaches, or anywhere in it when the address or its title names the topic; else the plan itself among
-- the meeting's papers; else that a paper says it will be on the site; else an appendix that a paper lists.
with papers as (
    select
        topic_papers.topic,
        topic_papers.gss_code,
        topic_papers.report_id,
        topic_papers.document_sha256,
        topic_papers.part,
        topic_papers.reader_version
    from {{ ref('int_topic_papers') }} as topic_papers
),

attached as (
    select
        papers.topic,
        papers.gss_code,
        papers.report_id,
        attached.paper_kind,
        attached.title,
        attached.url
    from papers
    inner join {{ ref('stg_papers') }} as attached
        on
            papers.document_sha256 = attached.document_sha256
            and papers.part = attached.part
            and papers.reader_version = attached.reader_version
),

said as (
    -- all that a paper recommends: the sentence about the website seldom names the plan again
    select
        papers.topic,
        papers.gss_code,
        papers.report_id,
        null as decision_id,
        'proposed' as basis,
        recommendations.text as words,
        list_contains(recommendations.actions, 'publish')
        or regexp_matches(
            recommendations.text,
            '(?i)\b(publi(sh|shed|cation)|placed?|put|uploaded?|posted|available)\b[^.;]*\bweb ?(site|page)'
        ) as is_promised
    from papers
    inner join {{ ref('stg_recommendations') }} as recommendations
        on
            papers.document_sha256 = recommendations.document_sha256
            and papers.part = recommendations.part
            and papers.reader_version = recommendations.reader_version
    union all
    select
        topic_decisions.topic,
        topic_decisions.gss_code,
        topic_decisions.source_report_id as report_id,
        topic_decisions.decision_id,
        'resolved' as basis,
        decisions.text as words,
        list_contains(decisions.actions, 'publish')
        or regexp_matches(
            decisions.text, '(?i)\b(publi(sh|shed|cation)|placed?|put|uploaded?|posted|available)\b'
        ) as is_promised
    from {{ ref('int_topic_decisions') }} as topic_decisions
    inner join {{ ref('int_decisions') }} as decisions on topic_decisions.decision_id = decisions.decision_id
    where topic_decisions.is_final
),

addresses as (
    select
        topic,
        gss_code,
        report_id,
        url,
        title,
        paper_kind = 'appendix' as is_of_the_plan
    from attached
    where url is not null
    union all
    select
        topic,
        gss_code,
        report_id,
        unnest(regexp_extract_all(words, '(?:https?://|www\.)[^\s<>")\]]+')) as url,
        null as title,
        true as is_of_the_plan
    from said
    union all
    select
        papers.topic,
        papers.gss_code,
        papers.report_id,
        unnest(regexp_extract_all(passages.text, '(?:https?://|www\.)[^\s<>")\]]+')) as url,
        null as title,
        false as is_of_the_plan
    from papers
    inner join {{ ref('stg_passages') }} as passages
        on
            papers.document_sha256 = passages.document_sha256
            and papers.part = passages.part
            and papers.reader_version = passages.reader_version
),

-- an address on the council's own site that names the topic, and no such word as rules a plan out
own as (
    select distinct
        addresses.topic,
        addresses.gss_code,
        addresses.url,
        addresses.report_id
    from addresses
    inner join {{ ref('stg_councils') }} as councils on addresses.gss_code = councils.gss_code
    inner join {{ ref('int_topic_phrases') }} as phrases on addresses.topic = phrases.topic and phrases.says = 'is'
    where
        {{ host_of('addresses.url') }} = {{ host_of('councils.website') }}
        and not starts_with(addresses.url, coalesce(councils.base_url, ' '))
        and (
            contains({{ letters_of('addresses.url') }}, {{ letters_of('phrases.phrase') }})
            or contains({{ words_of('addresses.title') }}, phrases.phrase)
            or (addresses.is_of_the_plan and addresses.title is null)
        )
        and not exists (
            select 1
            from {{ ref('int_topic_terms') }} as terms
            where
                terms.topic = addresses.topic
                and terms.kind = 'not_the_plan'
                and contains({{ words_of("concat_ws(' ', addresses.title, addresses.url)") }}, terms.phrase)
        )
),

links as (
    select
        topic,
        gss_code,
        first(url order by url asc, report_id asc) as url,
        first(report_id order by url asc, report_id asc) as report_id
    from own
    group by topic, gss_code
),

promised as (
    select
        topic,
        gss_code,
        first(basis order by basis desc, report_id asc) as basis,
        first(report_id order by basis desc, report_id asc) as report_id,
        first(decision_id order by basis desc, report_id asc) as decision_id
    from said
    where is_promised
    group by topic, gss_code
),

listed as (
    select
        attached.topic,
        attached.gss_code,
        min(attached.report_id) as report_id
    from attached
    inner join {{ ref('int_topic_phrases') }} as phrases
        on
            attached.topic = phrases.topic
            and phrases.says = 'is'
            and contains({{ words_of('attached.title') }}, phrases.phrase)
    where attached.paper_kind = 'appendix'
    group by attached.topic, attached.gss_code
),

known as (
    select
        1 as rank,
        topic,
        gss_code,
        'published' as answer,
        'published' as basis,
        report_id,
        null as decision_id,
        url
    from links
    union all
    select
        2 as rank,
        topic,
        gss_code,
        'meeting_pack_only' as answer,
        'published' as basis,
        report_id,
        null as decision_id,
        url
    from {{ ref('int_topic_plans') }}
    union all
    select
        3 as rank,
        topic,
        gss_code,
        'intended' as answer,
        basis,
        report_id,
        decision_id,
        null as url
    from promised
    union all
    select
        4 as rank,
        topic,
        gss_code,
        'meeting_pack_only' as answer,
        'proposed' as basis,
        report_id,
        null as decision_id,
        null as url
    from listed
)

select * exclude (rank)
from known
qualify row_number() over (partition by topic, gss_code order by rank) = 1
