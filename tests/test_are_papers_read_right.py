"""Every labelled paper of the project is read, and no field is read worse than docs/ACCURACY.md says."""

from functools import cache

import pytest

from bench.accuracy import SECTIONS, TABLE, Judged, cases, counts, f1, judged, recorded
from extractors.model import FIELD_NAMES, ReadState
from extractors.read.document import document_of
from extractors.reading import read

LEAST = recorded(TABLE.read_text(encoding="utf8"), SECTIONS["own"])


@cache
def results() -> list[Judged]:
    return judged(list(cases(corpus=None)))


@pytest.mark.parametrize("field", sorted(LEAST))
def test_no_field_is_read_worse_than_recorded(field):
    assert f1(counts(results(), "field")[field]) >= LEAST[field] - 0.0005


def test_word_and_pdf_of_a_paper_are_read_alike():
    by_format = {name: f1(count) for name, count in counts(results(), "format").items()}
    assert min(by_format["docx"], by_format["pdf"]) > 0.95, by_format


def test_a_scan_says_that_it_is_one():
    states = {r.case.name: r.read_state for r in results() if r.case.label.get("read_state")}
    assert states
    assert set(states.values()) == {ReadState.SCANNED}


@pytest.mark.parametrize("case", [c for c in cases(corpus=None) if c.file.suffix == ".docx"], ids=lambda c: c.name)
def test_every_value_has_its_quote_and_every_field_its_state(case):
    reading = read(case.file.read_bytes())  # a quote that is not the text at its span raises here
    for report in reading.reports:
        assert tuple(sorted(report.fields)) == tuple(sorted(FIELD_NAMES))
        for name in ("purpose", "title", "body", "report_of"):
            assert (report.fields[name].value is None) == (not report.fields[name].evidence)


def test_no_text_of_a_paper_is_lost_on_the_way_to_its_passages():
    case = next(c for c in cases(corpus=None) if c.file.suffix == ".docx")
    data = case.file.read_bytes()
    (report,) = read(data).reports
    kept = " ".join(f"{p.heading} {p.text}" for p in report.passages)
    missing = [b.text for b in document_of(data).blocks if b.region == "body" and b.text.rstrip(": ") not in kept]
    assert missing == []
