"""Every hostile file has its outcome within limits, in real child processes: none crashes or hangs the others."""

import re

import pytest

from extractors.sandbox import read_all
from tests.hostile import HOSTILE

SECONDS = 30.0
"""For one file; the slowest takes a third of it on a machine that does nothing else."""
MEMORY = 1024**3
OUTCOMES = {
    "empty": ("corrupt", "empty"),
    "nothing but zeros": ("unsupported", "neither Word, PDF nor"),
    "a picture named .pdf": ("unsupported", "PNG"),
    "a text named .docx": ("unsupported", "neither Word"),
    "page, elements 100,000 deep": ("too_large", "depth"),
    "page, tables 60 deep": ("read", ""),
    "page, a table of a million rows": ("too_large", "150,000 paragraphs"),
    "page, a million characters without a space": ("read", ""),
    "page, a million characters in words": ("read", ""),
    "page, 300,000 lines in a paragraph": ("read", ""),
    "page, an attribute of 20 MB": ("too_large", "limit of the XML parser"),
    "page, a number of 5,000 digits": ("read", ""),
    "page, 65 MB": ("too_large", "64 MB"),
    "page, a billion laughs": ("read", ""),
    "page, an external entity": ("read", ""),
    "word, cut in half": ("corrupt", "damaged archive"),
    "word, cut to 100 bytes": ("corrupt", "damaged archive"),
    "word, a picture that unfolds to 500 MB": ("too_large", "400 MB"),
    "word, a picture that says 10 bytes and unfolds to 500 MB": ("too_large", "a.png unfolds to more than 400 MB"),
    "word, XML that says 10 bytes and unfolds to 500 MB": ("too_large", "document.xml unfolds to more than 64 MB"),
    "word, XML of 65 MB": ("too_large", "64 MB"),
    "word, 20,000 files": ("too_large", "at most 10,000"),
    "word, packed as no office program packs": ("corrupt", "no office program"),
    "word, locked as an archive": ("encrypted", "password"),
    "word, behind a password": ("encrypted", "password"),
    "word, a billion laughs": ("too_large", "entity"),
    "word, a quadratic blowup": ("too_large", "entity"),
    "word, an external entity": ("corrupt", "document type declaration"),
    "word, an external entity on the network": ("corrupt", "document type declaration"),
    "word, elements 100,000 deep": ("too_large", "depth"),
    "word, tables 80 deep": ("read", ""),
    "word, text boxes 60 deep": ("read", ""),
    "word, styles based on each other 20,000 deep": ("corrupt", "nested more deeply"),
    "word, a table of a million rows": ("too_large", "500,000 pieces|memory"),
    "word, a table of 20,000 rows": ("read", ""),
    "word, a million characters without a space": ("read", ""),
    "word, a million characters in words": ("read", ""),
    "word, a cell that spans 5,000 digits": ("read", ""),
    "a spreadsheet named .docx": ("unsupported", "not a Word document"),
    "an archive named .docx": ("unsupported", "not an office file"),
    "an old spreadsheet named .doc": ("unsupported", "not a Word document"),
    "an old word file behind a password": ("encrypted", "password"),
    "open document, a picture that unfolds to 500 MB": ("too_large", "400 MB"),
    "open document, XML of 65 MB": ("too_large", "64 MB"),
    "open document, behind a password": ("encrypted", "password"),
    "pdf, cut in half": ("corrupt", "not a readable PDF"),
    "pdf, cut to 100 bytes": ("corrupt", "not a readable PDF"),
    "pdf, a header and nothing else": ("corrupt", "not a readable PDF"),
    "pdf, behind a password": ("encrypted", "password"),
    "pdf, pages that hold themselves": ("corrupt", "pages can be opened"),
    "pdf, pages that hold each other": ("corrupt", "pages can be opened"),
    "pdf, a billion pages said": ("read", ""),
    "pdf, 6,000 pages": ("too_large", "at most 3,000"),
    "pdf, one page listed 6,000 times": ("too_large", "at most 3,000"),
    "pdf, tables of places in a ring": ("read", ""),
    "pdf, a stream of objects that extends itself": ("scanned", "no text"),
    "pdf, a stream as long as itself": ("read", ""),
    "pdf, a drawing that draws itself": ("too_large", "memory"),
    "pdf, a letter that writes itself": ("read", ""),
    "pdf, bookmarks in a ring": ("read", ""),
    "pdf, arrays 100,000 deep": ("read", ""),
    "pdf, arrays 100,000 deep in a page": ("scanned", "no text"),
    "pdf, a page that unfolds to 1 GB": ("too_large", "memory"),
    "pdf, a page of a million square metres": ("read", ""),
    "pdf, a page without an area": ("read", ""),
    "pdf, a page of a million characters without a space": ("read", ""),
    "pdf, a page of a million characters in words": ("read", ""),
    "pdf, a page of 30,000 lines": ("read", ""),
    "pdf, a page of 100,000 rules": ("scanned", "no text"),
    "pdf, a picture of a trillion points": ("scanned", "no text"),
}


@pytest.fixture(scope="module")
def readings():
    """What became of each, read in one go by two children."""
    jobs = ((make(), None) for make in HOSTILE.values())
    return dict(zip(HOSTILE, read_all(jobs, workers=2, seconds=SECONDS, memory=MEMORY), strict=True))


def test_no_outcome_is_left_out():
    assert set(OUTCOMES) == set(HOSTILE)


@pytest.mark.parametrize("name", OUTCOMES)
def test_it_has_the_outcome_that_says_what_stood_in_the_way(readings, name):
    document = readings[name].document
    states, why = OUTCOMES[name]
    assert document.read_state in states.split("|"), document.why
    assert re.search(why, document.why or ""), document.why
    assert bool(document.blocks) == (states == "read")


def test_no_rule_of_ours_fails_over_any(readings):
    faults = [
        (name, i) for name, r in readings.items() for x in r.reports for i in x.issues if i.code == "reader_fault"
    ]
    assert faults == []


@pytest.mark.parametrize("name", [n for n in HOSTILE if "external entity" in n])
def test_nothing_outside_the_file_is_read(readings, name):
    assert "root:" not in " ".join(b.text for b in readings[name].document.blocks)


@pytest.mark.parametrize("name", [n for n in HOSTILE if "a million characters" in n])
def test_all_characters_of_a_long_paragraph_are_kept(readings, name):
    held = "".join(b.text for b in readings[name].document.blocks)
    assert sum(c in "aword" for c in held) >= 799_000
