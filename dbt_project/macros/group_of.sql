{#- What a row of a roll-up takes together, and its quarter: over all councils, by region, by type, and by both, for
    each quarter and for all of them. Goes with: group by ..., cube(region, council_type, quarter). -#}
{% macro group_of() -%}
    case
        when grouping(region) = 1 and grouping(council_type) = 1 then 'england'
        when grouping(council_type) = 1 then 'region'
        when grouping(region) = 1 then 'council_type'
        else 'region_and_type'
    end as grouping,
    case when grouping(region) = 1 then 'all' else region end as region,
    case when grouping(council_type) = 1 then 'all' else council_type end as council_type,
    case when grouping(quarter) = 1 then 'all' else quarter end as quarter
{%- endmacro %}
