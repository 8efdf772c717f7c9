"""What the last nights did and what needs a person, from the warehouse itself: also of a night without a release."""

from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from warehouse.connect import holder, warehouse_path
from warehouse.copies import read_last
from warehouse.read import Answer
from warehouse.releases import list_releases

COLUMNS = ("about", "what", "count", "latest", "detail")
Row = tuple[str, str, int | None, datetime | None, str | None]

NIGHTS = """
    WITH counted AS (SELECT run_id, outcome, count(*) AS n, max("at") AS latest FROM crawl_outcomes GROUP BY ALL)
    SELECT 'night', run_id, sum(n)::INTEGER, max(latest), string_agg(outcome || ' ' || n, ', ' ORDER BY n DESC, outcome)
    FROM counted GROUP BY run_id ORDER BY max(latest) DESC, run_id LIMIT 5
"""

COUNCILS = """
    WITH searches AS (
        SELECT gss_code, run_id, "at", outcome, detail, max("at") OVER (PARTITION BY gss_code) AS newest
        FROM crawl_outcomes WHERE stage = 'find'
    ), last_run AS (SELECT DISTINCT gss_code, run_id FROM searches WHERE "at" = newest)
    SELECT
        'council', coalesce(c.slug, gss_code), count(*)::INTEGER, max("at"),
        string_agg(DISTINCT concat_ws(': ', outcome, detail), '; ')
    FROM searches JOIN last_run USING (gss_code, run_id) LEFT JOIN councils c USING (gss_code)
    WHERE outcome NOT IN ('searched', 'settled', 'no_platform', 'withdrawn', 'vanished') GROUP BY ALL ORDER BY 2
"""

ALARMS = """
    WITH runs AS (SELECT gss_code, arg_max(run_id, "at") AS run_id FROM crawl_outcomes GROUP BY ALL)
    SELECT 'alarm', concat_ws(': ', coalesce(c.slug, gss_code), outcome), count(*)::INTEGER, max("at"), min(detail)
    FROM crawl_outcomes JOIN runs USING (gss_code, run_id) LEFT JOIN councils c USING (gss_code)
    WHERE outcome IN ('vanished', 'no_space') GROUP BY ALL ORDER BY 2
"""

WITHDRAWN = """
    WITH newest AS (
        FROM crawl_outcomes WHERE outcome IN ('withdrawn', 'fetched', 'unchanged', 'held', 'not_found')
        QUALIFY row_number() OVER (PARTITION BY gss_code, url ORDER BY "at" DESC, outcome_id DESC) = 1
    )
    SELECT 'withdrawn', slug, count(*)::INTEGER, max("at"), concat_ws(': ', min(url), arg_min(detail, url))
    FROM newest JOIN councils USING (gss_code)
    SEMI JOIN (SELECT gss_code, url FROM listings JOIN sightings USING (listing_id)) USING (gss_code, url)
    WHERE outcome IN ('withdrawn', 'not_found') GROUP BY ALL ORDER BY 2
"""

NEWEST = """
    WITH newest AS (
        FROM readings
        QUALIFY row_number() OVER (PARTITION BY document_sha256 ORDER BY read_at DESC, reader_version DESC) = 1
    )
"""

DOCUMENTS = f"""{NEWEST}
    SELECT 'document not read', read_state, count(DISTINCT document_sha256)::INTEGER, max(read_at), min(url)
    FROM newest LEFT JOIN sightings USING (document_sha256) LEFT JOIN listings USING (listing_id)
    WHERE read_state <> 'read' GROUP BY ALL ORDER BY 2
"""

ISSUES = f"""{NEWEST}
    SELECT 'issue', code, count(*)::INTEGER, max(read_at), min(message)
    FROM issues JOIN newest USING (document_sha256, reader_version) GROUP BY ALL ORDER BY 3 DESC, 2
"""


def status(home: Path) -> Answer:
    """Who is writing, the newest release, the last five nights, then what a person should look at. Times in UTC.

    That is: alarms (also told with exit code 1), councils whose last search did not end, papers that are held and no
    longer on the site (with one url of them), documents that could not be read (with one url) and issues (with one
    message). While a night writes, its file is closed to others: then only the first two.
    """
    rows: list[Row] = []
    writing = holder(home)
    if writing:
        rows.append(("now", "writing", None, None, writing))
    rows.extend(("release", r.release_id, None, None, str(r.path)) for r in list_releases(home) if r.is_current)
    if last := read_last(home):
        about = "alarm" if last.fault else "copy"
        at = datetime.fromisoformat(last.at).replace(tzinfo=None)
        rows.append((about, "not copied" if last.fault else last.release_id, None, at, last.fault or last.address))
    if warehouse_path(home).exists() and not writing:
        rows.extend(_asked(warehouse_path(home)))
    return COLUMNS, rows


def _asked(path: Path) -> list[Any]:
    try:
        connection = duckdb.connect(path, read_only=True)
    except duckdb.IOException as error:  # dbt has it open
        return [("now", "writing", None, None, str(error).splitlines()[0])]
    with connection:
        asked = (NIGHTS, ALARMS, COUNCILS, WITHDRAWN, DOCUMENTS, ISSUES)
        return [row for sql in asked for row in connection.execute(sql).fetchall()]
