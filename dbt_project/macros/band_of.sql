{#- The least of some numbers in two orders, as one: each order looks at 32 of their 64 bits, from the bit `first` on
    and from four bits further. -#}
{% macro band_of(numbers, first) -%}
    hash([
        list_min(list_transform({{ numbers }}, lambda r: (r >> {{ first }}) & 4294967295)),
        list_min(list_transform({{ numbers }}, lambda r: (r >> {{ first + 4 }}) & 4294967295))
    ])
{%- endmacro %}
