select * from {{ ref('stg_topics') }}
