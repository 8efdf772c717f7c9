"""A publisher that is killed at any point: readers keep the old copy or have the new one, and the next cleans up."""

import json
import multiprocessing
import os
import signal
import sys
from hashlib import sha256

import pytest
from invented_marts import build_marts
from invented_numbers import ROWS, number_marts

from warehouse.publish import MARTS, publish
from warehouse.read import query
from warehouse.releases import list_releases

POINTS = 16
"""Points at which it is killed, as evenly over its work as calls are."""
OUT_OF = multiprocessing.get_context("forkserver")
OUT_OF.set_forkserver_preload(["pytest", "sqlalchemy", "warehouse.publish", "warehouse.read"])
NUMBERS = " UNION ALL ".join(f"SELECT count(*), min(number), max(number) FROM {table}" for table in MARTS)


def run_until(home, point, count):
    """Publish, and be killed by the system at the call of that number; else say how many calls there were."""
    calls = 0

    def watch(_frame, event, _argument):
        nonlocal calls
        calls += event in ("call", "c_call", "c_return")
        if calls == point:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(watch)
    publish(home)
    sys.setprofile(None)
    count.put(calls)


def in_a_process(home, point=None):
    count = OUT_OF.Queue()
    publisher = OUT_OF.Process(target=run_until, args=(home, point, count))
    publisher.start()
    publisher.join()
    return publisher.exitcode, count.get() if publisher.exitcode == 0 else None


def number_of(home):
    """The number of the current release, once it is seen to be whole."""
    current = (home / "published" / "current").resolve()
    rows = set(query(current, NUMBERS)[1])
    ((count, lowest, highest),) = rows
    assert (count, lowest) == (ROWS, highest)
    for resource in json.loads((current / "datapackage.json").read_text())["resources"]:
        assert resource["hash"] == "sha256:" + sha256((current / resource["path"]).read_bytes()).hexdigest()
    return lowest


def unfinished(home):
    published = home / "published"
    return [p.name for p in (*published.iterdir(), *(published / "releases").iterdir()) if p.name.startswith(".")]


@pytest.fixture
def home(tmp_path):
    build_marts(tmp_path)
    number_marts(tmp_path, 0)
    publish(tmp_path)
    return tmp_path


def test_whenever_it_is_killed_the_copy_is_whole_and_the_next_publish_cleans_up(home):
    number_marts(home, 1)
    code, calls = in_a_process(home)
    assert code == 0
    left, seen = 0, []
    for point in range(1, calls, calls // POINTS):
        number_marts(home, 1 + point)
        before = number_of(home)
        code, _ = in_a_process(home, point)
        assert code == -signal.SIGKILL
        assert number_of(home) in (before, 1 + point)
        seen.append(number_of(home) == before)
        left += bool(unfinished(home))
        if point % 2:  # what one leaves the next has to cope with, killed or not
            publish(home)
            assert number_of(home) == 1 + point
            assert unfinished(home) == []
    assert seen.count(True) >= POINTS // 2 and left >= POINTS // 3  # it was killed at its work
    publish(home)
    assert unfinished(home) == []
    for release in list_releases(home):
        assert query(release.path, NUMBERS)[1]
