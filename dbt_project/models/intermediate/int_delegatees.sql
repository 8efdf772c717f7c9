-- What sort of party a delegatee is, by the first of its words that tells: a title begins with its office, and what
-- follows is what the office is for. Of two at the same place the longer speaks: a Cabinet Member is no Cabinet.
with named as (
    select distinct
        delegated_to,
        {{ words_of('delegated_to') }} as words
    from {{ ref('stg_delegations') }}
),

found as (
    select
        named.delegated_to,
        types.delegatee_type,
        strpos(named.words, {{ words_of('types.phrase') }}) as place,
        len(types.phrase) as letters
    from named
    inner join {{ ref('delegatees') }} as types on contains(named.words, {{ words_of('types.phrase') }})
)

select
    delegated_to,
    arg_min(delegatee_type, (place, -letters, delegatee_type)) as delegatee_type
from found
group by delegated_to
