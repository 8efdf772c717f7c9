{#- Fails with each key that is null in part or held by more than one row. -#}
{% test grain(model, columns) %}

select
    {{ columns | join(', ') }},
    count(*) as copies
from {{ model }}
group by all
having count(*) > 1{% for column in columns %} or {{ column }} is null{% endfor %}

{% endtest %}
