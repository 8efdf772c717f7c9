-- depends_on: {{ ref('int_report_states') }}
-- What this build judges takes the place of what it was judged before.
{{ config(
    materialized='incremental',
    incremental_strategy='append',
    on_schema_change='fail',
    pre_hook="{{ forget_changed(this) }}"
) }}

select
    rule_id,
    report_id,
    gss_code,
    about as judged_id,
    status,
    qualifier,
    amount,
    evidence,
    day
from {{ ref('int_judgements') }}
