"""What pages ask of the open copy: SQL and rows, and nothing of how they look."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from duckdb import DuckDBPyConnection

Row = tuple[Any, ...]

AT_ONCE = 5_000

PUBLICATION = "SELECT release_id, published_at, data_until, reader_version FROM publication"
COUNCILS = """
    SELECT
        slug, name, coalesce(official_name, name) AS official_name, council_type, region, website, platform,
        base_url, governance_model, tile_layer, tile_column, tile_row
    FROM councils ORDER BY slug
"""
TOPICS = """
    SELECT topic, title, window_from, window_until, deadline
    FROM topics JOIN national_coverage USING (topic)
    GROUP BY ALL ORDER BY count(*) FILTER (coverage = 'covered') DESC, topic
"""
RULES = """
    SELECT rule_id, title, class, judged_about, amount_is, authority, is_observed,
        count(*) FILTER (status = 'met') AS met, count(*) FILTER (status = 'not_met') AS not_met,
        count(*) FILTER (status = 'cannot_tell') AS cannot_tell,
        count(*) FILTER (status = 'not_applicable') AS not_applicable
    FROM compliance_rules LEFT JOIN rule_results USING (rule_id) GROUP BY ALL ORDER BY rule_id
"""
COVERAGE = """
    SELECT topic AS view, slug, coverage, reports, considered_on, considered_by, considered_report_id
    FROM national_coverage ORDER BY ALL
"""
RULE_STATES = """
    WITH counted AS (
        SELECT rule_id, slug,
            count(*) FILTER (status = 'met') AS met, count(*) FILTER (status = 'not_met') AS not_met,
            count(*) FILTER (status = 'cannot_tell') AS cannot_tell,
            count(*) FILTER (status = 'not_applicable') AS not_applicable
        FROM compliance_rules CROSS JOIN councils LEFT JOIN rule_results USING (rule_id, gss_code)
        GROUP BY ALL
    )
    SELECT rule_id AS view, slug,
        CASE
            WHEN met > 0 AND not_met > 0 THEN 'mixed'
            WHEN met > 0 THEN 'met'
            WHEN not_met > 0 THEN 'not_met'
            WHEN cannot_tell > 0 THEN 'cannot_tell'
            WHEN not_applicable > 0 THEN 'not_applicable'
            ELSE 'not_judged'
        END AS state,
        met, not_met, cannot_tell, not_applicable
    FROM counted ORDER BY ALL
"""
QUESTIONS = """
    SELECT topic || '.' || question AS view, any_value(words) AS words, topic FROM topic_answers
    GROUP BY ALL ORDER BY topic, min(seq)
"""
ANSWERS = """
    SELECT topic || '.' || question AS view, slug, status, coalesce(answer_words, answer), report_id
    FROM topic_answers ORDER BY ALL
"""
CLEAR_DAYS = """
    SELECT clear_working_days AS days, count(*) AS reports FROM publication_timeliness
    WHERE timeliness IN ('in_time', 'late') AND clear_working_days IS NOT NULL GROUP BY 1 ORDER BY 1
"""
CONSIDERED = """
    SELECT topic, considered_on, count(*) AS councils FROM national_coverage
    WHERE considered_on IS NOT NULL GROUP BY ALL ORDER BY ALL
"""
COVERAGE_BY_REGION = """
    SELECT topic, region, coverage, count(*) AS councils FROM national_coverage JOIN councils USING (gss_code)
    GROUP BY ALL ORDER BY ALL
"""

OF_COUNCIL = {
    "reports": """
        SELECT gss_code, r.meeting_date, r.report_id, r.kind, r.title, r.body, r.body_type, r.published_at, r.url,
            r.media_type, r.pages, r.part, r.first_page, t.timeliness, t.clear_working_days, t.clear_calendar_days
        FROM reports r LEFT JOIN publication_timeliness t USING (report_id, gss_code)
    """,
    "fields": """
        SELECT gss_code, report_id, field, state, CASE WHEN is_quoted IS NULL THEN value END AS value
        FROM report_fields JOIN reports USING (report_id) LEFT JOIN (
            SELECT DISTINCT report_id, split_part(path, '/', 2) AS field, true AS is_quoted FROM evidence
        ) USING (report_id, field)
    """,
    "says": """
        SELECT gss_code, report_id, path, seq, nullif(value, quote) AS value, quote, page, rule, round(confidence, 3),
            nullif(e.url, r.url) AS url
        FROM evidence e JOIN reports r USING (report_id)
    """,
    "recommendations": """
        SELECT gss_code, report_id, seq, actions, basis FROM recommendations JOIN reports USING (report_id)
    """,
    "implications": """
        SELECT gss_code, report_id, seq, list(type ORDER BY type) AS types, any_value(stance) AS stance
        FROM implications JOIN reports USING (report_id) GROUP BY ALL
    """,
    "topics": """
        SELECT gss_code, report_id, topic FROM topic_reports WHERE is_on_topic AND is_in_window
    """,
    "issues": "SELECT gss_code, report_id, code, message, page FROM issues JOIN reports USING (report_id)",
    "places": """
        SELECT p.gss_code, report_id, p.url, p.title, p.media_type, p.is_replaced FROM report_places p
    """,
    "results": """
        SELECT r.gss_code, rule_id, status, qualifier, amount,
            CASE WHEN r.judged_id <> r.gss_code THEN coalesce(r.report_id, d.source_report_id, d.report_id)
                ELSE r.evidence END AS report_id,
            d.title
        FROM rule_results r LEFT JOIN decisions d ON d.decision_id = r.judged_id
    """,
    "outcomes": """
        SELECT gss_code, stage, outcome, "at", url, detail, searched_from, searched_until FROM crawl_outcomes
    """,
    "unread": """
        SELECT gss_code, meeting_date, title, body, url, lies_with, says, detail, reason FROM unread_papers
    """,
    "coverage": """
        SELECT gss_code, topic, coverage, reports, considered_on, considered_by, considered_report_id,
            decided_on, searched_from, searched_until FROM national_coverage
    """,
    "answers": """
        SELECT gss_code, topic, seq, words, status, coalesce(answer_words, answer) AS answer, report_id
        FROM topic_answers
    """,
}
"""The rows of a council's page, by what they are; the first column says whose, and order is that of the others."""


def ask(connection: DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    """All rows of an answer, each by its columns' names."""
    result = connection.execute(sql)
    names = [str(column[0]) for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def by_council(connection: DuckDBPyConnection) -> Iterator[tuple[str, dict[str, list[Row]]]]:
    """For each council in the order of slugs, its rows by what they are; few of them are in memory at a time."""
    walks = {what: _walk(connection, sql) for what, sql in OF_COUNCIL.items()}
    for together in zip(*walks.values(), strict=True):
        yield together[0][0], {what: rows for what, (_, rows) in zip(walks, together, strict=True)}


def _walk(connection: DuckDBPyConnection, sql: str) -> Iterator[tuple[str, list[Row]]]:
    """Every council has its turn, also one without rows, so that several walks keep step."""
    asked = connection.cursor().execute(
        f"SELECT slug, mine.* EXCLUDE (gss_code) FROM councils LEFT JOIN (SELECT true AS is_mine, * FROM ({sql})) "
        "AS mine USING (gss_code) ORDER BY ALL"
    )
    for slug, rows in groupby(_stream(asked), key=lambda row: str(row[0])):
        yield slug, [row[2:] for row in rows if row[1]]


def _stream(asked: DuckDBPyConnection) -> Iterator[Row]:
    while rows := asked.fetchmany(AT_ONCE):
        yield from rows
