-- The fields of every report as they were known on a day: dbt compile --vars '{as_known_on: 2024-07-19}', or read on in
-- the macro fields_as_known_on for the SQL that any day can be put into.
{{ fields_as_known_on("date '" ~ var('as_known_on', '2024-07-19') ~ "'") }}
