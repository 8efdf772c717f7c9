select
    councils.gss_code,
    topics.topic
from {{ ref('councils') }} as councils
cross join {{ ref('topics') }} as topics
left join {{ ref('national_coverage') }} as coverage
    on councils.gss_code = coverage.gss_code and topics.topic = coverage.topic
where coverage.coverage is null
