"""Campaigns are files: no model knows one, a new one needs no rereading, and the project's own prove it."""

import re
from datetime import date
from pathlib import Path

import duckdb
import pytest
import yaml

from flows.build import PROJECT, TOPICS
from tests.invented_warehouse import NIGHT, Part, Warehouse, council, dbt_build, listing, outcome, reading, topic
from warehouse.connect import engine
from warehouse.load import load_topics
from warehouse.topics import read_topics

HARBOURS = """\
topic: harbours
title: Harbours
window: {from: 2024-01-01, until: 2024-12-31}
is: [%s]
questions:
  - {asks: found, words: "Is it held?"}
  - {asks: body, words: "Who had it?"}
"""
BRIDGES = HARBOURS.replace("harbours", "bridges") % "bridge strategy" + '  - {asks: bundled, words: "Hidden?"}\n'
ON_TOPIC = "select topic, title, matched_in from topic_reports join reports using (report_id) order by all"
NIGHTLY = ("--exclude-resource-type", "unit_test")
MODELS = (*NIGHTLY, "--exclude-resource-type", "test", "--select", "+topic_answers", "+topic_reports", "+reports")


def ask(home: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as connection:
        connection.execute("set schema = 'marts'")
        return connection.execute(sql).fetchall()


def paper(w: Warehouse, code: str, title: str, on: date, text: str = "", body: str = "cabinet_executive") -> None:
    listing(w, code, title, on, title + code)
    fields = {"title": title, "meeting_date": str(on), "body_type": body}
    reading(w, title + code, [Part(f"{text} {title} {code}", fields)])


def test_no_model_names_a_topic() -> None:
    """Nor a phrase of one, nor a day that is its deadline."""
    words = [w for t in read_topics(TOPICS) for w in (t.name, str(t.deadline), *t.phrases)]
    pattern = re.compile("|".join(map(re.escape, words)), re.IGNORECASE)
    found = [
        f"{path.relative_to(PROJECT)}: {hit}"
        for folder in ("models", "macros", "tests")
        for path in (PROJECT / folder).rglob("*.sql")
        for hit in pattern.findall(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[list[tuple[object, ...]]]]:
    """A home, and what was held after three nights: one topic; another, and other words for the first; the same."""
    home = tmp_path_factory.mktemp("home")
    w = Warehouse()
    council(w, "E07900001", "saltmere")
    council(w, "E07900002", "wick")
    paper(w, "E07900001", "Harbour Plan", date(2024, 5, 1))
    paper(w, "E07900002", "Quay Plan", date(2024, 5, 2), "The Bridge Strategy")
    w.write(home / "warehouse.duckdb")
    topics = tmp_path_factory.mktemp("topics")
    seen = []
    for phrase, more in (("harbour plan", {}), ("quay plan", {"bridges.yml": BRIDGES}), ("quay plan", {})):
        for name, text in {"harbours.yml": HARBOURS % phrase, **more}.items():
            (topics / name).write_text(text)
        opened = engine(home / "warehouse.duckdb")
        load_topics(opened, topics)
        opened.dispose()
        dbt_build(home, *MODELS)
        seen.append([
            ("readings", ask(home, "select count(*) from main.readings")),
            ("matched", ask(home, "select count(*) from intermediate.int_part_topics")),
            ("on", ask(home, ON_TOPIC)),
        ])  # fmt: skip
    return home, seen


def test_a_new_topic_and_new_words_need_no_rereading(changed) -> None:
    _, ((_, _, before), (_, _, after), (_, _, again)) = changed
    assert before == ("on", [("harbours", "Harbour Plan", ["passages", "title"])])
    assert after[1] == [
        ("bridges", "Quay Plan", ["passages"]),
        ("harbours", "Quay Plan", ["passages", "title"]),
    ]
    assert again == after


def test_a_passage_is_matched_once_while_no_word_changes(changed) -> None:
    _, nights = changed
    assert [dict(night)["readings"] for night in nights] == [[(2,)]] * 3
    assert [dict(night)["matched"] for night in nights] == [[(2,)], [(4,)], [(4,)]]


def test_every_council_has_every_question_of_each_topic(changed) -> None:
    home, _ = changed
    rows = ask(home, "select topic, slug, list(question order by seq) from topic_answers group by all order by all")
    asked = {"bridges": ["found", "body", "bundled"], "harbours": ["found", "body"]}
    assert rows == [(name, slug, asked[name]) for name in asked for slug in ("saltmere", "wick")]


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One paper for each example of each topic of the project, and three councils on biodiversity."""
    home = tmp_path_factory.mktemp("shipped")
    w = Warehouse()
    topic(w, *(t.name for t in read_topics(TOPICS)))
    council(w, "E07900001", "saltmere")
    for title in {title for _, _, title in examples()}:
        paper(w, "E07900001", title, date(2024, 6, 1))
    for code, slug, day in (("E07900002", "early", date(2023, 12, 5)), ("E07900003", "late", date(2024, 2, 6))):
        council(w, code, slug)
        paper(w, code, "Biodiversity Duty: first consideration", day)
    council(w, "E07900004", "hidden")
    paper(w, "E07900004", "Service plans", date(2023, 11, 7), "The biodiversity duty of the Environment Act 2021")
    outcome(w, "E07900004", "searched", searched_from=date(2023, 1, 1), searched_until=date(2024, 12, 31), at=NIGHT)
    w.write(home / "warehouse.duckdb")
    dbt_build(home, *NIGHTLY)
    return home


def examples() -> list[tuple[str, str, str]]:
    said = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(TOPICS.glob("*.yml"))]
    return [(s["topic"], answer, title) for s in said for answer in ("yes", "no") for title in s["examples"][answer]]


@pytest.mark.parametrize(("name", "answer", "title"), examples())
def test_each_topic_means_what_its_examples_say(shipped, name, answer, title) -> None:
    found = ask(shipped, "select topic, title from topic_reports join reports using (report_id) where is_on_topic")
    assert ((name, title) in found) == (answer == "yes")


def test_the_second_topic_has_bands_and_answers_of_its_own(shipped) -> None:
    rows = ask(
        shipped,
        """
        select slug, question, status, answer, answer_words from topic_answers
        where
            topic = 'biodiversity_duty_2024' and slug != 'saltmere'
            and question in ('found', 'deadline_band', 'bundled', 'plan_themes')
        order by slug, seq
        """,
    )
    assert rows == [
        ("early", "found", "answered", "yes", None),
        ("early", "deadline_band", "answered", "in_time", "By 1 January 2024"),
        ("early", "plan_themes", "not_held", None, None),
        ("early", "bundled", "no", "no", None),
        ("hidden", "found", "no", "no", None),
        ("hidden", "deadline_band", "nothing_found", None, None),
        ("hidden", "plan_themes", "nothing_found", None, None),
        ("hidden", "bundled", "answered", "yes", None),
        ("late", "found", "answered", "yes", None),
        ("late", "deadline_band", "answered", "late", "After 1 January 2024"),
        ("late", "plan_themes", "not_held", None, None),
        ("late", "bundled", "no", "no", None),
    ]
