-- 17. By type of council, how often do reports speak of crime and disorder (section 17)?
-- A report may be met that says there are none. `share_met` is of reports on which rule D04 is met or not_met,
-- whatever the council's form; `share_addressed` is of the reports of councils whose form offers the heading
-- (`of_offering`), and null where no form is known to. Reports that were not read are in neither. `is_small`: too
-- few to compare. An empty result: no report is held.
select
    rules.council_type,
    rules.met,
    rules.not_met,
    rules.cannot_tell,
    round(rules.share_met, 3) as share_met,
    rules.is_small,
    coalesce(headings.councils_offering, 0) as councils_offering,
    coalesce(headings.denominator, 0) as of_offering,
    coalesce(headings.addressed, 0) as addressed,
    round(headings.share_addressed, 3) as share_addressed
from {{ ref('compliance_by_group') }} as rules
left join {{ ref('implications_by_group') }} as headings
    on
        rules.grouping = headings.grouping
        and rules.council_type = headings.council_type
        and rules.region = headings.region
        and rules.quarter = headings.quarter
        and headings.type = 'crime_disorder'
where rules.rule_id = 'D04' and rules.quarter = 'all' and rules.grouping in ('england', 'council_type')
order by rules.council_type
