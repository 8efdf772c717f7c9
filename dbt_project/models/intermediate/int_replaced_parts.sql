-- A paper and what replaced it behind the same listing are one report, however much was changed. Both directions.
with alone as (
    select
        gss_code,
        document_sha256,
        place,
        kind
    from {{ ref('int_council_parts') }}
    where parts_in_file = 1
)

select distinct
    a.gss_code,
    a.place,
    b.place as other
from {{ ref('stg_sightings') }} as sightings
inner join {{ ref('stg_sightings') }} as others
    on sightings.listing_id = others.listing_id and sightings.document_sha256 != others.document_sha256
inner join alone as a on sightings.document_sha256 = a.document_sha256
inner join alone as b on others.document_sha256 = b.document_sha256 and a.gss_code = b.gss_code and a.kind = b.kind
