{#- The parties that a text names, as a list. A name may hold an "and" of its own; the next party begins with "the". -#}
{% macro parties_of(text) -%}
    list_filter(
        list_transform(
            string_split(regexp_replace({{ text }}, '(?i)(,\s*and|,|\sand)\s+the\s+', ' | ', 'g'), ' | '),
            lambda party: trim(regexp_replace(party, '(?i)^\s*the\s+', ''))
        ),
        lambda party: party != ''
    )
{%- endmacro %}
