"""Fifty publishes while nine readers ask: no query fails, none is empty or mixed, and what is new is seen."""

import multiprocessing
import os
import time
import traceback
from collections import Counter
from pathlib import Path

import duckdb
import pytest
from invented_marts import build_marts
from invented_numbers import ROWS, number_marts
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from warehouse.publish import publish
from warehouse.read import coverage, query
from warehouse.releases import list_releases

PUBLISHES = 50
QUERIES = 10_000
ASKED = ("reports", "evidence", "rule_results", "national_coverage")
"""Tables that one query asks together; one number must stand in all of them."""
MIXED = (
    "SELECT count(*), count(DISTINCT number), min(number) FROM ("
    + " UNION ALL ".join(f"SELECT number FROM {{{table}}}" for table in ASKED)
    + ")"
)
SQL = MIXED.format_map({table: table for table in ASKED})
TIMES = 20
"""Queries on a connection before a reader connects again."""
REST = 0.05
"""Seconds between two connections of a reader, so that nine of them leave a publisher its share of two cores."""
SOON = 10.0
"""Seconds after which whoever connects again must see a release."""


def told(rows):
    """The number that a reader sees. Anything but whole tables of one number is a fault."""
    count, numbers, number = rows
    assert (count, numbers) == (ROWS * len(ASKED), 1), rows
    return number


def by_symlink(current):
    with duckdb.connect(current / "cleardays.duckdb", read_only=True) as connection:
        return [told(connection.execute(SQL).fetchone()) for _ in range(TIMES)]


def beside_an_older_connection(current, kept=[]):  # noqa: B006 - of this process
    if not kept:
        connection = duckdb.connect(current / "cleardays.duckdb", read_only=True)
        kept += [connection, told(connection.execute(SQL).fetchone())]
    older, number = kept
    assert told(older.execute(SQL).fetchone()) == number
    return by_symlink(current)


def through_sqlalchemy(current, kept=[]):  # noqa: B006 - of this process
    if not kept:
        url = f"duckdb:///{current / 'cleardays.duckdb'}"
        kept.append(create_engine(url, connect_args={"read_only": True}, poolclass=NullPool))
    with kept[0].connect() as connection:
        return [told(connection.execute(text(SQL)).fetchone()) for _ in range(TIMES)]


def from_parquet(current):
    release = current.resolve()
    sql = MIXED.format_map({table: f"'{release / table}.parquet'" for table in ASKED})
    with duckdb.connect() as connection:
        return [told(connection.execute(sql).fetchone()) for _ in range(TIMES)]


def a_dashboard(current):
    """As commands and pages ask: each query connects for itself."""
    assert len(coverage(current)[1]) == ROWS
    return [told(query(current, SQL)[1][0]) for _ in range(TIMES // 4)]


READERS = [*[by_symlink] * 4, *[beside_an_older_connection] * 2, through_sqlalchemy, from_parquet, a_dashboard]


def read_on(ask, home, stop, queries, results):
    """Ask until told to stop; then what was seen as (when it was connected, number), and a fault."""
    os.nice(5)
    seen, fault, last = [], None, False
    try:
        while not last:
            last = stop.is_set()  # once more after the last publish
            connected = time.monotonic()
            numbers = ask(home / "published" / "current")
            assert len(set(numbers)) == 1 or ask is a_dashboard, numbers
            seen.append((connected, numbers[0]))
            with queries.get_lock():
                queries.value += len(numbers)
            time.sleep(REST)
    except Exception:
        fault = traceback.format_exc()
    results.put((ask.__name__, seen, fault))


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """What all readers saw, and when each release was there."""
    home = tmp_path_factory.mktemp("home")
    build_marts(home)
    number_marts(home, 0)
    publish(home)
    apart = multiprocessing.get_context("forkserver")
    apart.set_forkserver_preload(["pytest", "sqlalchemy", "warehouse.publish", "warehouse.read"])
    stop, queries, results = apart.Event(), apart.Value("i"), apart.Queue()
    readers = [apart.Process(target=read_on, args=(ask, home, stop, queries, results), daemon=True) for ask in READERS]
    for reader in readers:
        reader.start()
    there = {0: time.monotonic()}
    for number in range(1, PUBLISHES + 1):
        number_marts(home, number)
        publish(home)
        there[number] = time.monotonic()
    while queries.value < QUERIES and all(reader.is_alive() for reader in readers):
        time.sleep(0.1)
    stop.set()
    came = [results.get(timeout=60) for _ in readers]
    for reader in readers:
        reader.join()
    return home, there, came, queries.value


def test_no_query_of_any_reader_fails_or_is_empty_or_mixed(asked):
    _, _, came, queries = asked
    assert [fault for _, _, fault in came if fault] == []
    assert Counter(name for name, *_ in came) == Counter(ask.__name__ for ask in READERS)
    assert queries >= QUERIES


def test_whoever_connects_again_sees_a_release_within_ten_seconds(asked):
    _, there, came, _ = asked
    for name, seen, _ in came:
        for connected, number in seen:
            expected = max((n for n, at in there.items() if at + SOON <= connected), default=0)
            assert number >= expected, (name, number, expected)
        assert [number for _, number in seen] == sorted(number for _, number in seen), name
        assert seen[-1][1] == PUBLISHES, name
        assert len({number for _, number in seen}) > PUBLISHES / 5, name  # it did read all the while


def test_every_release_is_there_whole(asked):
    home, *_ = asked
    releases = list_releases(home)
    assert len(releases) == PUBLISHES + 1
    for number, release in enumerate(releases):
        assert told(query(release.path, SQL)[1][0]) == number
    assert Path(home / "published" / "current").resolve() == releases[-1].path
