"""Are a PDF's blocks what a person sees on its pages?"""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from extractors.model import Block, BlockKind, Document, ReadState, Region, fold
from extractors.read.pdf import read_pdf
from extractors.read.pdf.garbled import mended, strangeness
from extractors.read.pdf.page import Rule
from extractors.read.pdf.pdfium import read_pages
from extractors.read.pdf.rules import grids_of
from tests.invented_pdf import Sheet, pdf

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "reports"
LOCKED = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >> /ID [<41> <41>]"


def read(data: bytes) -> Document:
    return read_pdf(data, hashlib.sha256(data).hexdigest())


def body(*sheets: Sheet) -> list[Block]:
    return [b for b in read(pdf(*sheets)).blocks if b.region is Region.BODY]


def texts(blocks: list[Block]) -> list[str]:
    return [b.text for b in blocks]


FULL = (
    "The harbour wall was surveyed in the spring and found to be sound along most of its",
    "length, but two sections near the slipway have moved and will need work before the",
    "next winter.",
)
OTHER = (
    "The cost of the repair would be met from the coastal reserve, which holds enough for",
    "this and for the works to the quay that were agreed last year.",
)


def test_lines_become_paragraphs_and_headings_stand_alone() -> None:
    page = Sheet().text(72, 80, "Background", bold=True).lines(72, 104, *FULL).lines(72, 160, *FULL[:2], "summer.")
    heading, first, second = body(page)
    assert (heading.kind, heading.text, heading.is_bold) == (BlockKind.HEADING, "Background", True)
    assert first.kind is BlockKind.PARAGRAPH and first.text == " ".join(FULL) and first.page == 1
    assert second.text.endswith("before the summer.")


def test_a_number_is_parted_from_its_text_and_a_hanging_indent_is_one_paragraph() -> None:
    page = Sheet().text(72, 80, "1.1").lines(108, 80, *FULL).text(108, 140, "\u2022").lines(126, 140, *FULL)
    numbered, bullet = body(page)
    assert (numbered.number, numbered.text) == ("1.1", " ".join(FULL))
    assert (bullet.kind, bullet.number, bullet.text) == (BlockKind.LIST_ITEM, "\u2022", " ".join(FULL))


def test_a_figure_at_the_start_of_a_line_is_no_number() -> None:
    page = Sheet().lines(
        72, 80, FULL[0], "12. The wall along the inner basin was surveyed at the same time and has not moved"
    )
    (block,) = body(page.text(72, 108, "at all."))
    assert block.number is None and "most of its 12. The wall" in block.text


def test_two_paragraphs_without_room_between_them_part_where_a_line_ends_early() -> None:
    page = Sheet().lines(72, 80, *FULL, *FULL, step=13)
    assert texts(body(page)) == [" ".join(FULL)] * 2


def test_labels_with_values_beside_them_are_cells_also_where_a_value_goes_on_below() -> None:
    page = Sheet().text(72, 80, "From:", bold=True).text(180, 80, "Winifred Oakes, Cabinet Member for Harbours")
    page.text(180, 104, "Barnaby Thistlewood, Head of Engineering")
    page.text(72, 128, "Subject:", bold=True).text(180, 128, "Repair of the harbour wall").lines(72, 170, *FULL)
    *cells, after = body(page)
    assert [(b.cell.row, b.cell.column, b.text) for b in cells if b.cell] == [
        (0, 0, "From:"),
        (0, 1, "Winifred Oakes, Cabinet Member for Harbours"),
        (0, 1, "Barnaby Thistlewood, Head of Engineering"),
        (1, 0, "Subject:"),
        (1, 1, "Repair of the harbour wall"),
    ]
    assert after.cell is None


def test_a_lone_label_keeps_a_tab_before_its_value_and_says_how_much_of_it_is_bold() -> None:
    page = Sheet().text(72, 80, "Wards affected:", bold=True).text(220, 80, "Quayside").lines(72, 110, *FULL)
    label = body(page)[0]
    assert label.text == "Wards affected:\tQuayside"
    assert label.text[: label.style.bold_until] == "Wards affected:"


def test_a_ruled_table_gives_cells_with_their_addresses() -> None:
    page = Sheet()
    for y in (80, 100, 150):
        page.rule(72, y, 420, y)
    for x in (72, 200, 420):
        page.rule(x, 80, x, 150)
    page.text(76, 94, "Option").text(204, 94, "Why it was set aside")
    page.text(76, 114, "Do nothing").lines(
        204, 114, "The wall would go on moving until the", "slipway had to be closed."
    )
    blocks = body(page)
    assert [(b.cell.row, b.cell.column, b.text) for b in blocks if b.cell] == [
        (0, 0, "Option"),
        (0, 1, "Why it was set aside"),
        (1, 0, "Do nothing"),
        (1, 1, "The wall would go on moving until the slipway had to be closed."),
    ]
    assert {b.kind for b in blocks} == {BlockKind.CELL}


def test_a_table_without_lines_between_its_rows_still_has_rows() -> None:
    page = Sheet().box(72, 80, 420, 150).rule(200, 80, 200, 150)
    page.lines(76, 96, "Date:", "Ward:", "Exempt:", step=16).lines(204, 96, "14 May 2031", "Quayside", "No", step=16)
    assert [(b.cell.row, b.text) for b in body(page) if b.cell] == [
        (0, "Date:"),
        (0, "14 May 2031"),
        (1, "Ward:"),
        (1, "Quayside"),
        (2, "Exempt:"),
        (2, "No"),
    ]


def test_people_side_by_side_are_not_mixed() -> None:
    page = Sheet().text(72, 80, "Contacts", bold=True)
    page.lines(72, 110, "Author:", "Olive Carrow", "01999 555124").lines(
        300, 110, "Director:", "Bea Wold", "01999 555125"
    )
    _, *cells = body(page)
    columns = [" ".join(b.text for b in cells if b.cell and b.cell.column == c) for c in (0, 1)]
    assert columns == ["Author: Olive Carrow 01999 555124", "Director: Bea Wold 01999 555125"]


def test_cells_that_no_rule_parts_are_one() -> None:
    rules = [Rule(0, y, 90, y) for y in (0, 20, 40)] + [Rule(x, 0, x, 40) for x in (0, 90)] + [Rule(45, 20, 45, 40)]
    (grid,) = grids_of(rules)
    assert [(a.row, a.column, a.column_span) for a in grid.areas] == [(0, 0, 2), (1, 0, 1), (1, 1, 1)]


def test_a_box_around_recommendations_keeps_its_list() -> None:
    page = (
        Sheet().box(70, 60, 540, 180).text(76, 80, "Recommendations", bold=True).text(76, 104, "Cabinet is asked to:")
    )
    page.text(76, 128, "(a)").text(100, 128, "approve the repair of the wall; and").text(76, 152, "(b)").text(
        100, 152, "note the cost."
    )
    heading, lead, first, second = body(page)
    assert heading.kind is BlockKind.HEADING and lead.text == "Cabinet is asked to:"
    assert (first.number, first.text) == ("(a)", "approve the repair of the wall; and")
    assert (second.number, second.text) == ("(b)", "note the cost.")
    assert {b.cell.table for b in (heading, lead, first, second) if b.cell} == {0}


def test_what_runs_over_every_page_is_no_part_of_the_text_and_a_paragraph_crosses_the_page() -> None:
    def page(number: int, *words: str) -> Sheet:
        sheet = Sheet().text(72, 40, "Brackenshire District Council").text(290, 810, f"Page {number}")
        return sheet.lines(72, 80, *words)

    document = read(pdf(page(1, *FULL[:2]), page(2, FULL[2], "", *OTHER), page(3, *OTHER[1:])))
    running = [b for b in document.blocks if b.region is Region.BODY]
    assert running[0].text == " ".join(FULL) and running[0].page == 1
    assert running[1].text == " ".join(OTHER) and running[1].page == 2
    assert [b.text for b in document.blocks if b.region is Region.HEADER] == ["Brackenshire District Council"]
    assert [b.text for b in document.blocks if b.region is Region.FOOTER] == ["Page 1", "Page 2", "Page 3"]


def test_pages_that_begin_alike_have_no_running_header() -> None:
    pages = [Sheet().text(72, 80, "None arising from this report.").text(72, 110, f"Part {n}") for n in "ab"]
    others = [Sheet().lines(72, 80, f"{words} is what the {words} says of it.") for words in ("wall", "quay", "slip")]
    assert texts(body(*pages, *others)).count("None arising from this report.") == 2


def test_a_table_goes_on_over_the_page() -> None:
    def page(*words: tuple[str, str]) -> Sheet:
        sheet = Sheet()
        for i in range(len(words) + 1):
            sheet.rule(72, 80 + 20 * i, 420, 80 + 20 * i)
        for x in (72, 200, 420):
            sheet.rule(x, 80, x, 80 + 20 * len(words))
        for i, (left, right) in enumerate(words):
            sheet.text(76, 94 + 20 * i, left).text(204, 94 + 20 * i, right)
        return sheet

    blocks = body(
        page(("Risk", "Answer"), ("Delay", "Start in May")), page(("Risk", "Answer"), ("Cost", "Fix the price"))
    )
    assert [(b.cell.table, b.cell.row, b.text) for b in blocks if b.cell and b.cell.column == 0] == [
        (0, 0, "Risk"),
        (0, 1, "Delay"),
        (0, 2, "Cost"),
    ]


def test_an_underlined_line_counts_as_bold() -> None:
    page = Sheet().text(72, 80, "Appendices").rule(72, 81.2, 126, 81.2).lines(72, 110, *FULL)
    assert body(page)[0].is_bold and body(page)[0].kind is BlockKind.HEADING


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (("It is a well-", "known place."), "It is a well-known place."),
        (("The harbour needs much impro-", "vement."), "The harbour needs much improvement."),
        (
            ("See https://www.brackenshire.example/", "papers for more."),
            "See https://www.brackenshire.example/papers for more.",
        ),
    ],
)
def test_words_cut_by_a_line_end_are_whole(lines: tuple[str, str], joined: str) -> None:
    page = Sheet().box(70, 60, 74 + 5.4 * len(lines[0]), 130).lines(76, 80, *lines).text(72, 200, "All is known to us.")
    assert body(page)[0].text == joined


def test_a_link_covers_its_own_characters() -> None:
    page = Sheet().text(72, 80, "See the ").text(112, 80, "coastal strategy").text(195, 80, "for more.")
    page.link(111, 70, 192, 83, "https://www.brackenshire.example/strategy")
    (block,) = body(page)
    (link,) = block.links
    assert block.text == "See the coastal strategy for more."
    assert (block.text[link.start : link.end], link.url) == (
        "coastal strategy",
        "https://www.brackenshire.example/strategy",
    )


def test_a_footnote_is_kept_apart() -> None:
    page = Sheet().lines(72, 80, *FULL).rule(72, 740, 216, 740).text(72, 752, "1 As amended in 2031.", size=8)
    document = read(pdf(page))
    assert [b.text for b in document.blocks if b.region is Region.FOOTNOTE] == ["1 As amended in 2031."]
    assert texts([b for b in document.blocks if b.region is Region.BODY]) == [" ".join(FULL)]


def test_a_page_lying_on_its_side_is_read_as_it_is_shown() -> None:
    sheet = Sheet()
    for i, words in enumerate(FULL):
        sheet.content.append(f"BT /F 11 Tf 0 1 -1 0 {100 + 14 * i} 60 Tm ({words}) Tj ET")
    assert texts(list(read(pdf(sheet, rotate=90)).blocks)) == [" ".join(FULL)]


def test_spaces_and_dashes_are_as_a_person_sees_them() -> None:
    page = Sheet().text(72, 80, "\u00a31.2\u00a0million for the harbour \u2013 \u2018in full\u2019")
    assert texts(body(page)) == ["\u00a31.2 million for the harbour \u2013 \u2018in full\u2019"]


@pytest.mark.parametrize(
    ("data", "state"),
    [
        (pdf(Sheet().picture()), ReadState.SCANNED),
        (pdf(Sheet()), ReadState.SCANNED),
        (pdf(Sheet().text(72, 80, "x"), trailer=LOCKED), ReadState.ENCRYPTED),
        (b"%PDF-1.4\nnothing more", ReadState.CORRUPT),
        (b"", ReadState.CORRUPT),
        (b"<html>not found</html>", ReadState.CORRUPT),
    ],
)
def test_a_file_that_gives_no_text_says_why(data: bytes, state: ReadState) -> None:
    document = read(data)
    assert document.read_state is state and document.why and not document.blocks


def test_a_file_cut_short_gives_what_can_be_read() -> None:
    whole = pdf(Sheet().lines(72, 80, *FULL))
    for cut in range(0, len(whole), 97):
        assert read(whole[:cut]).read_state in (ReadState.READ, ReadState.CORRUPT, ReadState.SCANNED)


def test_a_garbled_page_is_read_again_and_counted() -> None:
    data = pdf(Sheet().lines(72, 80, *FULL), Sheet().lines(72, 80, *FULL))
    good, other = read_pages(data)
    garbled = replace(other, pieces=tuple(replace(p, text="\ufffd" * len(p.text)) for p in other.pieces))
    pages, count = mended(data, [good, garbled])
    assert count == 1 and pages[0] is good
    assert fold(" ".join(p.text for p in pages[1].pieces)) == " ".join(FULL)
    assert strangeness(" ".join(FULL)) == 0.0


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus of real reports is not here")
def test_no_real_report_needs_the_second_reader_and_all_have_headings() -> None:
    for path in sorted(CORPUS.glob("*.pdf")):
        document = read(path.read_bytes())
        assert (document.read_state, document.fallback_pages) == (ReadState.READ, 0), path.name
        assert any(b.kind is BlockKind.HEADING for b in document.blocks), path.name
