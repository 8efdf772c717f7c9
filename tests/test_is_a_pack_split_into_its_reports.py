"""A public reports pack is split into its reports; each says what its single file says."""

import io
from functools import cache
from pathlib import Path

import pypdfium2

from extractors.model import Kind, Reading
from extractors.reading import read
from extractors.sketch import sketch

REPORTS = Path(__file__).parent.parent / "demo" / "reports"
AGENDA = "thornmere-agenda"
PAPERS = ["thornmere-homelessness-strategy", "thornmere-leisure-contract", "thornmere-productivity-plan"]


def single(name: str) -> bytes:
    return (REPORTS / name / "report.pdf").read_bytes()


@cache
def pack() -> Reading:
    merged, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    for name in [AGENDA, *PAPERS]:
        merged.import_pages(pypdfium2.PdfDocument(single(name)))
    merged.save(out)
    return read(out.getvalue())


def test_its_own_entry_comes_first_and_then_one_a_report():
    assert [r.kind for r in pack().reports] == [Kind.REPORTS_PACK, *[Kind.OFFICER_REPORT] * len(PAPERS)]


def test_each_part_keeps_its_pages():
    pages = [(r.first_page, r.last_page) for r in pack().reports]
    lengths = [len(pypdfium2.PdfDocument(single(name))) for name in [AGENDA, *PAPERS]]
    assert [last - first + 1 for first, last in pages] == lengths


def test_a_part_says_what_its_single_file_says():
    for part, name in zip(pack().reports[1:], PAPERS, strict=True):
        (alone,) = read(single(name)).reports
        assert part.fields["title"].value.value == alone.fields["title"].value.value
        assert [r.text.value for r in part.recommendations] == [r.text.value for r in alone.recommendations]
        assert [i.heading.value for i in part.implications] == [i.heading.value for i in alone.implications]


def test_a_part_has_the_sketch_of_its_single_file():
    for part, name in zip(pack().reports[1:], PAPERS, strict=True):
        (alone,) = read(single(name)).reports
        one, two = (sketch("\n".join(p.text for p in r.passages)) for r in (part, alone))
        assert sum(a == b for a, b in zip(one, two, strict=True)) / len(one) > 0.9


def test_a_report_alone_is_not_split():
    for name in PAPERS:
        assert len(read(single(name)).reports) == 1
