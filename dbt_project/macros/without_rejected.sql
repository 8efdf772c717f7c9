{#- After `from`: rows of a field that a person rejected are left out; what was read stays where it was. -#}
{% macro without_rejected(rows, field) -%}
    anti join {{ ref('stg_reviewed_fields') }} as rejected
        on
            {{ rows }}.document_sha256 = rejected.document_sha256
            and {{ rows }}.part = rejected.part
            and {{ rows }}.reader_version = rejected.reader_version
            and {{ field }} = rejected.field
            and rejected.decision = 'reject'
{%- endmacro %}
