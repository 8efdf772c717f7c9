import json
import subprocess
import sys
from datetime import datetime, timedelta
from hashlib import sha256

import duckdb
import pytest
from invented_marts import LONG, build_marts

from warehouse.connect import warehouse_path
from warehouse.profiles import ProfileError
from warehouse.publish import MARTS, PublishError, publish
from warehouse.releases import list_releases

AT = datetime(2024, 7, 1, 5, 0)


@pytest.fixture
def home(tmp_path):
    build_marts(tmp_path)
    return tmp_path


def ask(folder, sql):
    with duckdb.connect(folder / "cleardays.duckdb", read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_a_release_has_every_table_as_table_and_as_parquet_and_says_what_it_is(home):
    release = publish(home, "internal", at=AT)
    assert release.parent == home / "published" / "releases"
    assert release.name.startswith("20240701T050000Z-")
    tables = {t for (t,) in ask(release, "SELECT table_name FROM duckdb_tables()")}
    assert tables == {*MARTS, "publication", "release_changes"}
    assert not ask(release, "SELECT view_name FROM duckdb_views() WHERE NOT internal")
    assert {p.stem for p in release.glob("*.parquet")} == tables
    for table in ("reports", "evidence", "publication"):
        assert ask(release, f"FROM {table}") == duckdb.sql(f"FROM '{release / table}.parquet'").fetchall()
    assert ask(release, "FROM publication") == [(release.name, AT, datetime(2024, 7, 1, 2, 0), "7", "internal")]
    assert all(not p.stat().st_mode & 0o222 for p in release.iterdir())


def test_the_datapackage_describes_each_file_with_types_key_and_sources(home):
    release = publish(home, "open", at=AT)
    package = json.loads((release / "datapackage.json").read_text())
    resources = {r["name"]: r for r in package["resources"]}
    assert {r["path"] for r in resources.values()} == {p.name for p in release.glob("*.parquet")}
    evidence = resources["evidence"]
    assert evidence["hash"] == "sha256:" + sha256((release / "evidence.parquet").read_bytes()).hexdigest()
    assert evidence["description"] == "Where each stated value stands."
    assert evidence["schema"]["primaryKey"] == ["report_id", "path"]
    fields = {f["name"]: f for f in evidence["schema"]["fields"]}
    assert fields["page"] == {"name": "page", "type": "integer", "description": "Page of the file."}
    assert {f["name"]: f["type"] for f in resources["recommendations"]["schema"]["fields"]}["actions"] == "array"
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert package["sources"] == [{"title": "Saltmere", "path": "https://www.saltmere.example"}]
    comment = "SELECT comment FROM duckdb_columns() WHERE table_name = 'evidence' AND column_name = 'page'"
    assert ask(release, comment) == [("Page of the file.",)]


def test_the_open_profile_gives_no_contact_and_no_long_text(home):
    release = publish(home, "open", at=AT)
    assert ask(release, "SELECT name, email, phone FROM report_people") == [("Ann Brook", None, None)]
    assert ask(release, "SELECT heading, text FROM passages") == [("Background", None)]
    assert ask(release, "SELECT path FROM evidence WHERE path LIKE '%email'") == []
    assert ask(release, "SELECT text FROM recommendations") == [
        ("Write to [e-mail withheld] or ring [phone withheld] by 01-02-2024; £4,000, ref 24/0001234.",)
    ]
    assert ask(release, "SELECT url FROM report_places") == [("http://127.0.0.1:9001/0123456789.pdf",)]
    assert ask(release, "SELECT value FROM report_fields WHERE field = 'authors'") == [('[{"name": "Ann Brook"}]',)]
    for sql in ("SELECT quote FROM evidence WHERE path = '/summary'", "SELECT text FROM implications"):
        ((text,),) = ask(release, sql)
        assert len(text) == 300 and text.endswith("…") and LONG.startswith(text[:-1])
    whole = b"".join(p.read_bytes() for p in release.iterdir())
    assert b"ann.brook" not in whole


def test_the_internal_profile_gives_all(home):
    release = publish(home, at=AT)
    assert ask(release, "SELECT email FROM report_people") == [("ann.brook@saltmere.example",)]
    assert ask(release, "SELECT text FROM passages") == [(LONG,)]


def test_the_open_profile_stops_at_a_kind_of_column_that_it_does_not_know(home):
    with duckdb.connect(warehouse_path(home)) as connection:
        connection.execute("CREATE OR REPLACE TABLE marts.issues AS SELECT {'mail': 'a@b.example'} AS said")
    with pytest.raises(ProfileError, match=r"issues\.said is STRUCT"):
        publish(home, "open", at=AT)
    assert list((home / "published" / "releases").iterdir()) == []
    with pytest.raises(ProfileError, match="expected one of internal, open"):
        publish(home, "opne", at=AT)


def test_what_dbt_did_not_build_is_named_and_the_last_release_stays(home):
    release = publish(home, at=AT)
    with duckdb.connect(warehouse_path(home)) as connection:
        connection.execute("DROP TABLE marts.passages")
        connection.execute("DROP TABLE marts.evidence")
    with pytest.raises(PublishError, match=r"lacks marts\.passages, marts\.evidence"):
        publish(home, at=AT + timedelta(days=1))
    assert (home / "published" / "current").resolve() == release
    assert [r.path for r in list_releases(home)] == [release]


def test_no_warehouse_or_a_busy_one_is_told(home, tmp_path):
    with pytest.raises(PublishError, match="no warehouse"):
        publish(tmp_path / "elsewhere")
    code = "import duckdb, sys, time; c = duckdb.connect(sys.argv[1]); print(1, flush=True); time.sleep(30)"
    other = subprocess.Popen([sys.executable, "-c", code, str(warehouse_path(home))], stdout=subprocess.PIPE)
    other.stdout.readline()
    try:
        with pytest.raises(PublishError, match="cannot be read now"):
            publish(home)
    finally:
        other.kill()
        other.wait()


READER = """
import duckdb, sys
connection = duckdb.connect(sys.argv[1] + "/published/current/cleardays.duckdb", read_only=True)
for _ in sys.stdin:
    print(connection.execute("SELECT release_id FROM publication").fetchone()[0], flush=True)
"""


def test_a_reader_keeps_the_release_it_opened_and_the_next_sees_the_new_one(home):
    first = publish(home, at=AT)
    command = [sys.executable, "-c", READER, str(home)]
    reader = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def asked():
        reader.stdin.write("\n")
        reader.stdin.flush()
        return reader.stdout.readline().strip()

    assert asked() == first.name
    second = publish(home, at=AT + timedelta(days=1))
    assert asked() == first.name
    assert ask(home / "published" / "current", "SELECT release_id FROM publication") == [(second.name,)]
    assert str((home / "published" / "current").readlink()) == f"releases/{second.name}"
    assert [(r.release_id, r.is_current) for r in list_releases(home)] == [(first.name, False), (second.name, True)]
    assert first.name.split("-")[1] == second.name.split("-")[1]  # the same rows
    reader.stdin.close()
    reader.wait()


def test_publishing_the_same_again_is_the_same_release(home):
    assert publish(home, at=AT) == publish(home, at=AT)
    assert len(list_releases(home)) == 1


def test_what_a_crash_left_is_no_release_and_is_swept_away(home):
    left = home / "published" / "releases" / ".building-crash"
    left.mkdir(parents=True)
    publish(home, at=AT)
    assert not left.exists()
    assert len(list_releases(home)) == 1


def test_the_open_profile_cuts_each_text_of_a_list_or_record(home):
    amounts = json.dumps(
        [{"amount": "£3m", "sentence": 'He said "pay" ' + LONG}, {"amount": "£4m", "sentence": "Short"}]
    )
    exact = json.dumps(["x" * 300])
    with duckdb.connect(warehouse_path(home)) as connection:
        connection.execute("UPDATE marts.report_fields SET value = ? WHERE field = 'summary'", [amounts])
        connection.execute("UPDATE marts.report_fields SET value = ? WHERE field = 'authors'", [exact])
    release = publish(home, "open", at=AT)
    values = {f: json.loads(v) for f, v in ask(release, "SELECT field, value FROM report_fields WHERE value[1] = '['")}
    first, second = values["summary"]
    assert len(first["sentence"]) <= 300 and first["sentence"].endswith("…")
    assert first["sentence"].startswith('He said "pay" The harbour wall')
    assert second == {"amount": "£4m", "sentence": "Short"}
    assert values["authors"] == ["x" * 300]


def test_no_text_of_the_open_profile_is_longer_than_a_quote(home):
    release = publish(home, "open", at=AT)
    texts = "SELECT table_name, column_name FROM duckdb_columns() WHERE data_type = 'VARCHAR' AND NOT internal"
    for table, column in ask(release, texts):
        ((longest,),) = ask(
            release, f'SELECT max(length("{column}")) FROM "{table}" WHERE "{column}"[1] NOT IN (\'[\', \'{{\')'
        )
        assert longest is None or longest <= 300, (table, column)
