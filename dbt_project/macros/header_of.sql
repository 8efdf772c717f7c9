{#- The header of a part as columns, of the rows of its fields: grouped by part. -#}
{% macro header_of(fields) -%}
    max({{ fields }}.value) filter (where {{ fields }}.field = 'body') as body,
    max({{ fields }}.value) filter (where {{ fields }}.field = 'body_type') as body_type,
    max({{ fields }}.value) filter (where {{ fields }}.field = 'title') as title,
    cast(max({{ fields }}.value) filter (where {{ fields }}.field = 'meeting_date') as date) as meeting_date,
    cast(max({{ fields }}.value) filter (where {{ fields }}.field = 'key_decision') as boolean) as key_decision,
    cast(max({{ fields }}.value) filter (where {{ fields }}.field = 'exempt') as boolean) as is_exempt
{%- endmacro %}
