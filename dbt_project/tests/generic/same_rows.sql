{#- Fails where a model has not a row for each paper of a kind. -#}
{% test same_rows(model, of, kind) %}

select
    held.row_count,
    expected.row_count as expected_count
from (select count(*) as row_count from {{ model }}) as held
cross join (select count(*) as row_count from {{ of }} where kind = '{{ kind }}') as expected
where held.row_count != expected.row_count

{% endtest %}
