-- Every code of the register in use, and those that its councils had before or since; of abolished councils those under
-- which papers are held.
with coded as (
    select
        councils.gss_code,
        councils.name,
        councils.slug as series,
        coalesce(codes.relation, 'same') as relation,
        codes.valid_from,
        codes.valid_until
    from {{ ref('stg_councils') }} as councils
    left join {{ ref('council_codes') }} as codes on councils.gss_code = codes.gss_code
    union all
    select
        codes.gss_code,
        codes.name,
        codes.series,
        codes.relation,
        codes.valid_from,
        codes.valid_until
    from {{ ref('council_codes') }} as codes
    anti join {{ ref('stg_councils') }} as councils on codes.gss_code = councils.gss_code
),

held as (
    select distinct gss_code from {{ ref('int_reports') }}
)

select
    coded.gss_code,
    coded.series,
    coded.name,
    coded.relation,
    coded.valid_from,
    coded.valid_until,
    councils.gss_code as council_gss_code,
    councils.council_type,
    councils.region
from coded
left join {{ ref('stg_councils') }} as councils on coded.series = councils.slug
left join held on coded.gss_code = held.gss_code
where councils.gss_code is not null or held.gss_code is not null
