from datetime import date, datetime, timedelta

import invented_paper as invented
import pytest
from sqlalchemy import Engine, text

from extractors.model import Happened, Outcome, Stage
from warehouse.archive import Sighting
from warehouse.connect import writer
from warehouse.load import UnknownCouncilError, known, load, load_register, read_state_of
from warehouse.tables import metadata

SEARCHED = invented.searched()


@pytest.fixture
def engine(tmp_path):
    with writer(tmp_path / "home") as opened:
        load_register(opened, invented.write_register(tmp_path / "register"))
        yield opened


def rows(engine: Engine, sql: str) -> list[tuple]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(sql))]


def everything(engine: Engine) -> dict[str, list[tuple]]:
    return {name: rows(engine, f"FROM {name} ORDER BY ALL") for name in metadata.tables}


def load_night(engine: Engine, run_id: str = "night 1", at: datetime = invented.NIGHT, outcomes=(SEARCHED,)):
    paper = invented.reading()
    sightings = [Sighting(invented.listing(), paper.document.sha256), Sighting(invented.listing("Budget"), None)]
    load(engine, run_id=run_id, at=at, sightings=sightings, readings=[paper], outcomes=outcomes)


def test_loading_a_night_twice_changes_nothing(engine):
    load_night(engine)
    before = everything(engine)
    counted = ("listings", "sightings", "readings", "reports", "crawl_outcomes")
    assert [len(before[table]) for table in counted] == [2, 1, 1, 1, 1]
    load_night(engine)
    assert everything(engine) == before


def test_what_the_paper_says_stands_in_the_rows(engine):
    load_night(engine)
    fields = dict(rows(engine, "SELECT field, value FROM report_fields"))
    assert fields["meeting_date"] == "2024-07-11"
    assert fields["key_decision"] == "true"
    assert fields["authors"].startswith('[{"name": "Ann Brook", "role": "Head of Harbours"')
    assert fields["wards_affected"] is None and fields["exempt_paragraphs"] is None
    states = dict(rows(engine, "SELECT field, state FROM report_fields"))
    assert (states["wards_affected"], states["exempt_paragraphs"]) == ("absent", "none_stated")
    assert rows(engine, "SELECT role_kind, name, email FROM report_people") == [
        ("author", "Ann Brook", "ann.brook@saltmere.example")
    ]
    assert rows(engine, "SELECT action, actions FROM recommendations") == [("approve", ["approve", "delegate"])]
    assert rows(engine, "SELECT delegated_to, scope FROM delegations") == [("Head of Harbours", "printing")]
    assert rows(engine, "SELECT stance, types, word_count FROM implications") == [("stated", ["financial"], 10)]
    assert rows(engine, "SELECT paper_kind, title FROM papers") == [("background_paper", "Harbour survey 2023")]
    assert rows(engine, "SELECT quote, page FROM evidence WHERE path = '/authors/0/email'") == [
        ("ann.brook@saltmere.example", 1)
    ]
    assert rows(engine, "SELECT len(sketch) FROM reports") == [(64,)]
    assert len(rows(engine, "FROM passages")) == len(invented.LINES)


def test_a_listing_seen_again_the_same_day_is_the_same_sighting(engine):
    load_night(engine)
    seen = "SELECT first_seen_at, last_seen_at FROM sightings"
    first = rows(engine, seen)[0][0]
    load_night(engine, "night 2", invented.NIGHT + timedelta(hours=11))
    assert rows(engine, seen) == [(first, first)]
    load_night(engine, "night 3", invented.NIGHT + timedelta(hours=24))
    assert rows(engine, seen) == [(first, first + timedelta(hours=24))]


def test_a_newer_reader_adds_a_reading_and_leaves_the_old(engine):
    load_night(engine)
    load(engine, run_id="reread", at=invented.NIGHT, readings=[invented.reading(version="8")])
    assert rows(engine, "SELECT reader_version FROM reports ORDER BY 1") == [("7",), ("8",)]
    sha256 = invented.reading().document.sha256
    assert known(engine, "8") == {sha256}
    assert known(engine, "9") == frozenset()


def test_a_paper_without_text_is_known_and_says_why(engine):
    scan = invented.unread(b"scan")
    load(engine, run_id="night 1", at=invented.NIGHT, readings=[scan])
    assert known(engine, invented.VERSION) == {scan.document.sha256}
    assert read_state_of(engine, scan.document.sha256) == "scanned"
    assert read_state_of(engine, "0" * 64) is None
    assert rows(engine, "SELECT why, words FROM readings") == [("no text on 3 of 3 pages", None)]


def test_two_attempts_alike_in_one_night_are_two(engine):
    timed_out = Outcome("saltmere", Stage.FETCH, Happened.TIMED_OUT, "http://127.0.0.1:9001/doc1.pdf")
    for run_id, attempts, told in (("night 1", 2, 2), ("night 1", 2, 2), ("night 2", 1, 3)):
        load_night(engine, run_id, outcomes=[timed_out] * attempts)
        assert len(rows(engine, "FROM crawl_outcomes")) == told


def test_a_council_that_is_not_registered_loads_nothing_and_names_the_nearest(engine):
    strange = [Sighting(invented.listing(), None), Sighting(invented.listing(council="saltmeer"), None)]
    with pytest.raises(UnknownCouncilError, match=r"'saltmeer' \(did you mean 'saltmere'\?\)"):
        load(engine, run_id="night 1", at=invented.NIGHT, sightings=strange)
    assert rows(engine, "FROM listings") == []


def test_a_listing_keeps_the_publication_time_that_a_site_states_later(engine):
    load(engine, run_id="1", at=invented.NIGHT, sightings=[Sighting(invented.listing(restricted=True), None)])
    published = datetime(2024, 7, 2, 16, 30)
    later = invented.listing(published_at=published)
    load(engine, run_id="2", at=invented.NIGHT, sightings=[Sighting(later, None)])
    load(engine, run_id="3", at=invented.NIGHT, sightings=[Sighting(invented.listing(), None)])
    assert rows(engine, "SELECT published_at, restricted, meeting_date FROM listings") == [
        (published, False, date(2024, 7, 11))
    ]


def test_text_that_no_database_can_hold_is_loaded_without_the_broken_character(engine):
    broken = Outcome("saltmere", Stage.FIND, Happened.MALFORMED, detail="half a character: \ud835")
    load(engine, run_id="1", at=invented.NIGHT, outcomes=[broken])
    assert rows(engine, "SELECT detail FROM crawl_outcomes") == [("half a character: ?",)]


def test_the_register_in_use_replaces_the_one_before(engine, tmp_path):
    one = tmp_path / "one.csv"
    one.write_text("\n".join(invented.REGISTER.splitlines()[:2]) + "\n")
    assert load_register(engine, one) == 1
    assert load_register(engine, one) == 1
    assert rows(engine, "SELECT slug, platform, in_scope_2024, is_sui_generis FROM councils") == [
        ("saltmere", "moderngov", True, False)
    ]


def test_a_scan_is_known_only_once_recognition_has_tried_it(engine):
    pictures = invented.unread(b"scan")
    load(engine, run_id="night 1", at=invented.NIGHT, readings=[pictures])
    sha256, version = pictures.document.sha256, invented.VERSION
    assert known(engine, version) == {sha256}
    assert known(engine, version, f"{version}+ocr") == frozenset()
