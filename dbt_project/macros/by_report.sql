{#- A mart whose rows of a report follow from the report's own paper alone: a build makes again only those of reports that
    changed since the last build that came to its end. The project's own change makes all again (flows/build.py). -#}
{% macro by_report() -%}
    {{- config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        pre_hook="{% if is_incremental() %}delete from {{ this }} where report_id in (select report_id from {{ ref('int_report_changes') }}){% endif %}"
    ) -}}
{%- endmacro %}

{#- The reports to make rows of. -#}
{% macro changed_reports() -%}
    {%- if is_incremental() -%}
        (
            select reports.*
            from {{ ref('int_reports') }} as reports
            semi join {{ ref('int_report_changes') }} as changes on reports.report_id = changes.report_id
        )
    {%- else -%}
        {{ ref('int_reports') }}
    {%- endif -%}
{%- endmacro %}

{#- What rows of a report follow from. -#}
{% macro stamp_of(reports) -%}
    hash(
        {{ reports }}.document_sha256, {{ reports }}.part, {{ reports }}.reader_version, {{ reports }}.kind, {{ reports }}.url
    )
{%- endmacro %}

{#- What the last build that came to its end wrote of stamps; none before the first. A ref would be a circle. -#}
{% macro stamps_before(of) -%}
    {%- if execute -%}
        {%- do return(adapter.get_relation(of.database, of.schema, 'int_report_stamps')) -%}
    {%- endif -%}
{%- endmacro %}
