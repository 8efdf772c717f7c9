"""A council's page and its bundle: its reports with all that was read of them, and what it is judged by."""

from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from warehouse.site import rows
from warehouse.site.bundles import write_bundle
from warehouse.site.pages import address, write_page
from warehouse.site.rows import Row

STATUSES = ("met", "not_met", "cannot_tell", "not_applicable")
TIMELINESS = ("in_time", "late", "cannot_tell", "not_applicable")


def write_councils(connection: DuckDBPyConnection, to: Path, frame: dict[str, Any]) -> None:
    """`council/SLUG.html` and `council/SLUG.js` for every council of the register in use."""
    councils = {c["slug"]: c for c in rows.ask(connection, rows.COUNCILS)}
    titles = {
        "rules": {r["rule_id"]: r["title"] for r in rows.ask(connection, rows.RULES)},
        "topics": {t["topic"]: t["title"] for t in rows.ask(connection, rows.TOPICS)},
    }
    for slug, mine in rows.by_council(connection):
        council = councils[slug]
        bundle = {"slug": slug, "name": council["name"], "reports": _reports(mine), **titles}
        bundle |= {what: mine[what] for what in ("results", "outcomes")}
        write_bundle(to / "council" / f"{slug}.js", "council", bundle)
        write_page(
            to / "council" / f"{slug}.html",
            "council.html",
            root="../",
            **frame,
            **titles,
            council=council,
            held=len(mine["reports"]),
            rule_counts=_rule_counts(mine["results"]),
            timeliness=_timeliness(mine["reports"]),
            outcomes=sorted(Counter((stage, outcome) for stage, outcome, *_ in mine["outcomes"]).items()),
            coverage=mine["coverage"],
            answers=_by_first(mine["answers"]),
            unread=mine["unread"],
        )


def _reports(mine: dict[str, list[Row]]) -> list[dict[str, Any]]:
    """Every report with the rows that are its own, the newest meeting first."""
    parts = ("fields", "says", "recommendations", "implications", "topics", "issues", "places")
    own = {part: _by_first(mine[part]) for part in parts}
    made = []
    for met, report_id, kind, title, body, body_type, published, url, media, pages, part, first, *due in mine[
        "reports"
    ]:
        made.append(
            {
                "id": report_id,
                "kind": kind,
                "title": title,
                "body": body,
                "body_type": body_type,
                "met": met,
                "published": published,
                "url": address(url),
                "media": media,
                "pages": pages,
                "part": part,
                "first_page": first,
                "due": due,
            }
            | {part: own[part].get(report_id, []) for part in parts}
        )
    return made[::-1]


def _by_first(found: list[Row]) -> dict[Any, list[Row]]:
    """Rows by their first column, without it."""
    grouped: dict[Any, list[Row]] = defaultdict(list)
    for first, *rest in found:
        grouped[first].append(tuple(rest))
    return grouped


def _rule_counts(results: list[Row]) -> dict[str, dict[str, Any]]:
    """By rule, how many results of each status; `denominator` is of those that could be told."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for rule_id, status, *_ in results:
        counts[rule_id][status] += 1
    return {
        rule_id: {status: count[status] for status in STATUSES} | {"denominator": count["met"] + count["not_met"]}
        for rule_id, count in sorted(counts.items())
    }


def _timeliness(reports: list[Row]) -> dict[str, int]:
    counts = Counter(row[12] for row in reports if row[12])
    return {state: counts[state] for state in TIMELINESS}
