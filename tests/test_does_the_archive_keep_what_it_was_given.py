import json
import logging
from datetime import datetime, timedelta, timezone

import invented_paper as invented
import pytest

from extractors.model import Happened, Outcome, Stage, Validators
from warehouse.archive import ArchiveError, Entry, Sighting, document_path, get, journal, put, read_journal

AT = datetime(2024, 7, 1, 2, 0)
TORN = b'{"run_id": "night 1", "at": "2024-07-01T02:00'


def journal_file(home):
    (path,) = (home / "archive" / "journal").glob("*")
    return path


def test_bytes_come_back_and_are_filed_once(tmp_path):
    sha256 = put(tmp_path, invented.body())
    path = document_path(tmp_path, sha256)
    before = path.stat()
    assert put(tmp_path, invented.body()) == sha256
    assert get(tmp_path, sha256) == invented.body()
    assert path == tmp_path / "archive" / "documents" / sha256[:2] / sha256
    assert path.stat().st_ino == before.st_ino
    assert [p.name for p in path.parent.iterdir()] == [sha256]


def test_a_damaged_or_missing_file_is_named(tmp_path):
    sha256 = put(tmp_path, invented.body())
    path = document_path(tmp_path, sha256)
    path.chmod(0o644)
    path.write_bytes(b"short")
    with pytest.raises(ArchiveError, match=f"{path}: 5 bytes whose sha256"):
        get(tmp_path, sha256)
    with pytest.raises(ArchiveError, match="not in the archive"):
        get(tmp_path, "0" * 64)
    put(tmp_path, invented.body())  # fetched again, it is whole again
    assert get(tmp_path, sha256) == invented.body()


def test_the_journal_gives_back_what_was_written_in_order(tmp_path):
    summer = timezone(timedelta(hours=1))
    listing = invented.listing(published_at=datetime(2024, 7, 2, 0, 30, tzinfo=summer), restricted=True, meeting="12")
    sighting, outcome = Sighting(listing, "ab" * 32), invented.searched()
    plain = Outcome("north-holt", Stage.FIND, Happened.NO_PLATFORM, detail="£ and – stay")
    journal(tmp_path, "night 1", datetime(2024, 7, 1, 3, 0, tzinfo=summer), [sighting, outcome])
    journal(tmp_path, "night 2", AT + timedelta(days=40), [plain])
    first, second, third = read_journal(tmp_path)
    assert first.what.listing.published_at == datetime(2024, 7, 1, 23, 30)
    assert first.what.listing.meeting_date == listing.meeting_date
    assert second == Entry("night 1", AT, outcome)
    assert third == Entry("night 2", AT + timedelta(days=40), plain)
    assert [p.name for p in sorted((tmp_path / "archive" / "journal").iterdir())] == ["2024-07.jsonl", "2024-08.jsonl"]


def test_a_line_torn_by_a_crash_is_skipped_and_told_also_after_the_next_night(tmp_path, caplog):
    journal(tmp_path, "night 1", AT, [invented.searched()])
    path = journal_file(tmp_path)
    with path.open("ab") as file:
        file.write(TORN)
    with caplog.at_level(logging.WARNING):
        assert len(list(read_journal(tmp_path))) == 1
    assert f"{path}:2: a line torn by a crash" in caplog.text
    before = path.read_bytes()
    journal(tmp_path, "night 2", AT, [invented.searched()])
    assert path.read_bytes().startswith(before)
    assert [e.run_id for e in read_journal(tmp_path)] == ["night 1", "night 2"]


def test_any_other_bad_line_is_named_by_file_and_line(tmp_path):
    journal(tmp_path, "night 1", AT, [invented.searched(), invented.searched()])
    path = journal_file(tmp_path)
    lines = path.read_text().splitlines()
    row = json.loads(lines[0]) | {"happened": "evaporated"}
    path.write_text("\n".join([json.dumps(row), lines[1]]) + "\n")
    with pytest.raises(ArchiveError, match=rf"{path}:1: not a line of the journal \('evaporated'"):
        list(read_journal(tmp_path))


def test_what_a_host_gave_to_ask_by_is_kept_and_older_lines_have_none(tmp_path):
    given = Validators('"3f80f"', "Mon, 02 Sep 2024 08:00:00 GMT")
    sightings = [Sighting(invented.listing(), "ab", given), Sighting(invented.listing(), "ab")]
    journal(tmp_path, "night 1", AT, sightings)
    assert [entry.what for entry in read_journal(tmp_path)] == sightings
    assert "validators" not in journal_file(tmp_path).read_text().splitlines()[1]
