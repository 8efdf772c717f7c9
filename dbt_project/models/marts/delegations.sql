with given as (
    select
        reports.report_id,
        delegations.recommendation_seq,
        delegations.seq,
        delegations.delegated_to,
        delegations.in_consultation_with,
        delegations.scope,
        {{ words_of('delegations.scope') }} as scope_words,
        -- a limit around one delegation is its own; around several it may be another's
        case
            when
                count(*) over (
                    partition by
                        delegations.document_sha256,
                        delegations.part,
                        delegations.reader_version,
                        delegations.recommendation_seq
                ) = 1
                then coalesce(recommendations.text, delegations.scope)
            else delegations.scope
        end as words
    from {{ ref('int_reports') }} as reports
    inner join {{ ref('stg_delegations') }} as delegations
        on
            reports.document_sha256 = delegations.document_sha256
            and reports.part = delegations.part
            and reports.reader_version = delegations.reader_version
    left join {{ ref('stg_recommendations') }} as recommendations
        on
            delegations.document_sha256 = recommendations.document_sha256
            and delegations.part = recommendations.part
            and delegations.reader_version = recommendations.reader_version
            and delegations.recommendation_seq = recommendations.seq
),

open_ends as (
    select list({{ words_of('phrase') }}) as phrases from {{ ref('open_ended') }}
)

select
    given.report_id,
    given.recommendation_seq,
    given.seq,
    given.delegated_to,
    types.delegatee_type,
    given.in_consultation_with,
    {{ parties_of('given.in_consultation_with') }} as consultees,
    given.scope,
    {{ limits_of('given.words') }} as power_limit,
    case
        when given.scope is not null
            then len(list_filter(open_ends.phrases, lambda p: contains(given.scope_words, p))) > 0  -- noqa: RF02
    end as is_open_ended
from given
cross join open_ends
left join {{ ref('int_delegatees') }} as types on given.delegated_to = types.delegated_to
