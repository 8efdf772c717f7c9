{#- The day in Europe/London on which a UTC moment falls. -#}
{% macro london_day(moment) -%}
    cast({{ moment }} at time zone 'UTC' at time zone 'Europe/London' as date)
{%- endmacro %}
