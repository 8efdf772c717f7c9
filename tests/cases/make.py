"""`python -m tests.cases.make [NAME…]`: the papers as Word and PDF, each with its label; LibreOffice makes the PDF."""

import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import docx
import yaml
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.section import _Footer, _Header
from docx.shared import Cm, Pt

from demo.generator.pdf import to_pdf
from demo.generator.word import made, save
from tests.cases.blocks import write_paper
from tests.cases.houses import HOUSES
from tests.cases.inline import LINKED, accept_changes, write
from tests.cases.labels import label

HERE = Path(__file__).parent
KEYS = {"house", "kind", "header", "foot", "paper", "says"}


def main(names: list[str]) -> int:
    """Makes the papers named, or all. Raises ValueError for a name without a yml file."""
    known = sorted(path.stem for path in (HERE / "papers").glob("*.yml"))
    unknown = [name for name in names if name not in known]
    if unknown:
        raise ValueError(f"no papers/{unknown[0]}.yml; there are {', '.join(known)}")
    with tempfile.TemporaryDirectory() as space:
        work = Path(space)
        for name in names or known:
            _make(name, work / name)
        to_pdf([work / name for name in names or known])
        for name in names or known:
            shutil.copy(work / name / "report.pdf", HERE / "reports" / name / "report.pdf")
    return 0


def _make(name: str, accepted: Path) -> None:
    """Writes the Word file with its tracked changes and the label; and the accepted paper, of which the PDF is made."""
    said = read(name)
    folder = HERE / "reports" / name
    folder.mkdir(parents=True, exist_ok=True)
    accepted.mkdir()
    document = typeset(said)
    save(document, folder / "report.docx")
    list(accept_changes(document))
    save(document, accepted / "report.docx")
    told = label(name, said.get("kind", "officer_report"), said["paper"], said.get("says", {}))
    (folder / "expected.json").write_text(json.dumps(told, indent=1, ensure_ascii=False, default=str) + "\n")


def read(name: str) -> dict[str, Any]:
    """One yml file. Raises ValueError for a key that is not known here."""
    said: dict[str, Any] = yaml.safe_load((HERE / "papers" / f"{name}.yml").read_text(encoding="utf8"))
    if set(said) - KEYS:
        raise ValueError(f"papers/{name}.yml: no key {min(set(said) - KEYS)}; known are {', '.join(sorted(KEYS))}")
    return said


def typeset(said: dict[str, Any]) -> Document:
    """The paper as its council prints it."""
    house = HOUSES[said["house"]]
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(house.margin)
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = document.styles[name]
        style.font.name = house.font
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), house.font)
        style.font.size = Pt(house.size)
    document.styles["Normal"].paragraph_format.space_after = Pt(house.gap)
    if house.linked:
        document.styles.add_style(LINKED, WD_STYLE_TYPE.CHARACTER)
    write_paper(document, said["paper"], house)
    _margins(section.header, said.get("header", []), "")
    _margins(section.footer, said.get("foot", []), house.paged)
    return document


def _margins(part: _Header | _Footer, lines: list[str], paged: str) -> None:
    """The lines at the head or the foot of every page, the page number last."""
    before, page, after = paged.partition("{page}")
    for place, line in enumerate([*lines, *([before] if paged else [])]):
        paragraph = part.paragraphs[0] if place == 0 else part.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        write(paragraph, line)
    if page:
        number = made("w:fldSimple", instr="PAGE")
        number.append(made("w:r"))
        part.paragraphs[-1]._p.append(number)
        write(part.paragraphs[-1], after)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
