"""`python -m demo.generator [NAME…]`: the papers of papers/*.yml as Word and PDF, each with its label."""

import json
import sys
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from demo.generator.bodies import write_body
from demo.generator.content import Paper, read_paper
from demo.generator.heads import write_head, write_top
from demo.generator.house import HOUSES, House
from demo.generator.label import label
from demo.generator.pdf import to_pdf
from demo.generator.scan import as_scan
from demo.generator.word import made, save, write

DEMO = Path(__file__).parents[1]
SCANS = ("tarnside-productivity-plan",)
PDF_ONLY = ("agenda", "minutes")


def main(names: list[str]) -> int:
    """Makes the papers named, or all. Raises ValueError for a name without a yml file."""
    paths = {path.stem: path for path in sorted((DEMO / "papers").glob("*.yml"))}
    unknown = [name for name in names if name not in paths]
    if unknown:
        raise ValueError(f"no papers/{unknown[0]}.yml; there are {', '.join(paths)}")
    papers = [read_paper(paths[name]) for name in names or paths]
    for paper in papers:
        folder = DEMO / "reports" / paper.name
        folder.mkdir(parents=True, exist_ok=True)
        save(typeset(paper), folder / "report.docx")
        (folder / "expected.json").write_text(
            json.dumps(label(paper), indent=1, ensure_ascii=False, default=str) + "\n"
        )
    to_pdf([DEMO / "reports" / paper.name for paper in papers])
    for paper in papers:
        folder = DEMO / "reports" / paper.name
        if paper.name in SCANS:
            as_scan(folder / "report.pdf")
        if paper.name in SCANS or paper.kind in PDF_ONLY:
            (folder / "report.docx").unlink()
    return 0


def typeset(paper: Paper) -> Document:
    """The paper as a Word document in its council's layout."""
    house = HOUSES[paper.house]
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    for name in ("Normal", "Heading 1", "Heading 2", "List Bullet"):
        style = document.styles[name]
        style.font.name = house.font
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), house.font)
        style.font.size = Pt(house.size + (2 if name == "Heading 1" else 0))
    document.styles["Normal"].paragraph_format.space_after = Pt(8)
    write_top(document, paper.top, house)
    write_head(document, paper.head, house)
    write_body(document, paper.body, house)
    _page_foot(document, paper.foot, house)
    return document


def _page_foot(document: Document, foot: str, house: House) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    if foot:
        write(paragraph, f"{foot}\t")
    before, page, after = house.paged.partition("{page}")
    write(paragraph, before)
    if page:
        number = made("w:fldSimple", instr="PAGE")
        number.append(made("w:r"))
        paragraph._p.append(number)
    write(paragraph, after)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
