{#- The different words that a recommendation or a resolution is made of, without those in the list `left_out`, and
    without the endings in which "approve" and "be approved" differ. -#}
{% macro wording_of(text, left_out) -%}
    list_distinct(list_transform(
        list_filter(
            regexp_extract_all(lower({{ text }}), '[\p{L}\p{N}]+'), lambda w: not list_contains({{ left_out }}, w)
        ),
        lambda w: regexp_replace(w, '(ing|ed|es|e|d|s)$', '')
    ))
{%- endmacro %}
