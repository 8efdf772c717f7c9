select * from {{ ref('int_topic_reports') }}
