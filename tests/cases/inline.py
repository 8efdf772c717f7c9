"""Words with marks into Word runs: links, tracked changes, hidden text, content controls, footnotes, tick boxes.

| mark | is |
|---|---|
| `**words**` | bold |
| `[words](address)` | a link |
| `{+words+}` `{-words-}` | inserted, deleted and not yet accepted |
| `{~words~}` | hidden text |
| `{=words=}` | a content control around a run |
| `{^words^}` | a footnote |
| `{x}` `{o}` | a tick box, ticked or not |
| `{>}` `{/}` | a tab, a line break in the paragraph |
"""

import re
import zlib
from collections.abc import Iterator

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from demo.generator.word import made

MARK = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|\[(?P<words>[^\]]+)\]\((?P<url>[^)]+)\)|\{\+(?P<added>.+?)\+\}|\{-(?P<struck>.+?)-\}"
    r"|\{~(?P<hidden>.+?)~\}|\{=(?P<control>.+?)=\}|\{\^(?P<note>.+?)\^\}|\{(?P<sign>[xo>/])\}"
)
SIGNS = {"x": "☒", "o": "☐", ">": " ", "/": " "}
FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
LINKED = "Hyperlink"
"""The style that Word gives to a link; LibreOffice keeps the address in a PDF only where a link has it."""
CHANGED = {"author": "Committee Clerk", "date": "2024-01-01T09:00:00Z"}


def plain(text: str) -> str:
    """What a reader of the accepted paper sees, white space folded; a footnote is no part of the sentence it hangs on.

    >>> plain("**The{/}plan** of {-2023-}{+2024+}{^Item 4.^} {x} [here](https://a.example)")
    'The plan of 2024 ☒ here'
    """
    seen = MARK.sub(_seen, text)
    return " ".join((MARK.sub(_seen, seen) if MARK.search(seen) else seen).split())


def _seen(mark: re.Match[str]) -> str:
    if mark["sign"]:
        return SIGNS[mark["sign"]]
    return mark["bold"] or mark["words"] or mark["added"] or mark["control"] or ""


def write(paragraph: Paragraph, text: str, *, bold: bool = False) -> Paragraph:
    """Adds text with its marks. Marks do not nest, save for signs within bold."""
    at = 0
    for mark in MARK.finditer(text):
        _run(paragraph, text[at : mark.start()], bold)
        _marked(paragraph, mark, bold)
        at = mark.end()
    _run(paragraph, text[at:], bold)
    return paragraph


def _marked(paragraph: Paragraph, mark: re.Match[str], bold: bool) -> None:
    kind = str(mark.lastgroup)
    if kind == "bold":
        write(paragraph, mark["bold"], bold=True)
    elif kind == "url":
        _link(paragraph, mark["words"], mark["url"])
    elif kind in ("added", "struck"):
        _changed(paragraph, mark[kind], kind, bold)
    elif kind == "hidden":
        run = _run(paragraph, mark["hidden"], bold)
        run.font.hidden = True
    elif kind == "control":
        _wrap(paragraph, _run(paragraph, mark["control"], bold), control(mark["control"]))
    elif kind == "note":
        _footnote(paragraph, mark["note"])
    else:
        _sign(paragraph, mark["sign"])


def _run(paragraph: Paragraph, text: str, bold: bool) -> Run:
    run = paragraph.add_run(text)
    run.bold = bold or None
    if not text:
        paragraph._p.remove(run._r)
    return run


def _sign(paragraph: Paragraph, sign: str) -> None:
    if sign == ">":
        paragraph.add_run().add_tab()
    elif sign == "/":
        paragraph.add_run().add_break()
    else:
        box = paragraph.add_run(SIGNS[sign])
        box.font.name = "DejaVu Sans"
        _wrap(paragraph, box, control(SIGNS[sign]))


def _link(paragraph: Paragraph, text: str, url: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    run.font.underline = True
    run.font.color.rgb = RGBColor(0x1F, 0x4E, 0x9E)
    if LINKED in paragraph.part.document.styles:
        run.style = LINKED
    link.append(run._r)
    paragraph._p.append(link)


def _changed(paragraph: Paragraph, text: str, kind: str, bold: bool) -> None:
    run = _run(paragraph, text, bold)
    if kind == "struck":
        run._r.find(qn("w:t")).tag = qn("w:delText")
    change = made("w:ins" if kind == "added" else "w:del", id=zlib.crc32(text.encode()) % 9999, **CHANGED)
    paragraph._p.append(change)
    change.append(run._r)


def control(name: str) -> tuple[OxmlElement, OxmlElement]:
    """An empty content control and its inside, named after what it holds."""
    outer, properties, inside = OxmlElement("w:sdt"), OxmlElement("w:sdtPr"), OxmlElement("w:sdtContent")
    properties.append(made("w:alias", val=name[:24]))
    properties.append(made("w:id", val=zlib.crc32(name.encode()) % 2**31))
    outer.extend([properties, inside])
    return outer, inside


def _wrap(paragraph: Paragraph, run: Run, made_control: tuple[OxmlElement, OxmlElement]) -> None:
    outer, inside = made_control
    paragraph._p.append(outer)
    inside.append(run._r)


def _footnote(paragraph: Paragraph, text: str) -> None:
    notes = _footnotes(paragraph.part.document)
    number = 1 + max(int(note.get(qn("w:id"))) for note in notes)
    note = made("w:footnote", id=number)
    body = OxmlElement("w:p")
    body.append(_reference("w:footnoteRef"))
    note.append(body)
    Paragraph(body, paragraph._parent).add_run(f" {text}").font.size = 114300
    notes.append(note)
    mark = _reference("w:footnoteReference")
    mark[-1].set(qn("w:id"), str(number))
    paragraph._p.append(mark)


def _reference(tag: str) -> OxmlElement:
    run, properties = OxmlElement("w:r"), OxmlElement("w:rPr")
    properties.append(made("w:vertAlign", val="superscript"))
    run.extend([properties, OxmlElement(tag)])
    return run


def _footnotes(document: Document) -> OxmlElement:
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
            return relation.target_part.element
    bare = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{tag}/></w:r></w:p></w:footnote>'
        for kind, number, tag in (("separator", -1, "separator"), ("continuationSeparator", 0, "continuationSeparator"))
    )
    element = parse_xml(f"<w:footnotes {nsdecls('w')}>{bare}</w:footnotes>")
    part = XmlPart(PackURI("/word/footnotes.xml"), FOOTNOTES, element, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return element


def accept_changes(document: Document) -> Iterator[str]:
    """Accepts what is tracked, as a clerk does before a paper is published; yields the words that go."""
    body = document.element.body
    for gone in list(body.iter(qn("w:del"))):
        yield "".join(gone.itertext())
        gone.getparent().remove(gone)
    for kept in list(body.iter(qn("w:ins"))):
        for run in list(kept):
            kept.addprevious(run)
        kept.getparent().remove(kept)
