"""The SQL behind commands and pages: on the published copy, read-only and with nothing outside of it in reach.

Every answer is (names of columns, rows).
"""

from difflib import get_close_matches
from pathlib import Path
from typing import Any

import duckdb

Answer = tuple[tuple[str, ...], list[tuple[Any, ...]]]

CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "python_enable_replacements": False,
    "lock_configuration": True,
}


class NothingPublishedError(RuntimeError):
    """There is no release to ask."""


class QueryError(ValueError):
    """The question cannot be asked of the published copy, or names something that it does not have."""


def database(current: Path) -> Path:
    """The DuckDB file of a release's folder, of `published/current` or of a home.

    Raises NothingPublishedError where there is none.
    """
    current = Path(current)
    for path in (current, current / "cleardays.duckdb", current / "published" / "current" / "cleardays.duckdb"):
        if path.is_file():
            return path.resolve()
    raise NothingPublishedError(
        f"{current}: nothing published here; `cleardays run` or `cleardays publish` makes a release"
    )


def query(current: Path, sql: str) -> Answer:
    """The answer to one SELECT. Raises QueryError for what is not one question, or what DuckDB does not understand."""
    with duckdb.connect(database(current), read_only=True, config=CLOSED) as connection:
        try:
            _check_question(connection, sql)
            result = connection.execute(sql)
            return tuple(str(c[0]) for c in result.description or ()), result.fetchall()
        except duckdb.PermissionException as error:
            raise QueryError(f"only the published tables can be asked, no file and no address: {error}") from error
        except duckdb.Error as error:
            raise QueryError(str(error)) from error


def _check_question(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    kinds = [str(s.type).removeprefix("StatementType.") for s in connection.extract_statements(sql)]
    is_pivot = kinds == ["CREATE", "SELECT"] and "pivot" in sql.casefold()  # DuckDB makes two of a PIVOT
    if kinds in (["SELECT"], ["EXPLAIN"]) or is_pivot:
        return
    if not kinds:
        raise QueryError(
            "no question; expected one SELECT, as in: SELECT coverage, count(*) FROM national_coverage GROUP BY 1"
        )
    if len(kinds) > 1:
        raise QueryError(f"{len(kinds)} statements ({', '.join(kinds)}); expected one SELECT: ask them one at a time")
    raise QueryError(
        f"a {kinds[0]} statement; the published copy only answers SELECT, and FROM, DESCRIBE, SHOW and SUMMARIZE"
    )


def coverage(current: Path, topic: str | None = None) -> Answer:
    """Every council of the register, for one topic or for all: the rows of national_coverage.

    Raises QueryError for an unknown topic.
    """
    if topic is not None:
        _, topics = _ask(current, "SELECT DISTINCT topic FROM national_coverage ORDER BY 1")
        check_name("topic", topic, [t for (t,) in topics])
    return _ask(
        current,
        "SELECT * FROM national_coverage WHERE $topic IS NULL OR topic = $topic ORDER BY topic, slug",
        {"topic": topic},
    )


def compliance(current: Path) -> Answer:
    """Every rule: how many reports (or councils) met it. `share_met` is of those that could be told, else null."""
    return _ask(
        current,
        """
        SELECT
            rule_id, title, class,
            count(*) FILTER (status = 'met') AS met,
            count(*) FILTER (status = 'not_met') AS not_met,
            count(*) FILTER (status = 'cannot_tell') AS cannot_tell,
            count(*) FILTER (status = 'not_applicable') AS not_applicable,
            met + not_met AS denominator,
            round(met / nullif(met + not_met, 0), 3) AS share_met
        FROM compliance_rules LEFT JOIN rule_results USING (rule_id) GROUP BY rule_id, title, class ORDER BY rule_id
        """,
    )


def explain(current: Path, report_id: str, field: str | None = None) -> Answer:
    """Where a report's values come from: one row per piece of evidence, and one for each field that has none.

    Under `decisions` stand those of the paper itself, or those that other papers tell of it. The file of a row lies at
    `archive.document_path(home, document_sha256)`. Raises QueryError for an unknown report or field.
    """
    _, found = _ask(current, "SELECT field FROM report_fields WHERE report_id = $report_id", {"report_id": report_id})
    if not found:
        raise QueryError(
            f"{report_id}: no such report in the published copy; the column report_id of `reports` lists them"
        )
    if field is not None:
        check_name("field", field, [f for (f,) in found])
    return _ask(
        current,
        """
        WITH stated AS (
            SELECT f.field, e.* EXCLUDE (report_id)
            FROM report_fields f JOIN evidence e
                ON e.report_id = f.report_id AND (e.path = '/' || f.field OR starts_with(e.path, '/' || f.field || '/'))
            WHERE f.report_id = $report_id
            UNION ALL
            SELECT 'decisions', e.* EXCLUDE (report_id)
            FROM decisions d JOIN evidence e
                ON e.report_id = d.source_report_id AND starts_with(e.path, '/decisions/' || d.seq || '/')
            WHERE d.report_id = $report_id AND d.source_report_id <> d.report_id
        )
        SELECT
            f.field, e.path, f.state, coalesce(e.value, f.value) AS value, e.quote, e.page, e.rule, e.confidence,
            e.document_sha256, e.url
        FROM report_fields f LEFT JOIN stated e ON e.field = f.field
        WHERE f.report_id = $report_id AND ($field IS NULL OR f.field = $field)
        ORDER BY f.field, e.path, e.page, e.quote
        """,
        {"report_id": report_id, "field": field},
    )


def council(current: Path, slug: str) -> dict[str, Any]:
    """A council by its slug: name, papers listed and read, first and last meeting, and what broke off its last search.

    Raises QueryError for an unknown council.
    """
    _, slugs = _ask(current, "SELECT slug FROM councils ORDER BY 1")
    check_name("council", slug, [s for (s,) in slugs])
    columns, (row,) = _ask(
        current,
        """
        WITH searches AS (
            SELECT outcome, "at" FROM crawl_outcomes JOIN councils USING (gss_code)
            WHERE slug = $slug AND stage = 'find' AND outcome NOT IN ('withdrawn', 'settled', 'malformed')
        )
        SELECT
            any_value(name) AS name,
            coalesce(sum(listed), 0)::INTEGER AS listed, coalesce(sum(read), 0)::INTEGER AS read,
            min(nullif(month, 'undated')) AS first_month, max(nullif(month, 'undated')) AS last_month,
            (SELECT arg_max(outcome, ("at", outcome = 'searched')) FROM searches) AS last_search,
            (SELECT max("at") FROM searches) AS searched_at
        FROM councils LEFT JOIN reconciliation USING (gss_code) WHERE slug = $slug
        """,
        {"slug": slug},
    )
    return dict(zip(columns, row, strict=True))


def unread(current: Path, slug: str) -> Answer:
    """A council's papers that are listed as public and were not read; the reason in words and with whom it lies.

    Raises NothingPublishedError where the newest release was made before there was such a table.
    """
    sql = """
        SELECT title, body, meeting_date, url, reason, lies_with, says, detail, tried_at
        FROM unread_papers JOIN councils USING (gss_code) WHERE slug = $slug
        ORDER BY lies_with, says, meeting_date, title, url
    """
    try:
        return _ask(current, sql, {"slug": slug})
    except duckdb.CatalogException as error:
        raise NothingPublishedError(
            f"{current}: the newest release has no table unread_papers; `cleardays run` makes one that has"
        ) from error


def check_name(what: str, name: str, valid: list[str]) -> None:
    """Raises QueryError for a name that is not among the valid ones, with the nearest."""
    if name not in valid:
        close = get_close_matches(name, valid, n=1)
        hint = f"did you mean {close[0]!r}?" if close else f"there is {', '.join(sorted(valid)) or 'none'}"
        raise QueryError(f"{what} {name!r} is not in the published copy; {hint}")


def _ask(current: Path, sql: str, names: dict[str, Any] | None = None) -> Answer:
    with duckdb.connect(database(current), read_only=True, config=CLOSED) as connection:
        result = connection.execute(sql, names)
        return tuple(str(c[0]) for c in result.description or ()), result.fetchall()
