"""The pages of the whole country: the map, the rules, and how things changed over time."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from warehouse.site import rows
from warehouse.site.bundles import write_bundle
from warehouse.site.pages import write_page
from warehouse.site.tiles import drawing, hexagon


@dataclass(frozen=True, slots=True)
class View:
    """One way to colour the map. `states` has each council's slug with its state, then what its numbers are."""

    key: str
    kind: str
    group: str
    title: str
    states: dict[str, list[Any]]


def write_views(connection: DuckDBPyConnection, to: Path) -> tuple[View, ...]:
    """A bundle for each way to colour the map; the first is the one that the map begins with."""
    views = tuple(_views(connection))
    for view in views:
        said = {"kind": view.kind, "title": view.title, "states": view.states}
        write_bundle(to / "views" / f"{view.key}.js", view.key, said)
    return views


def _views(connection: DuckDBPyConnection) -> Iterable[View]:
    topics = {t["topic"]: t["title"] for t in rows.ask(connection, rows.TOPICS)}
    coverage = _by_view(connection, rows.COVERAGE)
    for topic, title in topics.items():
        yield View(f"topic.{topic}", "coverage", "Coverage of a topic", title, coverage[topic])
    judged = _by_view(connection, rows.RULE_STATES)
    for rule in rows.ask(connection, rows.RULES):
        title = f"{rule['rule_id']} {rule['title']}"
        yield View(f"rule.{rule['rule_id']}", "rule", "Rules", title, judged[rule["rule_id"]])
    answers = _by_view(connection, rows.ANSWERS)
    for question in rows.ask(connection, rows.QUESTIONS):
        group = f"Questions: {topics[question['topic']]}"
        yield View(f"answer.{question['view']}", "answer", group, question["words"], answers[question["view"]])


def _by_view(connection: DuckDBPyConnection, sql: str) -> dict[str, dict[str, list[Any]]]:
    found: dict[str, dict[str, list[Any]]] = defaultdict(dict)
    for view, slug, *said in connection.execute(sql).fetchall():
        found[view][slug] = said
    return found


def write_national(connection: DuckDBPyConnection, to: Path, views: tuple[View, ...], frame: dict[str, Any]) -> None:
    """The map (`index.html`), the rules and the plots."""
    councils = rows.ask(connection, rows.COUNCILS)
    first = next((v for v in views if v.kind == "coverage"), views[0])
    groups: dict[str, list[View]] = defaultdict(list)
    for view in views:
        groups[view.group].append(view)
    write_page(
        to / "index.html",
        "map.html",
        root="",
        **frame,
        layers=_layers(councils),
        hexagon=hexagon(),
        councils={c["slug"]: c for c in councils},
        first=first,
        counts=Counter(said[0] for said in first.states.values()),
        groups=groups,
        regions=sorted({c["region"] for c in councils}),
        types=sorted({c["council_type"] for c in councils}),
    )
    write_page(to / "rules.html", "rules.html", root="", **frame, rules=rows.ask(connection, rows.RULES))
    _write_trends(connection, to, frame)


def _layers(councils: list[dict[str, Any]]) -> list[tuple[str, Any]]:
    """The map of the councils nearest to people, and that of the counties above them."""
    placed = [c for c in councils if c["tile_layer"]]
    said = {"lower": "Districts, boroughs and unitary councils", "county": "County councils"}
    tiles = {
        layer: [(c["slug"], c["tile_column"], c["tile_row"]) for c in placed if c["tile_layer"] == layer]
        for layer in said
    }
    return [(said[layer], drawing(found)) for layer, found in tiles.items() if found]


def _write_trends(connection: DuckDBPyConnection, to: Path, frame: dict[str, Any]) -> None:
    topics = rows.ask(connection, rows.TOPICS)
    regions: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for row in rows.ask(connection, rows.COVERAGE_BY_REGION):
        regions[row["topic"]][row["region"]][row["coverage"]] += row["councils"]
    considered: dict[str, list[tuple[Any, int]]] = defaultdict(list)
    for row in rows.ask(connection, rows.CONSIDERED):
        considered[row["topic"]].append((row["considered_on"], row["councils"]))
    clear_days = rows.ask(connection, rows.CLEAR_DAYS)
    series = {
        t["topic"]: [[day, total] for (day, _), total in zip(days, accumulate(n for _, n in days), strict=True)]
        for t in topics
        for days in [considered[t["topic"]]]
    }
    plots = {
        "considered": series,
        "deadlines": {t["topic"]: t["deadline"] for t in topics},
        "clear_days": [[row["days"], row["reports"]] for row in clear_days],
    }
    write_bundle(to / "trends.js", "trends", plots)
    write_page(
        to / "trends.html",
        "trends.html",
        root="",
        **frame,
        topics=topics,
        regions=regions,
        series=series,
        clear_days=clear_days,
    )
