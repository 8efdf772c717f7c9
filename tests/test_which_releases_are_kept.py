import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from invented_marts import build_marts

from warehouse.publish import publish
from warehouse.releases import list_releases, prune

NOW = datetime(2024, 7, 20, 5, 0, tzinfo=UTC)


def made(home, days):
    """A release that was written so many days before NOW."""
    at = NOW - timedelta(days=days)
    release = publish(home, at=at)
    os.utime(release / "cleardays.duckdb", (at.timestamp(), at.timestamp()))
    return release.name


@pytest.fixture
def home(tmp_path):
    build_marts(tmp_path)
    return tmp_path


def names(home):
    return [release.release_id for release in list_releases(home)]


def test_the_oldest_go_and_the_newest_stay(home):
    made_ = [made(home, days) for days in (9, 7, 5, 3)]
    assert prune(home, 2, now=NOW) == tuple(made_[:2])
    assert names(home) == made_[2:]
    assert prune(home, 2, now=NOW) == ()


def test_one_that_a_reader_may_just_have_opened_stays_for_a_day(home):
    made_ = [made(home, days) for days in (9, 0.9, 0.1)]
    assert prune(home, 1, now=NOW) == ()  # the first was the newest until 0.9 days ago
    assert prune(home, 1, now=NOW + timedelta(days=0.2)) == (made_[0],)
    assert prune(home, 1, now=NOW + timedelta(days=1)) == (made_[1],)
    assert names(home) == made_[2:]


def test_the_current_one_stays_whatever_its_age(home):
    made_ = [made(home, days) for days in (9, 7, 5)]
    current = home / "published" / "current"
    current.unlink()
    current.symlink_to(Path("releases") / made_[0])  # somebody went back to it by hand
    assert prune(home, 1, now=NOW) == (made_[1],)
    assert names(home) == [made_[0], made_[2]]


def test_the_command_lists_them_with_what_they_hold(home):
    old, new = made(home, 9), made(home, 7)
    command = [sys.executable, "-m", "flows.cli", "releases", "--json"]
    ran = subprocess.run(command, env=os.environ | {"CLEARDAYS_HOME": str(home)}, capture_output=True, check=True)
    rows = json.loads(ran.stdout)
    assert [(row["release_id"], row["is_current"]) for row in rows] == [(new, True), (old, False)]
    assert rows[0] | {"bytes": 0} == {
        "release_id": new,
        "published_at": "2024-07-13T05:00:00",
        "data_until": "2024-07-01T02:00:00",
        "reader_version": "7",
        "profile": "internal",
        "reports": 1,
        "bytes": 0,
        "is_current": True,
    }
    assert rows[0]["bytes"] == sum(p.stat().st_size for p in (home / "published" / "releases" / new).iterdir())
