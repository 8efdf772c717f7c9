{#- Before rows of this build's changed reports come: take out what an earlier build made of them, and of reports that
    are gone. Rows that are about no report are made anew each time. -#}
{% macro forget_changed(rows) %}
    {% if is_incremental() %}
        delete from {{ rows }}
        where report_id is null or report_id not in (
            select report_id from {{ ref('int_report_states') }}
            where changed_in != '{{ invocation_id }}'
        )
    {% endif %}
{% endmacro %}
