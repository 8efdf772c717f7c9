-- 12. How many reports declare no equality implications though they save money?
-- Of the officer reports whose implications were `read`: `equality_none` declare none (and nothing else under the
-- same type); of those, `and_financial_stated` write of their money, and (whether they do or not)
-- `and_amount_saved` name an amount in a sentence on a saving. An amount saved can be someone else's: look at
-- amounts in report_fields. `share` is and_amount_saved of equality_none; null where none declares none. A report
-- without the heading is in read alone.
with read_reports as (
    select fields.report_id
    from {{ ref('report_fields') }} as fields
    inner join {{ ref('reports') }} as reports on fields.report_id = reports.report_id
    where
        fields.field = 'implications'
        and fields.state != 'unclear'
        and reports.kind = 'officer_report'
        and (reports.is_complete or fields.state = 'found')
),

stances as (
    select
        report_id,
        bool_and(stance = 'none_declared') filter (where type = 'equality') as is_equality_none,
        coalesce(bool_or(stance = 'stated') filter (where type = 'financial'), false) as is_financial_stated
    from {{ ref('implications') }}
    where type in ('equality', 'financial')
    group by report_id
),

declared as (
    select
        read_reports.report_id,
        stances.is_equality_none,
        stances.is_financial_stated
    from read_reports
    left join stances on read_reports.report_id = stances.report_id
),

saving as (
    select amounts.report_id
    from {{ ref('report_fields') }} as amounts
    semi join declared on amounts.report_id = declared.report_id and declared.is_equality_none
    where amounts.field = 'amounts' and contains(lower(amounts.value), 'saving')
)

select
    count(*) as read,
    count(*) filter (where declared.is_equality_none) as equality_none,
    count(*) filter (where declared.is_equality_none and declared.is_financial_stated) as and_financial_stated,
    count(saving.report_id) as and_amount_saved,
    round(count(saving.report_id) / nullif(count(*) filter (where declared.is_equality_none), 0), 3) as share
from declared
left join saving on declared.report_id = saving.report_id
