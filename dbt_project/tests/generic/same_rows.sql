{#- Fails where a model has not a row for each row of another, or for each paper of a kind. -#}
{% test same_rows(model, of, kind=none) %}

select
    held.row_count,
    expected.row_count as expected_count
from (select count(*) as row_count from {{ model }}) as held
cross join (select count(*) as row_count from {{ of }}{% if kind %} where kind = '{{ kind }}'{% endif %}) as expected
where held.row_count != expected.row_count

{% endtest %}
