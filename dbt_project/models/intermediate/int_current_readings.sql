-- Append-only rows: what a newer reader made of a file replaces nothing, it only speaks last.
select readings.*
from {{ ref('stg_readings') }} as readings
qualify
    row_number() over (
        partition by readings.document_sha256
        order by readings.read_at desc, readings.reader_version desc
    ) = 1
