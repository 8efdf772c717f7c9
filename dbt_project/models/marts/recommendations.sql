{{ config(materialized='view') }}  -- the release makes the table

with given as (
    select
        document_sha256,
        part,
        reader_version,
        recommendation_seq,
        string_agg(delegated_to, '; ' order by seq) as delegated_to,
        string_agg(in_consultation_with, '; ' order by seq) as in_consultation_with
    from {{ ref('stg_delegations') }}
    group by all
),

-- a record that is not signed yet only proposes
resolving as (
    select distinct
        document_sha256,
        part,
        reader_version
    from {{ ref('stg_decisions') }}
)

select
    reports.report_id,
    recommendations.seq,
    recommendations.number,
    recommendations.text,
    recommendations.action,
    recommendations.actions,
    given.delegated_to,
    given.in_consultation_with,
    case when resolving.document_sha256 is null then 'proposed' else 'resolved' end as basis
from {{ ref('int_reports') }} as reports
inner join {{ ref('stg_recommendations') }} as recommendations
    on
        reports.document_sha256 = recommendations.document_sha256
        and reports.part = recommendations.part
        and reports.reader_version = recommendations.reader_version
left join given
    on
        recommendations.document_sha256 = given.document_sha256
        and recommendations.part = given.part
        and recommendations.reader_version = given.reader_version
        and recommendations.seq = given.recommendation_seq
left join resolving
    on
        recommendations.document_sha256 = resolving.document_sha256
        and recommendations.part = resolving.part
        and recommendations.reader_version = resolving.reader_version
