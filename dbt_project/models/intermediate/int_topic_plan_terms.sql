-- Themes that a heading of the plan names, and barriers named under the theme of barriers.
select distinct
    lines.topic,
    lines.gss_code,
    terms.kind,
    terms.code
from {{ ref('int_topic_plan_lines') }} as lines
inner join {{ ref('int_topic_terms') }} as terms
    on lines.topic = terms.topic and contains(lines.words, terms.phrase)
where
    (terms.kind = 'theme' and lines.is_heading)
    or (terms.kind = 'barrier' and lines.under_theme = 'barriers')
