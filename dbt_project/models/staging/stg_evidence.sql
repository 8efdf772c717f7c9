-- What a person accepted keeps its quotes; what they corrected has theirs, if they gave one; what they rejected, none.
select
    evidence.document_sha256,
    evidence.part,
    evidence.reader_version,
    evidence.path,
    evidence.seq,
    evidence.value,
    evidence.quote,
    evidence.page,
    evidence.first_block,
    evidence.first_offset,
    evidence.last_block,
    evidence.last_offset,
    case when reviewed.decision is null then evidence.rule else 'review' end as rule,
    case when reviewed.decision is null then evidence.confidence else 1.0 end as confidence
from {{ ref('stg_read_evidence') }} as evidence
left join {{ ref('stg_reviewed_fields') }} as reviewed
    on
        evidence.document_sha256 = reviewed.document_sha256
        and evidence.part = reviewed.part
        and evidence.reader_version = reviewed.reader_version
        and {{ is_of_field('evidence.path', 'reviewed.field') }}
where coalesce(reviewed.decision, 'accept') = 'accept'
union all by name
select
    document_sha256,
    part,
    reader_version,
    '/' || field as path,
    0 as seq,
    value,
    quote,
    'review' as rule,
    1.0 as confidence
from {{ ref('stg_reviewed_fields') }}
where decision = 'correct'
