import json
import shutil

import duckdb
import pytest
from typer.testing import CliRunner

from flows.cli import app
from tests.invented_changes import BASE, changed_home
from warehouse.read import NothingPublishedError, database, unread


@pytest.fixture
def letter(monkeypatch):
    monkeypatch.setenv("CLEARDAYS_HOME", str(changed_home()))
    monkeypatch.setenv("CLEARDAYS_CONTACT", "etl@example.org")
    return lambda *words: CliRunner().invoke(app("letter"), ["letter", *words], catch_exceptions=False)


def test_it_names_each_paper_with_its_reason_and_its_link(letter):
    said = letter("ashby").stdout
    assert said.startswith("To the clerk of Ashby\n")
    assert "we found 11 papers for meetings in July 2024, of which we have read 2. 6 papers could not be read." in (
        " ".join(said.split())
    )
    assert f"  - Nowhere (Cabinet, 10 July 2024)\n    {BASE}/nowhere\n" in said
    assert "pictures of pages and no text" in said
    assert said.endswith("With thanks\ncleardays, etl@example.org\n")


def test_what_is_theirs_and_what_is_ours_stand_apart(letter):
    said = letter("ashby").stdout
    theirs, rest = said.split("WHERE IT MAY BE YOUR SITE")
    either, ours = rest.split("WHERE THE LIMIT IS OURS")
    assert all(f"{BASE}/{name}" in theirs for name in ("nowhere", "behind a login", "scan"))
    assert f"{BASE}/unlucky" in either
    assert all(f"{BASE}/{name}" in ours for name in ("slow", "no room"))


def test_it_is_courteous_and_keeps_what_is_not_public_out(letter):
    said = letter("ashby").stdout.casefold()
    assert not any(word in said for word in ("breach", "fail to", "unlawful", "must ", "exempt", "recalled"))


def test_a_council_whose_site_was_not_searched_is_told_so(letter):
    said = " ".join(letter("blythe").stdout.split())
    assert "on 2 July 2024, your list of meetings could not be read to its end (blocked)" in said
    assert "We have found no papers of yours yet." in said


def test_a_program_gets_rows(letter):
    rows = json.loads(letter("ashby", "--json").stdout)
    assert len(rows) == 6
    assert {"title", "url", "reason", "lies_with", "says", "meeting_date"} <= rows[0].keys()


def test_an_unknown_council_is_told_with_the_nearest(letter):
    with pytest.raises(ValueError, match="did you mean 'ashby'"):
        letter("ashbi")


def test_a_release_from_before_there_were_letters_says_so(tmp_path):
    shutil.copy(database(changed_home()), tmp_path / "cleardays.duckdb")
    (tmp_path / "cleardays.duckdb").chmod(0o644)
    with duckdb.connect(tmp_path / "cleardays.duckdb") as connection:
        connection.execute("DROP TABLE unread_papers")
    with pytest.raises(NothingPublishedError, match="`cleardays run` makes one"):
        unread(tmp_path, "ashby")
