{{ config(materialized='table') }}  -- what the next build compares with

-- What the rows of each report were made of: written once all of them are made and tested, so that a build which was
-- cut short is done again.
-- depends_on: {{ ref('evidence') }}
-- depends_on: {{ ref('report_fields') }}
-- depends_on: {{ ref('passages') }}
-- depends_on: {{ ref('implications') }}
-- depends_on: {{ ref('report_people') }}
-- depends_on: {{ ref('background_papers') }}
-- depends_on: {{ ref('appendices') }}
-- depends_on: {{ ref('recommendations') }}
select
    reports.report_id,
    {{ stamp_of('reports') }} as stamp
from {{ ref('int_reports') }} as reports
