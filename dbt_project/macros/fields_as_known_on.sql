{#- The fields of reports as they were known at the end of a day: those of now, with each change since then taken back.
    `day` is an expression of a date. A report that was first seen later has none. -#}
{% macro fields_as_known_on(day) -%}
    select
        fields.report_id,
        fields.field,
        coalesce(since.state_before, fields.state) as state,
        case when since.report_id is null then fields.value else since.value_before end as value
    from {{ ref('report_fields') }} as fields
    inner join {{ ref('report_versions') }} as versions
        on
            fields.report_id = versions.report_id
            and versions.known_from < {{ day }} + interval 1 day
            and coalesce(versions.known_until >= {{ day }} + interval 1 day, true)
    left join (
        select *
        from {{ ref('report_changes') }}
        where known_from >= {{ day }} + interval 1 day
        qualify row_number() over (partition by report_id, field order by version) = 1
    ) as since
        on fields.report_id = since.report_id and fields.field = since.field
{%- endmacro %}
