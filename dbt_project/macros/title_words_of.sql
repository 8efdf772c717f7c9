{#- The different words of a title, without those that every title has. -#}
{% macro title_words_of(title) -%}
    list_distinct(regexp_extract_all(regexp_replace(
        lower({{ title }}), '\b(the|an?|and|of|for|to|in|on|at|by|with|report)\b', ' ', 'g'
    ), '[\p{L}\p{N}]+'))
{%- endmacro %}
