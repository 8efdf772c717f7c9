{#- Whether a paper's title is that of an equality impact assessment. -#}
{% macro is_equality_assessment(title) -%}
    regexp_matches({{ title }}, '(?i)\bequalit\w+ (?:impact |analysis|assessment)|\b(?:e[q]?ia|eqia)\b')
{%- endmacro %}
