"""`cleardays reread` and `cleardays compare` over a small archive that an older reader read."""

import json
from dataclasses import replace

import duckdb
import invented_paper as invented
import pytest

from extractors.reading import READER_VERSION
from extractors.sandbox import read_all
from tests.invented_archive import NIGHT, OLDER, PAPERS, WRONG, cleardays, reread_home, rows
from warehouse.archive import Sighting, journal, put
from warehouse.compare import compare
from warehouse.connect import NoWarehouseError, warehouse_path, writer
from warehouse.load import load, load_register
from warehouse.reread import reread


def versions(found, table="readings"):
    return sorted(row[1 if table == "readings" else 2] for row in found[table])


def test_papers_are_read_again_beside_what_they_were_read_as():
    home, before, told = reread_home()
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout) == {"reader_version": READER_VERSION, "read": 4, "known": 0, "recognised": 0}
    assert "4 of 4 papers read" in told.stderr
    after = rows(home)
    assert all(set(map(str, before[table])) <= set(map(str, after[table])) for table in before)
    assert versions(after) == [OLDER] * 4 + [READER_VERSION] * 4
    assert {table for table in before if before[table] == after[table]} >= {"sightings", "listings", "crawl_outcomes"}


def test_the_newest_reading_speaks_in_the_models():
    home, _, _ = reread_home()
    with duckdb.connect(warehouse_path(home), read_only=True) as connection:
        found = connection.execute("SELECT reader_version, count(*) FROM marts.reports GROUP BY ALL").fetchall()
        authors = connection.execute("SELECT count(*) FROM marts.report_people WHERE role_kind = 'author'").fetchall()
    assert found == [(READER_VERSION, len(PAPERS))]
    assert authors[0][0] > 0


def test_a_second_reread_changes_no_row():
    home, _, _ = reread_home()
    before = rows(home)
    again = reread(home, read_all, at=NIGHT, reader_version=READER_VERSION, ocr_version=None)
    assert (again.read, again.known) == (0, 4)
    assert rows(home) == before


def test_each_field_counts_what_it_gained_lost_and_changed():
    shown = cleardays(reread_home()[0], "compare", OLDER, READER_VERSION, "--json")
    assert shown.returncode == 0, shown.stderr
    found = json.loads(shown.stdout)
    assert (found["papers"], found["only_old"], found["only_new"]) == (4, 0, 0)
    counts = {c.pop("field"): c for c in found["fields"]}
    assert counts["purpose"] == {"same": counts["purpose"]["same"], "gained": 0, "lost": 0, "changed": 1}
    assert counts["reasons"]["lost"] == 1
    assert counts["authors"]["gained"] > 0 and counts["authors"]["same"] == 0
    assert counts["recommendations"]["gained"] == counts["recommendations.actions"]["gained"] == 1
    assert counts["title"] == {"same": 4, "gained": 0, "lost": 0, "changed": 0}
    assert {"implications.stance", "background_papers", "kind", "read_state"} <= counts.keys()


def test_a_field_shows_its_papers_with_both_values_and_their_quotes():
    shown = cleardays(reread_home()[0], "compare", OLDER, READER_VERSION, "--field", "purpose", "--json")
    (one,) = json.loads(shown.stdout)["differences"]
    assert (one["change"], one["council"], one["url"]) == ("changed", "wexcombe", f"http://127.0.0.1:1/{WRONG}.docx")
    assert one["old"] == one["old_quote"] == "Flexible and Hybrid Working Policy"
    assert one["new"] == one["new_quote"]
    assert one["new"].startswith("To ")
    told = cleardays(reread_home()[0], "compare", OLDER, READER_VERSION, "--show", "1").stdout
    assert told.count("lost reasons: wexcombe") == 1
    assert f"{READER_VERSION}: —" in told
    assert "larkhythe" not in told


def test_a_loss_fails_where_that_is_asked_for():
    home, _, _ = reread_home()
    assert cleardays(home, "compare", OLDER, READER_VERSION).returncode == 0
    assert cleardays(home, "compare", OLDER, READER_VERSION, "--fail-on-loss").returncode == 1
    assert cleardays(home, "compare", OLDER, OLDER, "--fail-on-loss").returncode == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((OLDER, "99"), f"those here: {OLDER} (4 papers), {READER_VERSION} (4 papers)"),
        ((OLDER, READER_VERSION, "--field", "titel"), "did you mean 'title'?"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(words, told):
    shown = cleardays(reread_home()[0], "compare", *words)
    assert shown.returncode == 2
    assert told in shown.stderr
    assert "Traceback" not in shown.stderr


def test_a_home_without_a_warehouse_says_what_makes_one(tmp_path):
    shown = cleardays(tmp_path, "reread")
    assert shown.returncode == 1
    assert "`cleardays rebuild` makes one" in shown.stderr
    with pytest.raises(NoWarehouseError):
        compare(tmp_path, "1", "2")
    assert not warehouse_path(tmp_path).exists()


def night_of(home, bodies, reading):
    """One council's papers, filed, journalled and loaded as `reading` makes them."""
    sightings = [Sighting(invented.listing(), put(home, body)) for body in bodies]
    journal(home, "night 1", invented.NIGHT, sightings)
    with writer(home) as engine:
        load_register(engine, invented.write_register(home / "register"))
        readings = [reading(body) for body in bodies]
        load(engine, run_id="night 1", at=invented.NIGHT, sightings=sightings, readings=readings)


def test_recognised_text_is_not_made_a_scan_again(tmp_path):
    def recognised(body):
        made = invented.reading(body)
        return replace(made, document=replace(made.document, ocr_pages=(1,)), reader_version="6+ocr")

    night_of(tmp_path, [invented.body(1)], recognised)
    asked = {"at": invented.NIGHT, "reader_version": invented.VERSION}
    left = reread(tmp_path, invented.read_all, ocr_version=None, **asked)
    assert (left.read, left.recognised) == (0, 1)
    again = reread(tmp_path, invented.read_all, ocr_version="7+ocr", **asked)
    assert (again.read, again.recognised) == (1, 0)


def test_a_stopped_reread_goes_on_where_it_was(tmp_path, monkeypatch):
    monkeypatch.setattr("warehouse.reread.BATCH", 2)
    bodies = [invented.body(n) for n in range(5)]
    night_of(tmp_path, bodies, lambda body: invented.reading(body, "6"))
    asked = {"at": invented.NIGHT, "reader_version": invented.VERSION, "ocr_version": None}

    def stop(done, total):
        assert total == 5
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reread(tmp_path, invented.read_all, told=stop, **asked)
    assert versions(rows(tmp_path)) == ["6"] * 5 + ["7"] * 2
    assert reread(tmp_path, invented.read_all, **asked).read == 3


def test_a_paper_that_only_one_version_read_is_counted_apart(tmp_path):
    night_of(tmp_path, [invented.body(1), invented.body(2)], lambda body: invented.reading(body, "6"))
    with writer(tmp_path) as engine:
        readings = [invented.unread(invented.body(1)), invented.reading(invented.body(3))]
        load(engine, run_id="night 2", at=invented.NIGHT, readings=readings)
    found = compare(tmp_path, "6", "7")
    assert (found.papers, found.only_old, found.only_new) == (1, 1, 1)
    counts = {count.field: count for count in found.fields}
    assert (counts["read_state"].changed, counts["title"].lost, counts["authors"].lost) == (1, 1, 1)
    assert counts["exempt_paragraphs"].lost == 1  # it said that there are none
