{#- The words of a passage in order, in small letters; of a long one those of its first 2,000 characters. Split at white
    space alone: every passage goes through here, and a pattern takes several times as long. -#}
{% macro plain_words_of(text) -%}
    string_split(replace(lower(left({{ text }}, 2000)), chr(10), ' '), ' ')
{%- endmacro %}
