select * from {{ ref('stg_councils') }}
