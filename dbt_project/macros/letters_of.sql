{#- A name's letters and digits alone, by which two ways of printing it are the same. -#}
{% macro letters_of(name) -%}
    regexp_replace(lower({{ name }}), '[^\p{L}\p{N}]', '', 'g')
{%- endmacro %}
