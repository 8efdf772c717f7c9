"""`cleardays sample`: papers drawn by lot, and the reader judged by the labels that a person has checked."""

import json
import shutil
from collections import Counter
from functools import partial
from pathlib import Path

import duckdb
import pytest

from bench.accuracy import Case, councils, counts, judged
from extractors.labels.shape import faults
from extractors.sandbox import read_all
from flows.samples import LabelError, NothingCheckedError, score
from tests.invented_archive import DEMO, REGISTER, WRONG, cleardays, reread_home
from warehouse.connect import warehouse_path
from warehouse.sample import SampleError, draw

READ = partial(read_all, councils=councils())


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """Three papers of three councils, drawn by the command, and what it told."""
    folder = tmp_path_factory.mktemp("sample") / "checked"
    told = cleardays(reread_home()[0], "sample", "3", "--to", str(folder), "--register", str(REGISTER), "--json")
    assert told.returncode == 0, told.stderr
    return folder, json.loads(told.stdout)


@pytest.fixture
def checked(drawn, tmp_path):
    """A copy of the drawn papers, and a function that edits one label of it."""
    folder = tmp_path / "checked"
    shutil.copytree(drawn[0], folder)

    def edit(name, **said):
        path = folder / name / "expected.json"
        label = json.loads(path.read_text(encoding="utf8")) | said
        path.write_text(json.dumps(label), encoding="utf8")

    return folder, edit


def test_each_council_has_its_first_before_any_has_its_second(drawn):
    folder, told = drawn
    assert sorted(row["council"] for row in told) == ["larkhythe", "thornmere", "wexcombe"]
    assert {p.name for p in folder.iterdir()} == {"README.md", *(row["name"] for row in told)}
    for row in told:
        paper = next((folder / row["name"]).glob("report.docx")).read_bytes()
        assert any(p.read_bytes() == paper for p in DEMO.glob("reports/*/report.docx"))


def test_a_label_is_filled_in_and_not_yet_checked(drawn):
    folder, told = drawn
    for row in told:
        label = json.loads((folder / row["name"] / "expected.json").read_text(encoding="utf8"))
        assert label["checked"] is False
        assert label["title"] == row["title"]
        assert label["recommendations"] and label["implications"][0]["stance"]
        assert faults(label) == []
    how = (folder / "README.md").read_text(encoding="utf8")
    for words in ('`"checked": false` to `true`', "What null, [] and a missing key mean", "approve_in_principle"):
        assert words in how


def test_the_same_draw_leaves_a_label_as_it_is(checked):
    folder, edit = checked
    name = next(p.name for p in folder.iterdir() if p.is_dir())
    edit(name, title="As I say", checked=True)
    shutil.rmtree(next(p for p in folder.iterdir() if p.is_dir() and p.name != name))
    told = cleardays(reread_home()[0], "sample", "3", "--to", str(folder), "--register", str(REGISTER), "--json")
    assert sum(row["is_new"] for row in json.loads(told.stdout)) == 1
    assert json.loads((folder / name / "expected.json").read_text(encoding="utf8"))["title"] == "As I say"


def test_nothing_checked_is_an_error_that_names_what_to_check(drawn):
    told = cleardays(reread_home()[0], "sample", "--score", str(drawn[0]))
    assert told.returncode == 1
    assert "none of 3 labels is checked" in told.stderr
    assert all(row["name"] in told.stderr for row in drawn[1])
    assert "Traceback" not in told.stderr


def test_only_checked_labels_are_scored_and_the_others_named(checked):
    folder, edit = checked
    right, wrong, left = sorted(p.name for p in folder.iterdir() if p.is_dir())
    edit(right, checked=True)
    edit(wrong, checked=True, title="Another title", key_decision=None, authors=[{"name": "Nobody"}])
    told = cleardays(reread_home()[0], "sample", "--score", str(folder), "--register", str(REGISTER), "--json")
    assert told.returncode == 0, told.stderr
    found = json.loads(told.stdout)
    assert (found["checked"], found["unchecked"]) == ([right, wrong], [left])
    by_field = {row.pop("field"): row for row in found["fields"]}
    assert by_field["title"] == {"right": 1, "false": 1, "missed": 1, "f1": 0.5}
    assert by_field["recommendations"]["f1"] == 1
    assert by_field["authors"]["missed"] == 1
    assert 0.8 < found["micro_f1"] < 1
    assert {miss["field"] for miss in found["misses"]} >= {"title", "authors"}
    shown = cleardays(
        reread_home()[0], "sample", "--score", str(folder), "--register", str(REGISTER), "--misses"
    ).stdout
    assert f"1 not checked, and not scored: {left}" in shown
    assert f"{wrong} title: wanted 'Another title'" in shown


def test_a_slip_in_a_label_is_told_with_its_place(checked):
    folder, edit = checked
    one, two, three = sorted(p.name for p in folder.iterdir() if p.is_dir())
    edit(one, checked=True, recomendations=[], key_decision="yes", implications=[{"heading": "X", "stance": "none"}])
    edit(two, checked="true", body_type="cabinet_execuitve", meeting_date="11 July 2024")
    (folder / three / "expected.json").write_text('{"checked": tru}')
    with pytest.raises(LabelError) as told:
        score(folder, READ)
    said = str(told.value)
    for words in (
        f"{one}/expected.json: recomendations: no key of a label; did you mean recommendations?",
        "key_decision: 'yes'",
        "implications.0.stance: 'none'",
        f"{two}/expected.json: checked: 'true'",
        "did you mean cabinet_executive?",
        "meeting_date: '11 July 2024'",
        f"{three}/expected.json: no JSON (",
    ):
        assert words in said


def test_a_score_is_that_of_the_benchmark(tmp_path):
    source = DEMO / "reports" / WRONG
    label = json.loads((source / "expected.json").read_text(encoding="utf8"))
    place = tmp_path / WRONG
    place.mkdir()
    shutil.copy(source / "report.docx", place)
    (place / "expected.json").write_text(json.dumps(label | {"checked": True}))
    of_bench = counts(judged([Case(WRONG, source / "report.docx", label, "own")]), "field")
    assert score(tmp_path, READ).fields == of_bench


def test_a_folder_without_labels_says_what_draws_them(tmp_path):
    with pytest.raises(LabelError, match="cleardays sample 20 --to"):
        score(tmp_path, READ)
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "expected.json").write_text('{"checked": false}')
    with pytest.raises(NothingCheckedError):
        score(tmp_path, READ)


@pytest.mark.parametrize("words", [["3"], ["--to", "x"], ["3", "--score", "."], [], ["0", "--to", "x"]])
def test_neither_a_draw_nor_a_score_is_wrong_usage(tmp_path, words):
    assert cleardays(tmp_path, "sample", *words).returncode == 2


def frame(home: Path) -> None:
    """Marts by hand: 60 reports of one council, 3 of a second, 1 of a third that stands in a pack with another."""
    with duckdb.connect(warehouse_path(home)) as connection:
        connection.execute("CREATE SCHEMA marts")
        connection.execute(
            "CREATE TABLE marts.councils AS SELECT 'E' || i AS gss_code, 'c' || i AS slug FROM range(4) r(i)"
        )
        connection.execute(
            """
            CREATE TABLE marts.reports AS SELECT
                'r' || n AS report_id, 'E' || (CASE WHEN n < 60 THEN 0 WHEN n < 63 THEN 1 ELSE 2 END) AS gss_code,
                if(n % 2 = 0, 'officer_report', 'minutes') AS kind, 'T' AS title, NULL::DATE AS meeting_date,
                'u' AS url, 'd' || n AS document_sha256, 'application/pdf' AS media_type, '1' AS reader_version
            FROM range(64) r(n)
            """
        )
        parts = "SELECT document_sha256, reader_version, 0 AS part FROM marts.reports"
        connection.execute(f"CREATE TABLE reports AS {parts} UNION ALL SELECT 'd63', '1', 1")


def test_no_council_dominates_and_a_seed_is_a_draw(tmp_path):
    frame(tmp_path)
    first = draw(tmp_path, 10, seed=1)
    assert Counter(d.council for d in first) == {"c0": 7, "c1": 3}  # a pack is no paper with one label
    assert draw(tmp_path, 10, seed=1) == first
    assert draw(tmp_path, 10, seed=2) != first
    assert draw(tmp_path, 4, seed=1) == first[:4]
    assert {d.kind for d in draw(tmp_path, 20, kind="minutes")} == {"minutes"}
    assert len(draw(tmp_path, 1000)) == 63


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"council": "c9"}, "there is c0, c1|did you mean 'c"),
        ({"kind": "agenda"}, "there is minutes, officer_report"),
        ({"council": "c2"}, "did you mean|there is c0, c1"),
    ],
)
def test_nothing_to_draw_says_what_there_is(tmp_path, asked, told):
    frame(tmp_path)
    with pytest.raises(SampleError, match=told):
        draw(tmp_path, 3, **asked)


def test_models_that_are_not_built_are_told(tmp_path):
    duckdb.connect(warehouse_path(tmp_path)).close()
    with pytest.raises(SampleError, match="`cleardays reread`"):
        draw(tmp_path, 3)
