-- depends_on: {{ ref('int_report_states') }}
{{ config(
    materialized='incremental',
    incremental_strategy='append',
    pre_hook="{{ forget_changed(this) }}"
) }}  -- the words of a paper do not change

-- Which options a report sets beside what it recommends, by its first words: what a longer text goes on to describe is
-- told from its sentences.
with said as (
    select
        reports.report_id,
        reports.is_complete,
        fields.state,
        {{ words_of('left(fields.value, 80)') }} as opening,
        -- a second option, or the end of the first and more than a reason after it
        regexp_matches(fields.value, ';|\(b\)|(?i)\boption\s+(?:2|b|two)\b')
        or len(regexp_extract_all(fields.value, '[.?!](?:\s|$)')) > 2 as has_more
    from {{ ref('int_changed_reports') }} as reports
    left join {{ ref('stg_report_fields') }} as fields
        on
            reports.document_sha256 = fields.document_sha256
            and reports.part = fields.part
            and reports.reader_version = fields.reader_version
            and fields.field = 'alternatives'
),

distinct_openings as (
    select distinct opening from said
),

openings as (
    select
        distinct_openings.opening,
        arg_max(words.stance, len(words.phrase)) as stance
    from distinct_openings
    inner join {{ ref('options_words') }} as words
        on starts_with(distinct_openings.opening, {{ words_of('words.phrase') }})
    group by distinct_openings.opening
)

select
    said.report_id,
    case
        when said.state = 'none_stated' then 'none_stated'
        when said.state = 'unclear' then 'not_read'
        when said.state is null or said.state = 'absent'
            then case when said.is_complete then 'absent' else 'not_read' end
        when openings.stance is null or said.has_more then 'given'
        else openings.stance
    end as options_stance
from said
left join openings on said.opening = openings.opening
