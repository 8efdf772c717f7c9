{#- Fails with each row of a report that this build found changed, and that `reports` does not hold. -#}
{% test of_a_report(model, column_name) %}

select held.{{ column_name }}
from {{ model }} as held
semi join {{ ref('int_changed_reports') }} as changed on held.{{ column_name }} = changed.report_id
anti join {{ ref('reports') }} as reports on held.{{ column_name }} = reports.report_id

{% endtest %}
