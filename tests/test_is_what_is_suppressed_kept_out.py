"""The suppression list at load, at publish and when the warehouse is made again."""

import io
import json
import zipfile
import zlib
from dataclasses import replace
from datetime import date, datetime

import duckdb
import invented_paper as invented
import pytest
from hostile.office import paragraph, word
from invented_marts import build_marts

from extractors.model import Happened, Outcome, Stage
from warehouse.archive import Sighting, document_path, journal, put, read_journal
from warehouse.connect import warehouse_path, writer
from warehouse.forget import drop_releases, purge, standing_at
from warehouse.load import load, load_register, load_topics
from warehouse.publish import publish
from warehouse.rebuild import rebuild
from warehouse.reviews import Review, add_reviews, load_reviews, read_reviews
from warehouse.sought import ForgetError, phone, words
from warehouse.suppressions import SuppressionError, concealed, read_suppressions, suppress
from warehouse.tables import metadata
from warehouse.traces import look
from warehouse.withhold import withhold

DAY = date(2024, 7, 1)
AT = datetime(2024, 7, 1, 5, 0)
ANN = (words("Ann Brook"), words("ann.brook@saltmere.example"), phone("01632 960001"))


def everything(home):
    with duckdb.connect(warehouse_path(home), read_only=True) as connection:
        return json.dumps({t: connection.execute(f"FROM {t}").fetchall() for t in metadata.tables}, default=str)


def night(home, body, listing=None):
    """As flows do it."""
    reading, sha = invented.reading(body), put(home, body)
    sightings = [Sighting(listing or invented.listing(), sha)]
    told = [Outcome("saltmere", Stage.READ, Happened.READ, "http://127.0.0.1:9001/doc1.pdf")]
    with writer(home) as engine:
        load_register(engine, invented.write_register(home / "register"))
        load_topics(engine, invented.write_topics(home / "topics"))
        seen, told = withhold(home, DAY, sightings, [reading], told)
        journal(home, "night", invented.NIGHT, [*seen, *told])
        load(engine, run_id="night", at=invented.NIGHT, sightings=seen, readings=[reading], outcomes=told)
    return sha


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Report of ANN  BROOK, Head", "Report of [withheld], Head"),
        ("ann.brook@saltmere.example", "[withheld]@saltmere.example"),
        ("Ring +44 (0)1632 960 001 or 01632 960002", "Ring [withheld] or 01632 960002"),
        ("(01632) 960001/2", "[withheld]/2"),
        ("Joann Brook, Ann Brooks, Brook Ann and ref 1632960001123 of it", None),
    ],
)
def test_a_value_is_known_however_it_is_written_and_no_other_goes_with_it(tmp_path, said, shown):
    suppress(tmp_path, DAY, values=[words("Ann Brook"), phone("01632 960001")])
    kept = concealed(said, read_suppressions(tmp_path))
    assert kept == shown if shown else "Joann Brook, Ann Brooks, Brook Ann" in kept


def test_the_list_names_nobody_and_its_key_is_its_owner_s(tmp_path):
    suppress(tmp_path, DAY, values=ANN)
    suppress(tmp_path, DAY, values=ANN, documents=["ab" * 32])
    said = (tmp_path / "suppressions.csv").read_text().lower()
    assert said.count("\n") == 5
    assert not any(part in said for part in ("ann", "brook", "saltmere", "960001"))
    assert (tmp_path / "suppressions.key").stat().st_mode & 0o777 == 0o600


def test_a_faulty_row_is_told_with_its_line_and_a_lost_key_stops_everything(tmp_path):
    suppress(tmp_path, DAY, values=ANN)
    (tmp_path / "suppressions.key").unlink()
    with pytest.raises(SuppressionError, match="is missing; restore it"):
        read_suppressions(tmp_path)
    (tmp_path / "suppressions.csv").write_text("document_sha256,path,kind,length,digest,added_on\n,/title,,,,\n")
    with pytest.raises(SuppressionError, match=r"suppressions\.csv:2"):
        read_suppressions(tmp_path)


def test_a_new_copy_of_a_paper_is_read_without_the_person_and_not_kept(tmp_path):
    suppress(tmp_path, DAY, values=ANN)
    titled = invented.listing("Report of Ann Brook")
    sha = night(tmp_path, invented.body(5), titled)
    assert not document_path(tmp_path, sha).exists()
    assert sha in read_suppressions(tmp_path).documents
    assert "Head of Harbours" in everything(tmp_path) and "[withheld]" in everything(tmp_path)
    assert [e.what.listing.title for e in read_journal(tmp_path) if isinstance(e.what, Sighting)] == [
        "Report of [withheld]"
    ]
    assert look(tmp_path, ANN).traces == ()


def test_a_path_hides_a_value_of_its_document_and_of_no_other(tmp_path):
    sha = put(tmp_path, invented.body(1))
    suppress(tmp_path, DAY)
    with (tmp_path / "suppressions.csv").open("a") as file:
        file.write(f"{sha},/authors/0/role,,,,\n")
    night(tmp_path, invented.body(1))
    night(tmp_path, invented.body(2))
    with duckdb.connect(warehouse_path(tmp_path), read_only=True) as connection:
        roles = dict(connection.execute("SELECT document_sha256 = ?, role FROM report_people", [sha]).fetchall())
        quotes = connection.execute("SELECT quote FROM evidence WHERE document_sha256 = ?", [sha]).fetchall()
    assert roles == {True: "[withheld]", False: "Head of Harbours"}
    assert "Head of Harbours" not in str(quotes)
    assert document_path(tmp_path, sha).exists()


def test_what_was_listed_since_it_was_loaded_is_not_published(tmp_path):
    build_marts(tmp_path)
    suppress(tmp_path, DAY, values=[words("Ann Brook"), phone("01632 960001")])
    with (tmp_path / "suppressions.csv").open("a") as file:
        file.write("ab12,/summary,,,,\n")
    release = publish(tmp_path, at=AT)
    with duckdb.connect(release / "cleardays.duckdb", read_only=True) as connection:
        people = connection.execute("SELECT name, email, phone FROM report_people").fetchall()
        authors = connection.execute("SELECT value FROM report_fields WHERE field = 'authors'").fetchone()
        quotes = connection.execute("SELECT path, quote FROM evidence ORDER BY path").fetchall()
    assert people == [("[withheld]", "[withheld]@saltmere.example", "[withheld]")]
    assert authors == ('[{"name": "[withheld]"}]',)
    assert ("/summary", "[withheld].") in [(path, quote.strip()) for path, quote in quotes]
    assert ("/title", "Harbour Plan") in quotes


def test_forgetting_leaves_nothing_and_what_else_the_paper_says_outlives_a_rebuild(tmp_path):
    sha = night(tmp_path, invented.body(3), invented.listing("Report of Ann Brook"))
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "night.log").write_text("read: Ann Brook\nread: Bee Cole\n")
    (tmp_path / "prefect").mkdir()
    (tmp_path / "prefect" / "prefect.db").write_bytes(b"\0ann brook\0")
    before = look(tmp_path, ANN).traces
    assert {t.path.name for t in before} >= {sha, "night.log", "prefect.db", "warehouse.duckdb", "2024-07.jsonl"}
    purge(tmp_path, DAY, ANN, before)
    assert look(tmp_path, ANN).traces == ()
    assert (tmp_path / "logs" / "night.log").read_text() == "read: [withheld]\nread: Bee Cole\n"
    said = everything(tmp_path)
    assert "Head of Harbours" in said
    register, topics = tmp_path / "register" / "councils.csv", tmp_path / "topics"
    rebuild(tmp_path, invented.read_all, register=register, topics=topics)
    with duckdb.connect(warehouse_path(tmp_path), read_only=True) as connection:
        assert connection.execute("SELECT role FROM report_people").fetchall() == [("Head of Harbours",)]
    assert look(tmp_path, ANN).traces == ()


def test_decisions_name_nobody_who_was_forgotten_and_still_hold(tmp_path):
    sha = night(tmp_path, invented.body(3))
    authors = "SELECT state, value FROM report_fields WHERE field = 'authors'"
    with duckdb.connect(warehouse_path(tmp_path), read_only=True) as connection:
        state, value = connection.execute(authors).fetchone()
    assert "Ann Brook" in value
    said = Review(sha, 0, "authors", "accept", None, None, state, value, "JB", DAY, "Ann Brook rang")
    add_reviews(tmp_path, [said])
    with writer(tmp_path) as engine:
        load_reviews(engine)
    purge(tmp_path, DAY, ANN, look(tmp_path, ANN).traces)
    assert look(tmp_path, ANN).traces == ()
    (review,) = read_reviews(tmp_path)
    with duckdb.connect(warehouse_path(tmp_path), read_only=True) as connection:
        assert connection.execute(authors).fetchone() == (review.reader_state, review.reader_value)
    add_reviews(tmp_path, [replace(said, field="lead_officers")])
    with writer(tmp_path) as engine:
        load_reviews(engine)
    with duckdb.connect(warehouse_path(tmp_path), read_only=True) as connection:
        notes = connection.execute("SELECT DISTINCT note FROM reviews").fetchall()
    assert notes == [("[withheld] rang",)], "a decision does not bring back who was forgotten"


def test_a_release_that_holds_the_person_goes_and_another_stays(tmp_path):
    build_marts(tmp_path)
    held = publish(tmp_path, at=AT)
    traces = look(tmp_path, ANN).traces
    purge(tmp_path, DAY, ANN, traces)
    assert held.exists()  # whoever asks meanwhile has the old one
    build_marts(tmp_path)
    with duckdb.connect(warehouse_path(tmp_path)) as connection:
        connection.execute("DELETE FROM marts.evidence WHERE path LIKE '/authors%'; DELETE FROM marts.report_people")
        connection.execute("DELETE FROM marts.report_fields WHERE field = 'authors'; DELETE FROM marts.recommendations")
    stays = publish(tmp_path, at=datetime(2024, 7, 2, 5, 0))
    assert drop_releases(tmp_path, traces) == [held.name]
    assert not held.exists() and stays.exists()


def test_a_person_can_be_named_by_where_they_stand(tmp_path):
    sha = night(tmp_path, invented.body(4))
    assert set(standing_at(tmp_path, sha, "/authors/0")) == set(ANN)
    with pytest.raises(ForgetError, match="no name, mail or phone was read there"):
        standing_at(tmp_path, sha, "/title")


@pytest.mark.parametrize("value", ["Brook", "", "@"])
def test_one_word_is_too_little_to_go_by(value):
    with pytest.raises(ForgetError, match="at least two words"):
        words(value)


def test_a_name_is_found_in_whatever_packs_it(tmp_path):
    split = word(paragraph("Ann</w:t></w:r><w:r><w:t xml:space='preserve'> Brook"))
    nested = io.BytesIO()
    with zipfile.ZipFile(nested, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("inner.docx", split)
    stream = zlib.compress(b"BT (Ann Brook) Tj ET")
    pdf = b"%PDF-1.4\n1 0 obj << >> stream\n" + stream + b"\nendstream endobj"
    bodies = [split, nested.getvalue(), pdf, "x Ann\u00a0Brook".encode("utf-16-le"), b"<p>Ann <b>Brook</b></p>"]
    shas = {put(tmp_path, body) for body in bodies}
    put(tmp_path, b"<p>Joann Brooking, Ann</p>")
    assert {t.path.name for t in look(tmp_path, [words("Ann Brook")]).traces} == shas


def test_a_name_with_accents_is_found_in_every_way_of_writing_it(tmp_path):
    said = "to RENÉE Ó'Dálaigh, officer"
    ways = [said.encode(c) for c in ("utf-8", "latin-1", "utf-16-le", "utf-16-be")] + [json.dumps(said).encode()]
    (tmp_path / "logs").mkdir()
    for number, way in enumerate(ways):
        (tmp_path / "logs" / f"{number}.log").write_bytes(way)
    sought = words("Renée Ó'Dálaigh")
    assert len(look(tmp_path, [sought]).traces) == len(ways)
    suppress(tmp_path, DAY, values=[sought])
    assert concealed(said, read_suppressions(tmp_path)) == "to [withheld], officer"


def test_a_database_that_cannot_be_opened_is_not_passed_over(tmp_path):
    (tmp_path / "old.duckdb").write_bytes(b"half a file")
    (trace,) = look(tmp_path, ANN).traces
    assert trace.table.startswith("cannot be opened")
