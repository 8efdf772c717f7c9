{#- The quarter of a day, as 2024-Q3; undated where there is none. -#}
{% macro quarter_of(day) -%}
    coalesce(strftime({{ day }}, '%Y') || '-Q' || quarter({{ day }}), 'undated')
{%- endmacro %}
