-- Texts that are linked stand together: two steps along the links, as for copies of reports.
with passages as (
    select
        report_id,
        gss_code,
        meeting_date,
        document_sha256,
        seq,
        text_key
    from {{ ref('int_printed_passages') }}
),

links as (
    select * from {{ ref('int_like_texts') }}
    union all
    select
        other_key as text_key,
        text_key as other_key,
        similarity
    from {{ ref('int_like_texts') }}
),

one_step as (
    select
        text_key,
        least(text_key, min(other_key)) as cluster,
        max(similarity) as similarity
    from links
    group by text_key
),

two_steps as (
    select
        one_step.text_key,
        one_step.similarity,
        least(one_step.cluster, min(beyond.cluster)) as cluster
    from one_step
    inner join links on one_step.text_key = links.text_key
    inner join one_step as beyond on links.other_key = beyond.text_key
    group by one_step.text_key, one_step.similarity, one_step.cluster
),

clustered as (
    select
        passages.*,
        coalesce(two_steps.cluster, passages.text_key) as cluster,
        two_steps.similarity
    from passages
    left join two_steps on passages.text_key = two_steps.text_key
),

-- one file at several councils is a paper of a partnership, and no copied text
shared as (
    select
        cluster,
        count(distinct gss_code) as councils,
        count(distinct report_id) as reports
    from clustered
    group by cluster
    having min(gss_code) != max(gss_code) and min(document_sha256) != max(document_sha256)
),

exact as (
    select clustered.text_key
    from clustered
    inner join shared on clustered.cluster = shared.cluster
    group by clustered.text_key
    having min(clustered.gss_code) != max(clustered.gss_code)
)

select
    printf('%016x', clustered.cluster) as shared_text_id,
    clustered.report_id,
    clustered.seq,
    clustered.gss_code,
    clustered.meeting_date,
    exact.text_key is not null as is_exact,
    case when exact.text_key is not null then 1.0 else clustered.similarity end as similarity,
    shared.councils,
    shared.reports,
    row_number() over (
        partition by clustered.cluster
        order by clustered.meeting_date asc nulls last, clustered.report_id asc, clustered.seq asc
    ) = 1 as is_earliest
from clustered
inner join shared on clustered.cluster = shared.cluster
left join exact on clustered.text_key = exact.text_key
