"""Temporary files go when reading ends, also those of a reader, or of a whole run, that was killed."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from extractors.model import ReadState
from extractors.sandbox import read_all
from extractors.scratch import scratch
from tests.test_does_a_killed_reader_cost_one_paper import GOOD, SLOW, kill_children

HOLDS = (
    "from extractors.scratch import scratch\nwith scratch() as folder:\n    print(folder, flush=True)\n    input()\n"
)


@pytest.fixture
def space(tmp_path, monkeypatch):
    """An empty place for temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def ours(space):
    return {path for path in space.iterdir() if not path.name.startswith("pymp-")}  # of the fork server, for all runs


def someone_else(space):
    """Another process that holds a folder, and that folder."""
    there = {**os.environ, "TMPDIR": str(space)}
    other = subprocess.Popen([sys.executable, "-c", HOLDS], stdin=-1, stdout=-1, text=True, env=there)
    return other, Path(other.stdout.readline().strip())


def test_a_reader_that_is_killed_leaves_nothing(space):
    readings = read_all([GOOD, SLOW], workers=1, seconds=60)
    assert next(readings).document.read_state is ReadState.READ
    (folder,) = ours(space)
    (folder / "half a paper.doc").write_bytes(b"of the reader")
    time.sleep(0.5)  # the child has begun the slow one
    assert kill_children()
    assert [r.document.read_state for r in readings] == [ReadState.TOO_LARGE]
    assert ours(space) == set()


def test_what_a_killed_run_left_goes_at_the_next_start_and_what_is_in_use_stays(space):
    killed, left = someone_else(space)
    (left / "paper.doc").write_bytes(b"of the killed run")
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    living, used = someone_else(space)
    foreign = space / "cleardays-reading-by-hand"
    foreign.mkdir()
    with scratch() as mine:
        assert ours(space) == {used, mine, foreign}
    living.communicate("\n")
    assert ours(space) == {foreign}


@pytest.mark.needs_libreoffice
def test_an_office_that_was_stopped_leaves_nothing(space):
    old = b"{\\rtf1 " + b"A paper. \\par " * 2000 + b"}"
    (reading,) = read_all([(old, None)], workers=1, seconds=0.7)
    assert reading.document.read_state in (ReadState.TIMED_OUT, ReadState.READ)
    assert ours(space) == set()
