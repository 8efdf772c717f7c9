{#- Each run of three words in a list of hashed words, as a number. -#}
{% macro runs_of(keys) -%}
    list_transform(
        range(1, len({{ keys }}) - 1),
        lambda i: xor({{ keys }}[i], xor({{ keys }}[i + 1] >> 1, {{ keys }}[i + 2] >> 2))
    )
{%- endmacro %}
