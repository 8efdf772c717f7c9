-- Where a topic is looked for: in reports, where a phrase in a passage alone is a mention, in decisions, in listings.
select
    reports.report_id as about,
    'title' as place,
    reports.title as words
from {{ ref('int_reports') }} as reports
where reports.title is not null
union all
select
    reports.report_id as about,
    fields.field as place,
    fields.value as words
from {{ ref('int_reports') }} as reports
inner join {{ ref('stg_report_fields') }} as fields
    on
        reports.document_sha256 = fields.document_sha256
        and reports.part = fields.part
        and reports.reader_version = fields.reader_version
where fields.field in ('purpose', 'summary') and fields.value is not null
union all
select
    reports.report_id as about,
    'recommendations' as place,
    recommendations.text as words
from {{ ref('int_reports') }} as reports
inner join {{ ref('stg_recommendations') }} as recommendations
    on
        reports.document_sha256 = recommendations.document_sha256
        and reports.part = recommendations.part
        and reports.reader_version = recommendations.reader_version
union all
select
    reports.report_id as about,
    'passages' as place,
    concat_ws(' ', passages.heading, passages.text) as words
from {{ ref('int_reports') }} as reports
inner join {{ ref('stg_passages') }} as passages
    on
        reports.document_sha256 = passages.document_sha256
        and reports.part = passages.part
        and reports.reader_version = passages.reader_version
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
