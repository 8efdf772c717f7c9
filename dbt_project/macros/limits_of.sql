{#- The limits that a text sets to a power, in its own words: an amount, a budget, a day. Null where it sets none. -#}
{% macro limits_of(text) -%}
    nullif(concat_ws(
        '; ',
        nullif(regexp_extract(
            {{ text }},
            '(?i)\b(?:up to|not exceeding|no more than|maximum of)(?: (?:an?|the|total|maximum|value|sum|of))* ?£ ?\d[\d,.]*(?: ?(?:k|m|bn|million|thousand|billion)\b)?'
        ), ''),
        nullif(regexp_extract({{ text }}, '(?i)\bwithin (?:the |its |an? )?(?:[\w-]+ ){0,3}budgets?\b'), ''),
        nullif(regexp_extract({{ text }}, '\b[Uu]ntil (?:\d{1,2} )?[A-Z][a-z]+ \d{4}'), '')
    ), '')
{%- endmacro %}
