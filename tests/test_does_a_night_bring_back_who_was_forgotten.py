"""An officer of the demo, forgotten: no byte under the home or where releases are copied to, and none after the next
night. Every step as a person runs it; the search here is its own, so that it does not trust the product's."""

import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from demo.run import DEMO, PATIENCE, TOPIC, write_register
from demo.site import serve

WHO = {"--name": "Coralie Nunn", "--mail": "coralie.nunn@larkhythe.example", "--phone": "020 7946 0155"}
GIVEN = [word for pair in WHO.items() for word in pair]
EVERY_PAPER_AGAIN = {"CLEARDAYS_RECHECK_DAYS": "0", "CLEARDAYS_DAYS_BACK": "3650"}
ALSO = ("coralie", "nunn@", "79460155")


def cleardays(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    own = {"CLEARDAYS_HOME": str(home), "CLEARDAYS_PUBLISH_TO": copies(home).as_uri()}
    environment = PATIENCE | os.environ | EVERY_PAPER_AGAIN | own
    command = [sys.executable, "-m", "flows.cli", *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done


def copies(home: Path) -> Path:
    """Where releases are copied to."""
    return home.with_name("copies")


def places(home: Path) -> list[str]:
    """Every file in whose bytes, and every table in whose rows, any of it stands, here and where copies are."""
    wanted = [w.lower() for w in (*WHO.values(), *ALSO)]
    encoded = [w.encode(c) for w in wanted for c in ("utf-8", "utf-16-le")]
    found = []
    for path in (*home.rglob("*"), *copies(home).rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        if any(w in path.read_bytes().lower() for w in encoded):
            found.append(str(path))
        if path.suffix == ".parquet":
            with duckdb.connect() as connection:
                found += [f"{path}" for _ in _rows(connection, f"'{path}'", wanted)]
        if path.suffix == ".duckdb":
            with duckdb.connect(path, read_only=True) as connection:
                tables = connection.execute("SELECT schema_name, table_name FROM duckdb_tables()").fetchall()
                found += [f"{path}: {s}.{t}" for s, t in tables for _ in _rows(connection, f'"{s}"."{t}"', wanted)]
    return found


def _rows(connection: duckdb.DuckDBPyConnection, relation: str, wanted: list[str]) -> list[tuple[object, ...]]:
    any_of = " OR ".join(f"contains(lower(t::VARCHAR), '{w}')" for w in wanted)
    return connection.execute(f"SELECT 1 FROM {relation} t WHERE {any_of} LIMIT 1").fetchall()


@pytest.fixture(scope="module")
def nights(tmp_path_factory):
    """What stands where: after a night, after a dry run, after forgetting, and after the next night."""
    home = tmp_path_factory.mktemp("home")
    with serve(DEMO) as running:
        register = str(write_register(home, running.addresses))
        night = ["run", "--register", register, "--topic", TOPIC, "--allow-private", "--council", "larkhythe"]
        cleardays(home, *night)
        cleardays(home, "search", "temporary staff", "--save", "staff")
        steps = {"night": places(home)}
        shown = cleardays(home, "forget", *GIVEN, "--json")
        steps["dry run"] = places(home)
        steps["proof"] = cleardays(home, "forget", *GIVEN, "--yes").stderr
        steps["forgotten"] = places(home)
        steps["came"] = json.loads(cleardays(home, *night, "--json").stdout)
        steps["next night"] = places(home)
    return home, steps | {"shown": json.loads(shown.stdout)}


def test_a_dry_run_shows_every_place_and_changes_nothing(nights):
    _, steps = nights
    assert {row["place"] for row in steps["shown"]} >= {"paper", "warehouse", "release", "copy"}
    assert steps["dry run"] == steps["night"] != []
    assert any("copies" in place for place in steps["night"])


def test_nothing_is_left_and_that_is_proved(nights):
    _, steps = nights
    assert steps["forgotten"] == []
    assert "nothing is left" in steps["proof"] and "releases dropped: " in steps["proof"]
    assert "copies dropped at file://" in steps["proof"]


def test_the_next_night_does_not_bring_it_back(nights):
    _, steps = nights
    assert steps["next night"] == []
    assert steps["came"]["fetched"] > 0  # the paper came again, and was not kept


def test_the_report_itself_is_still_there_without_the_person(nights):
    home, _ = nights
    with duckdb.connect(home / "published" / "current" / "cleardays.duckdb", read_only=True) as connection:
        people = connection.execute(
            "SELECT p.name, p.role FROM report_people p JOIN reports USING (report_id) "
            "WHERE title LIKE 'Temporary and interim staff%' AND role_kind = 'contact'"
        ).fetchall()
    assert people and people[0][0] == "[withheld]"
