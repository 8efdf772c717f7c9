{#- By what two papers of one meeting name its body alike. A council has one cabinet and one full council, however they
    are printed; of other types it may have several. -#}
{% macro meets_as(body_type, body) -%}
    case
        when {{ body_type }} in ('cabinet_executive', 'full_council') then {{ body_type }} else {{ letters_of(body) }}
    end
{%- endmacro %}
