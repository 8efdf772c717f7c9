-- What the judgement of a report rests on besides its own paper, as one number. What an observation looks at outside
-- of the paper belongs here: a report is judged again only when this changes, or the paper does.
with observed as (
    select
        report_id,
        hash(subject, amount, is_known, qualifier) as print
    from {{ ref('int_observed_bodies') }}
    union all
    select
        report_id,
        hash(subject, amount, is_known, qualifier) as print
    from {{ ref('int_observed_online') }}
    union all
    select
        report_id,
        hash(subject, amount, is_known, qualifier) as print
    from {{ ref('int_observed_clear_days') }}
    union all
    select
        report_id,
        hash(subject, amount, is_known, qualifier) as print
    from {{ ref('int_observed_agendas') }}
    union all
    select
        report_id,
        hash(subject, amount, is_known, qualifier) as print
    from {{ ref('int_observed_topics_of_reports') }}
    union all
    select
        report_id,
        hash('decided', is_stated, is_recorded) as print
    from {{ ref('int_decided_keys') }}
    union all
    select
        report_id,
        hash('beside_withheld') as print
    from {{ ref('int_beside_withheld') }}
)

select
    report_id,
    bit_xor(print) as print
from observed
group by report_id
