with held as (
    select
        gss_code,
        holder_letters,
        brief_letters,
        arg_max(holder, coalesce(meeting_date, date '1900-01-01')) as name,
        arg_max(brief, coalesce(meeting_date, date '1900-01-01')) as brief,
        arg_max(role_label, coalesce(meeting_date, date '1900-01-01')) as role_label,
        min(meeting_date) as first_seen_on,
        max(meeting_date) as last_seen_on,
        count(distinct report_id) as reports
    from {{ ref('int_briefs') }}
    group by gss_code, holder_letters, brief_letters
),

briefs as (
    select distinct
        brief,
        {{ words_of("replace(brief, '&', ' and ')") }} as words
    from held
    where brief is not null
),

themed as (
    select
        briefs.brief,
        list(distinct themes.theme order by themes.theme) as themes
    from briefs
    inner join {{ ref('portfolio_themes') }} as themes on contains(briefs.words, {{ words_of('themes.phrase') }})
    group by briefs.brief
)

select
    substr(sha256(concat_ws('/', held.gss_code, held.holder_letters, held.brief_letters)), 1, 16)
        as portfolio_holder_id,
    held.gss_code,
    held.name,
    held.brief,
    held.role_label,
    coalesce(themed.themes, []) as themes,
    held.first_seen_on,
    held.last_seen_on,
    held.reports
from held
left join themed on held.brief = themed.brief
