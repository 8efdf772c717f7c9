select *
from {{ ref('reconciliation') }}
where
    listed != fetched + restricted + refused + failed + not_asked + withdrawn + relisted
    or fetched != read + not_read
    or read != loaded + no_report
