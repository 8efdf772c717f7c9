"""A child that the system kills in the middle of a paper, as one short of memory does, takes that paper only."""

import os
import signal
import time
from pathlib import Path

import pytest

from extractors.model import ReadState
from extractors.sandbox import read_all
from tests.hostile import HOSTILE

PAPER = Path(__file__).parents[1] / "demo" / "reports" / "thornmere-productivity-plan" / "report.docx"
GOOD = (PAPER.read_bytes(), None)
SLOW = (HOSTILE["pdf, a drawing that draws itself"](), None)
"""Is read for some seconds before anything comes of it."""


def kill_children():
    """Every reading process of this one: the children of its fork server."""
    parents = {int(p.name): _parent(p) for p in Path("/proc").iterdir() if p.name.isdigit()}
    children = [n for n, parent in parents.items() if parents.get(parent) == os.getpid() and _is_server(parent)]
    for child in children:
        os.kill(child, signal.SIGKILL)
    return children


def _parent(process):
    try:
        return int((process / "stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0


def _is_server(number):
    return b"forkserver" in Path(f"/proc/{number}/cmdline").read_bytes()


def test_the_paper_it_was_reading_says_so_and_the_others_are_read():
    readings = read_all([GOOD, SLOW, GOOD, GOOD, GOOD], workers=1, seconds=60)
    states = [next(readings).document.read_state]
    time.sleep(0.5)  # the child has begun the slow one
    assert len(kill_children()) == 1
    rest = [r.document for r in readings]
    assert states + [d.read_state for d in rest] == [ReadState.READ, ReadState.TOO_LARGE, *[ReadState.READ] * 3]
    assert "killed" in rest[0].why
    assert "fewer workers" in rest[0].why


def test_children_that_are_killed_between_two_papers_are_replaced():
    def jobs():
        yield GOOD
        time.sleep(2)  # it is read, and the children wait
        assert kill_children()
        yield GOOD
        yield GOOD

    assert [r.document.read_state for r in read_all(jobs(), seconds=60)] == [ReadState.READ] * 3


@pytest.mark.needs_libreoffice
def test_libreoffice_ends_with_the_reader_that_began_it():
    rich = rb"{\rtf1\ansi " + rb"\trowd\cellx1000 a\cell\row " * 300_000 + b"}"
    (reading,) = read_all([(rich, None)], workers=1, seconds=6)
    assert reading.document.read_state is ReadState.TIMED_OUT
    time.sleep(1)
    assert [n for n in _offices() if _paper(n) == rich] == []


def _offices():
    """The processes that are LibreOffice at work, also those of others on this machine."""
    numbers = [int(p.name) for p in Path("/proc").iterdir() if p.name.isdigit()]
    return [n for n in numbers if b"soffice.bin" in _words(n)]


def _words(number):
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes()
    except OSError:
        return b""


def _paper(number):
    """What such a process was given to convert; its last argument names it."""
    try:
        return Path(_words(number).rstrip(b"\0").rsplit(b"\0", 1)[-1].decode()).read_bytes()
    except OSError:
        return None
