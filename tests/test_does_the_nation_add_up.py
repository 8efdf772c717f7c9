"""317 invented councils with the register's mix of software, and every trap: does each have its coverage and every
paper its place, and is no host asked faster than it may be, for what it disallows, or twice for the same?"""

import csv
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.nation import checks
from demo.nation.nights import PAUSE, Nation, killed_night, nation, night
from demo.nation.register import invented
from demo.run import TOPIC
from warehouse.register import REGISTER

KILLED_AFTER = 900
"""Requests: more than a fifth of what a night asks for."""


@pytest.fixture(scope="module")
def made() -> Iterator[Nation]:
    with tempfile.TemporaryDirectory(prefix="cleardays-nation-") as space, nation(Path(space), papers=3) as sites:
        yield sites


@pytest.fixture(scope="module")
def home(made: Nation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("nation")
    night(made, path)
    return path


def test_every_council_has_its_coverage_and_every_paper_its_place(made: Nation, home: Path) -> None:
    assert list(checks.uncovered(home / "published" / "current", made.stands, TOPIC)) == []


def test_a_second_night_reads_nothing_and_downloads_nothing_again(made: Nation, home: Path) -> None:
    again = night(made, home)
    assert (again.get("read", 0), again.get("fetched", 0)) == (0, 0)
    assert list(checks.twice(made.running.asked, made.stands)) == []
    assert list(checks.uncovered(home / "published" / "current", made.stands, TOPIC)) == []


def test_a_night_that_is_killed_and_begun_again_ends_with_the_same_rows(
    made: Nation, home: Path, tmp_path: Path
) -> None:
    killed_night(made, tmp_path, KILLED_AFTER)
    assert not (tmp_path / "published").exists()
    night(made, tmp_path)
    assert list(checks.unlike(home / "published" / "current", tmp_path / "published" / "current")) == []


def test_no_host_is_asked_too_fast_or_for_what_it_disallows(made: Nation, home: Path) -> None:
    assert len(made.running.asked) > 2000
    assert list(checks.impolite(made.running.asked, made.stands, PAUSE)) == []


def test_the_checks_see_what_is_wrong(made: Nation, home: Path) -> None:
    asked = [one for one in made.running.asked if one.is_paper and one.status == 200]
    assert list(checks.twice([*asked, asked[0]], made.stands))
    assert list(checks.impolite([asked[0], asked[0]], made.stands, PAUSE))
    assert list(checks.uncovered(home / "published" / "current", made.stands[1:], TOPIC))


def test_no_invented_council_bears_a_real_name() -> None:
    with (REGISTER.parent / "aliases.csv").open(encoding="utf8", newline="") as given:
        real = {row["alias"].casefold() for row in csv.DictReader(given)}
    names = {row[key].casefold() for row in invented() for key in ("name", "official_name")}
    assert names & real == set()
