-- Every day that the bank holidays are known for, with the working days up to and with it: the working days between two
-- days are a difference of two rows, whatever lies between.
with bounds as (
    select
        min(holiday) as opens_on,
        max(holiday) as closes_on
    from {{ ref('bank_holidays') }}
),

days as (
    select cast(unnest(generate_series(opens_on, closes_on, interval 1 day)) as date) as day
    from bounds
)

select
    days.day,
    count(*) filter (where isodow(days.day) <= 5 and holidays.holiday is null) over (
        order by days.day
        rows unbounded preceding
    ) as working_days
from days
left join {{ ref('bank_holidays') }} as holidays on days.day = holidays.holiday
