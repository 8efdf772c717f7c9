-- A paper and what replaced it behind the same listing are one report, however much was changed. Both directions.
with several as (
    select listing_id
    from {{ ref('stg_sightings') }}
    group by listing_id
    having count(*) > 1
),

replacing as materialized (
    select distinct
        sightings.document_sha256,
        others.document_sha256 as other_sha256
    from {{ ref('stg_sightings') }} as sightings
    semi join several on sightings.listing_id = several.listing_id
    inner join {{ ref('stg_sightings') }} as others
        on sightings.listing_id = others.listing_id and sightings.document_sha256 != others.document_sha256
),

-- only what is replaced or replaces: councils and kinds alone would pair everything with everything
alone as materialized (
    select
        parts.gss_code,
        parts.document_sha256,
        parts.place,
        parts.kind
    from {{ ref('int_council_parts') }} as parts
    semi join replacing on parts.document_sha256 = replacing.document_sha256
    where parts.parts_in_file = 1
)

select distinct
    a.gss_code,
    a.place,
    b.place as other
from replacing
inner join alone as a on replacing.document_sha256 = a.document_sha256
inner join alone as b on replacing.other_sha256 = b.document_sha256 and a.gss_code = b.gss_code and a.kind = b.kind
