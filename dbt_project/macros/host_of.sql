{#- The host of an address, without www. -#}
{% macro host_of(url) -%}
    regexp_extract(lower({{ url }}), '^(?:https?://)?(?:www\.)?([^/:?#]+)', 1)
{%- endmacro %}
