{#- Whether a text holds a phrase of the topic once every phrase that the topic is not has been struck
    out of it. Needs int_topic_patterns. -#}
{% macro is_on_topic(text) -%}
    regexp_matches(regexp_replace({{ text }}, is_not_pattern, ' | ', 'g'), is_pattern)
{%- endmacro %}
