{#- Fails with each key that is null in part or held by more than one row. `changed_only` where a build makes rows again
    by report: the others were looked at when they were made. -#}
{% test grain(model, columns, changed_only=false) %}

select
    {{ columns | join(', ') }},
    count(*) as copies
from {{ model }}
where {{ 'report_id in (select report_id from ' ~ ref('int_report_changes') ~ ')' if changed_only else 'true' }}
group by all
having count(*) > 1{% for column in columns %} or {{ column }} is null{% endfor %}

{% endtest %}
