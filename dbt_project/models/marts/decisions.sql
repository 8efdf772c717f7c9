-- Typed and empty: no source of decisions is read in this release.
select
    cast(null as varchar) as gss_code,
    cast(null as varchar) as body,
    cast(null as date) as decided_on,
    cast(null as varchar) as title,
    cast(null as varchar) as outcome,
    cast(null as varchar) as text,
    cast(null as varchar) as report_id
where false
