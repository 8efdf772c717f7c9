{{ config(materialized='table') }}  -- words are taken apart once, and only of what is linked

-- What a report asked for beside what was resolved: the share of the words of both that they have in common, and
-- whether the numbers in them are the same.
with linked as (
    select
        links.decision_id,
        links.report_id,
        decisions.text as resolved
    from {{ ref('int_decision_links') }} as links
    inner join {{ ref('int_decisions') }} as decisions on links.decision_id = decisions.decision_id
),

asked as (
    select
        linked.decision_id,
        any_value(linked.resolved) as resolved,
        string_agg(recommendations.text, ' ' order by recommendations.seq) as proposed
    from linked
    inner join {{ ref('int_reports') }} as reports on linked.report_id = reports.report_id
    inner join {{ ref('stg_recommendations') }} as recommendations
        on
            reports.document_sha256 = recommendations.document_sha256
            and reports.part = recommendations.part
            and reports.reader_version = recommendations.reader_version
    group by linked.decision_id
),

left_out as (
    select list(word) as words from {{ ref('lead_in_words') }}
),

worded as (
    select
        asked.decision_id,
        asked.resolved,
        {{ wording_of('asked.proposed', 'left_out.words') }} as proposed_words,  -- noqa: RF02
        {{ wording_of('asked.resolved', 'left_out.words') }} as resolved_words  -- noqa: RF02
    from asked
    cross join left_out
)

select
    decision_id,
    len(list_intersect(proposed_words, resolved_words))
    / nullif(len(list_distinct(list_concat(proposed_words, resolved_words))), 0) as similarity,
    list_sort(list_filter(proposed_words, lambda w: regexp_matches(w, '^\d'))) as proposed_numbers,  -- noqa: RF02
    list_sort(list_filter(resolved_words, lambda w: regexp_matches(w, '^\d'))) as resolved_numbers,  -- noqa: RF02
    -- "That the recommendations in the report be approved" resolves what was asked, in none of its words
    regexp_matches(
        resolved, '(?i)\brecommendations?\b[^.]*\b(approved|agreed|accepted|adopted|endorsed)\b'
    ) as is_by_reference
from worded
