{#- Whether a line may be a heading that was not told as one: at most twelve words, and no bullet before them. -#}
{% macro is_short_line(line) -%}
    len(string_split(trim({{ line }}), ' ')) <= 12 and not regexp_matches({{ line }}, '^\s*[^\p{L}\p{N}\s]')
{%- endmacro %}
