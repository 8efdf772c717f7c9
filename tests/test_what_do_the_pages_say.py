"""The demo's pages without a browser: what they say is what the release says, whole and of the open profile."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import duckdb
import pytest
import yaml
from demo_night import ROOT, demo_home

from warehouse.site.states import LOOKS, read_states

MARTS = ROOT / "dbt_project" / "models" / "marts"


@pytest.fixture(scope="module")
def site():
    return (demo_home() / "published" / "current" / "site").resolve()


def ask(site, sql):
    with duckdb.connect(site / "data" / "cleardays.duckdb", read_only=True) as connection:
        return connection.execute(sql).fetchall()


def bundle(path):
    return json.loads(path.read_text(encoding="utf8").partition("]=")[2].rstrip(";\n"))


def test_the_map_colours_each_council_by_its_coverage(site):
    view = bundle(site / "views" / "topic.productivity_plans_2024.js")
    told = dict(ask(site, "SELECT slug, coverage FROM national_coverage WHERE topic = 'productivity_plans_2024'"))
    assert {slug: said[0] for slug, said in view["states"].items()} == told
    words = {s.state: s.words for s in read_states() if s.kind == "coverage"}
    tiles = re.findall(r'data-slug="([^"]+)" aria-label="([^":]+): ([^"]+)"', (site / "index.html").read_text())
    assert {slug: said for slug, _, said in tiles} == {slug: words[coverage] for slug, coverage in told.items()}


def test_every_council_has_a_page_and_every_report_with_all_its_values_and_quotes(site):
    slugs = {slug for (slug,) in ask(site, "SELECT slug FROM councils")}
    assert (
        {p.stem for p in (site / "council").glob("*.html")}
        == slugs
        == {p.stem for p in (site / "council").glob("*.js")}
    )
    said, results = Counter(), 0
    for slug in slugs:
        council = bundle(site / "council" / f"{slug}.js")
        results += len(council["results"])
        for report in council["reports"]:
            for path, _, value, quote, page, *_ in report["says"]:
                said[report["id"], path, value or quote, quote, page] += 1
    told = Counter(ask(site, "SELECT report_id, path, coalesce(value, quote), quote, page FROM evidence"))
    assert said == told and len(told) > 800
    assert [(results,)] == ask(site, "SELECT count(*) FROM rule_results")


def test_fields_that_say_nothing_or_that_there_is_none_stay_apart(site):
    states = Counter(
        field[1]
        for p in (site / "council").glob("*.js")
        for report in bundle(p)["reports"]
        for field in report["fields"]
    )
    assert states == Counter(dict(ask(site, "SELECT state, count(*) FROM report_fields GROUP BY 1")))
    assert {"found", "none_stated", "absent"} <= states.keys()


def test_what_was_not_read_is_named_with_its_reason(site):
    page = (site / "council" / "tarnside.html").read_text()
    assert "The file holds pictures of pages and no text" in page
    assert "Every paper that was listed as public" in (site / "council" / "thornmere.html").read_text()


def test_pages_are_of_the_open_profile_and_ask_no_other_host(site):
    assert ask(site, "SELECT profile FROM publication") == [("open",)]
    for path in site.rglob("*"):
        if path.suffix in (".html", ".css") or (path.suffix == ".js" and "engine" not in path.parts):
            text = path.read_text(encoding="utf8")
            assert not re.search(r'(src|<link[^>]*href)="(https?:)?//', text), path
            assert not re.search(r"01632[ \d]{6,}", text), path
            assert not re.search(r"[\w.]+@[\w.]+\.example", text), path
    for page in site.glob("**/*.html"):
        for link in re.findall(r'(?:href|src)="([^"#:]+)[^":]*"', page.read_text()):
            assert (page.parent / link).exists(), f"{page.name} links to {link}"


def test_each_state_has_words_and_a_mark_of_its_own():
    marks = Counter((s.kind, s.mark) for s in read_states())
    assert max(marks.values()) == 1
    assert {s.look for s in read_states()} <= set(LOOKS)
    known = {(s.kind, s.state) for s in read_states()}
    for kind, mart, column in (
        ("coverage", "national_coverage", "coverage"),
        ("rule", "rule_results", "status"),
        ("answer", "topic_answers", "status"),
        ("timeliness", "publication_timeliness", "timeliness"),
        ("field", "report_fields", "state"),
    ):
        text = (MARTS / f"{mart}.yml").read_text().partition("\nunit_tests:")[0]  # `When?}` there is no YAML to PyYAML
        (model,) = yaml.safe_load(text)["models"]
        (described,) = (c for c in model["columns"] if c["name"] == column)
        values = next(
            t["accepted_values"]["arguments"]["values"] for t in described["data_tests"] if "accepted_values" in t
        )
        assert {(kind, value) for value in values} <= known


def cleardays(home: Path, *arguments: str):
    command = [sys.executable, "-m", "flows.cli", *arguments]
    settings = os.environ | {"CLEARDAYS_HOME": str(home)}
    return subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False)


def test_the_command_copies_the_pages_and_tells_where_there_are_none(site, tmp_path):
    copied = cleardays(demo_home(), "site", "--to", str(tmp_path / "public"))
    assert copied.stdout.splitlines() == [str(tmp_path / "public")]
    files = {p.relative_to(site) for p in site.rglob("*")}
    assert {p.relative_to(tmp_path / "public") for p in (tmp_path / "public").rglob("*")} == files
    again = cleardays(demo_home(), "site", "--to", str(tmp_path / "public"))
    assert again.returncode == 2 and "not empty" in again.stderr
    none = cleardays(tmp_path / "home", "site")
    assert none.returncode == 1 and "`cleardays publish` writes them" in none.stderr
