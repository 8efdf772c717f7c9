{#- Whether a path is that of a field, or of something within it. -#}
{% macro is_of_field(path, field) -%}
    ({{ path }} = '/' || {{ field }} or starts_with({{ path }}, '/' || {{ field }} || '/'))
{%- endmacro %}
