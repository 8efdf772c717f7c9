{#- The words of a text in small letters, each with a space on either side, so that a phrase is found as a whole and can
    be struck out without touching its neighbours. -#}
{% macro words_of(text) -%}
    concat(' ', trim(regexp_replace(lower({{ text }}), '[^\p{L}\p{N}]+', '  ', 'g')), ' ')
{%- endmacro %}
