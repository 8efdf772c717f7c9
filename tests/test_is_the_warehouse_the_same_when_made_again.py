from datetime import timedelta

import duckdb
import invented_paper as invented
import pytest

from extractors.model import Happened, Outcome, Stage, Validators
from warehouse.archive import ArchiveError, Sighting, document_path, journal, put
from warehouse.connect import BusyError, warehouse_path, writer
from warehouse.load import load, load_register, load_topics
from warehouse.rebuild import rebuild
from warehouse.tables import metadata


@pytest.fixture
def sources(tmp_path):
    register = invented.write_register(tmp_path / "register")
    return {"register": register, "topics": invented.write_topics(tmp_path / "topics")}


def night(home, engine, run_id, at, bodies):
    """As flows do it: file, journal, load, with one time for all three."""
    shas = [put(home, body) for body in bodies]
    asked = Validators(f'"{run_id}"', None)
    papers = {sha: invented.listing(f"Paper {sha[:4]}", url=f"http://127.0.0.1:9001/{sha[:4]}.pdf") for sha in shas}
    sightings = [Sighting(paper, sha, asked) for sha, paper in papers.items()]
    sightings.append(Sighting(invented.listing("Private", restricted=True), None))
    failed = Outcome("saltmere", Stage.FETCH, Happened.TIMED_OUT, "http://127.0.0.1:9001/slow.pdf")
    typo = Outcome("salmeter", Stage.FIND, Happened.MALFORMED, detail="a typo")
    again = f"http://127.0.0.1:9001/{put(home, invented.body(1))[:4]}.pdf"
    gone = Outcome("saltmere", Stage.FETCH, Happened.NOT_FOUND, again)
    outcomes = [invented.searched(), failed, failed, typo, *([gone] if run_id == "night 3" else [])]
    journal(home, run_id, at, [*sightings, *outcomes])
    readings = list(invented.read_all((body, None) for body in bodies))
    load(engine, run_id=run_id, at=at, sightings=sightings, readings=readings, outcomes=outcomes)


def three_nights(home, sources):
    with writer(home) as engine:
        load_register(engine, sources["register"])
        load_topics(engine, sources["topics"])
        night(home, engine, "night 1", invented.NIGHT, [invented.body(1), b"scan 1"])
        night(home, engine, "night 2", invented.NIGHT + timedelta(hours=3), [invented.body(1), invented.body(2)])
        night(home, engine, "night 3", invented.NIGHT + timedelta(days=1), [invented.body(2), b"scan 2"])


def everything(home):
    with duckdb.connect(warehouse_path(home), read_only=True) as connection:
        return {t: connection.execute(f"FROM {t} ORDER BY ALL").fetchall() for t in metadata.tables}


def test_the_same_rows_come_from_archive_and_journal(tmp_path, sources):
    home = tmp_path / "home"
    three_nights(home, sources)
    before = everything(home)
    assert sorted(bool(failed) for *_, failed in before["answers"]) == [False, False, False, True]
    assert len(before["readings"]) == 4 and len(before["sightings"]) == 4
    warehouse_path(home).write_bytes(b"ruined")
    assert rebuild(home, invented.read_all, **sources) == warehouse_path(home)
    assert everything(home) == before
    assert sorted(p.name for p in home.iterdir()) == ["archive", "warehouse.duckdb", "writer.lock"]


def test_a_document_that_is_lost_stops_it_before_anything_is_read(tmp_path, sources):
    home = tmp_path / "home"
    three_nights(home, sources)
    before = everything(home)
    sha256 = put(home, invented.body(2))
    document_path(home, sha256).unlink()

    def never(jobs):
        raise AssertionError("nothing is to be read")

    with pytest.raises(ArchiveError, match=f"1 of 4 documents(.|\n)*{sha256}"):
        rebuild(home, never, **sources)
    assert everything(home) == before


def test_a_reader_that_breaks_leaves_the_old_warehouse(tmp_path, sources):
    home = tmp_path / "home"
    three_nights(home, sources)
    before = everything(home)
    with pytest.raises(RuntimeError, match="no reading for"):
        rebuild(home, lambda jobs: iter(()), **sources)
    assert everything(home) == before


def test_it_waits_for_no_writer(tmp_path, sources):
    home = tmp_path / "home"
    with writer(home), pytest.raises(BusyError):
        rebuild(home, invented.read_all, **sources)
