{#- Whether a source says how a council was governed on a day; what everybody assumes of it is not enough. -#}
{% macro is_governance_known(councils, day) -%}
    coalesce(
        {{ councils }}.governance_confidence != 'general_knowledge'
        and {{ councils }}.governance_model in ('leader_cabinet', 'mayor_cabinet', 'committee')
        and coalesce({{ day }} >= {{ councils }}.governance_from, true)
        and coalesce({{ day }} <= {{ councils }}.governance_until, true),
        false
    )
{%- endmacro %}
