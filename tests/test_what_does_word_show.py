"""A Word file is read as a person sees it: what is hidden or struck out is not there, and numbers are as printed."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from lxml import etree

from extractors.issues import text_lost
from extractors.model import Block, BlockKind, Document, ReadState, Region
from extractors.read.docx import read_docx
from extractors.read.docx.placed import share_placed

NAMES = nsdecls("w")
BOX = (
    '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    f'xmlns:v="urn:schemas-microsoft-com:vml" {NAMES}><w:r><mc:AlternateContent>'
    "<mc:Choice><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>In the "
    "box</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>In the "
    "box</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>"
)


def blocks_of(make: Callable[["docx.document.Document"], None]) -> tuple[Block, ...]:
    """The blocks of a document that `make` fills."""
    document = docx.Document()
    make(document)
    packed = io.BytesIO()
    document.save(packed)
    read = read_docx(packed.getvalue(), "0" * 64)
    assert read.read_state is ReadState.READ, read.why
    return read.blocks


def paragraph(inner: str) -> Callable[["docx.document.Document"], None]:
    """A document of one paragraph with this XML inside."""
    return lambda d: d.element.body.insert(0, parse_xml(f"<w:p {NAMES}>{inner}</w:p>"))


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        ("<w:r><w:t>The plan</w:t></w:r><w:del><w:r><w:delText> draft</w:delText></w:r></w:del>", "The plan"),
        (
            '<w:r><w:t xml:space="preserve">The </w:t></w:r><w:ins><w:r><w:t>final plan</w:t></w:r></w:ins>',
            "The final plan",
        ),
        ("<w:r><w:t>Seen</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden</w:t></w:r>", "Seen"),
        ("<w:sdt><w:sdtContent><w:r><w:t>Cabinet</w:t></w:r></w:sdtContent></w:sdt>", "Cabinet"),
        ("<w:r><w:t>Ward:</w:t><w:tab/><w:t>All</w:t><w:br/><w:t>Two</w:t></w:r>", "Ward:\tAll\nTwo"),
        ("<w:r><w:t>co</w:t><w:softHyphen/><w:t>operate</w:t></w:r>", "cooperate"),
        ("<w:r><w:t>5\u00a0March</w:t></w:r>", "5 March"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE \\@ d</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>5 March 2024</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "5 March 2024",
        ),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t xml:space="preserve"> Yes</w:t></w:r>', "☒ Yes"),
    ],
    ids=[
        "deleted",
        "inserted",
        "hidden",
        "control",
        "tab-and-break",
        "soft-hyphen",
        "no-break-space",
        "field",
        "ticked-box",
    ],
)
def test_only_what_is_shown_is_read(inner, shown):
    assert blocks_of(paragraph(inner))[0].text == shown


def test_a_text_box_is_read_once():
    found = blocks_of(lambda d: d.element.body.insert(0, parse_xml(BOX)))
    assert [(b.text, b.region) for b in found] == [("In the box", Region.BOX)]


def test_a_link_keeps_the_address_behind_its_words():
    def fill(document):
        link = document.part.relate_to(
            "https://thornmere.example/plan",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
            True,
        )
        words = f'<w:hyperlink r:id="{link}"><w:r><w:t>the plan</w:t></w:r></w:hyperlink>'
        inner = f'<w:r><w:t xml:space="preserve">See </w:t></w:r>{words}'
        document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w', 'r')}>{inner}</w:p>"))

    block = blocks_of(fill)[0]
    assert [(block.text[x.start : x.end], x.url) for x in block.links] == [
        ("the plan", "https://thornmere.example/plan")
    ]


NUMBERING = f"""<w:numbering {NAMES}><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%4)"/></w:lvl>
</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="8"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride
w:val="1"/></w:lvlOverride></w:num></w:numbering>"""


def test_numbers_are_computed_as_word_prints_them():
    def fill(document):
        own = parse_xml(NUMBERING)
        root = document.part.numbering_part.element
        for child in list(root):
            root.remove(child)
        for child in list(own):
            root.append(child)
        for place, (list_id, depth) in enumerate(
            [(7, 0), (7, 1), (7, 2), (7, 3), (7, 2), (7, 0), (7, 1), (8, 0), (8, 1)]
        ):
            numbered = f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr></w:pPr>'
            document.element.body.insert(place, parse_xml(f"<w:p {NAMES}>{numbered}<w:r><w:t>Item</w:t></w:r></w:p>"))

    assert [b.number for b in blocks_of(fill)] == ["1.", "1.1", "(a)", "(i)", "(b)", "2.", "2.1", "1.", "1.1"]


def test_a_typed_number_is_no_part_of_the_text():
    block = blocks_of(paragraph("<w:r><w:t>2.1</w:t><w:tab/><w:t>That the plan be approved.</w:t></w:r>"))[0]
    assert (block.number, block.text) == ("2.1", "That the plan be approved.")


def test_a_merged_cell_is_given_once_and_keeps_its_place():
    def fill(document):
        table = document.add_table(rows=2, cols=3)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "Across"
        table.cell(0, 2).text = "Right"
        table.cell(1, 2).text = "Below"

    found = [(b.text, b.cell.row, b.cell.column, b.cell.column_span) for b in blocks_of(fill)]
    assert found == [("Across", 0, 0, 2), ("Right", 0, 2, 1), ("Below", 1, 2, 1)]


def test_a_header_is_kept_apart_from_the_running_text():
    def fill(document):
        document.sections[0].header.paragraphs[0].text = "NOT FOR PUBLICATION"
        document.add_paragraph("The report")

    found = blocks_of(fill)
    assert [(b.text, b.region) for b in found] == [("NOT FOR PUBLICATION", Region.HEADER), ("The report", Region.BODY)]


def test_a_bold_lead_and_a_heading_are_told_from_text():
    def fill(document):
        lead = document.add_paragraph()
        lead.add_run("Report author: ").bold = True
        lead.add_run("Jane Roe")
        document.add_paragraph().add_run("Financial implications").bold = True
        large = document.add_paragraph().add_run("Leisure strategy")
        large.font.size = Pt(20)
        for _ in range(3):
            document.add_paragraph("There are none that officers know of at this time.")

    found = blocks_of(fill)
    assert found[0].text[: found[0].style.bold_until].strip() == "Report author:"
    assert [b.kind for b in found[:4]] == [
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
    ]


def test_a_truncated_file_is_corrupt_and_says_so():
    packed = io.BytesIO()
    docx.Document().save(packed)
    read = read_docx(packed.getvalue()[:2000], "0" * 64)
    assert read.read_state is ReadState.CORRUPT
    assert "not a readable Word file" in read.why


def test_damage_to_what_is_not_text_does_not_matter():
    packed, damaged = io.BytesIO(), io.BytesIO()
    document = docx.Document()
    document.add_paragraph("The plan")
    document.save(packed)
    with zipfile.ZipFile(packed) as whole, zipfile.ZipFile(damaged, "w") as copy:
        for name in whole.namelist():
            if name != "docProps/thumbnail.jpeg":
                copy.writestr(name, b"<broken" if name == "word/settings.xml" else whole.read(name))
    read = read_docx(damaged.getvalue(), "0" * 64)
    assert read.read_state is ReadState.READ, read.why
    assert [b.text for b in read.blocks] == ["The plan"]


def test_text_that_reached_no_block_is_measured():
    shown = "<w:p><w:r><w:t>A paragraph that everybody reads.</w:t></w:r></w:p>"
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>A note that Word does not show.</w:t></w:r></w:p>"
    xml = f"<w:body {nsdecls('w')}>{shown}{hidden}</w:body>"
    read, unread = Block(BlockKind.PARAGRAPH, "A paragraph that everybody reads."), Block(BlockKind.PARAGRAPH, "A par")
    assert share_placed(xml.encode(), etree.fromstring(xml), [read]) == 1.0
    assert share_placed(xml.encode(), etree.fromstring(xml), [unread]) == pytest.approx(4 / 28)


def test_lost_text_is_an_issue():
    document = Document("0" * 64, "", 1, ReadState.READ, placed=0.9)
    assert [i.message for i in text_lost(document)] == [
        "10.0% of the letters in the file are in no block of what was read"
    ]
    assert not list(text_lost(replace(document, placed=0.995)))
