"""What sort of paper this is, by its own words for itself and by what it holds. Packs: packs.py."""

import re

from extractors.model import Kind
from extractors.outline import Outline

NOTICE = re.compile(
    r"\b(?:record of (?:executive |officer |delegated )?decisions?|decision (?:notice|record)|notice "
    r"of decision|officer decision record|record of cabinet decision|decision details)\b",
    re.IGNORECASE,
)
MINUTES = re.compile(r"\bminutes of\b|^minutes$|\bheld (?:at|in|on)\b.{0,80}\b(?:commencing|present)\b", re.IGNORECASE)
PRESENT = re.compile(r"^\W*(?:present|in attendance|also present|members present|apologies)\b", re.IGNORECASE)
ASSESSMENT = re.compile(
    r"\b(?:eqia|equalit(?:y|ies)\b[^.]{0,60}?\bimpact (?:assessment|analysis)|equality analysis)\b", re.IGNORECASE
)
AMENDMENT = re.compile(
    r"\bamendment\b.{0,60}\b(?:budget|motion|proposed|group|to)\b|\bproposed by\b.{0,80}\bseconded by\b",
    re.IGNORECASE | re.DOTALL,
)
APPENDIX = re.compile(r"^\W*(?:appendix|annexe?)\b", re.IGNORECASE)
HEAD = 40
"""Blocks in which a paper says what it is."""


def kind_of(outline: Outline) -> Kind:
    """The kind of the part that an outline covers."""
    document = outline.document
    head = [document.blocks[i].text for i in outline.running[:HEAD]]
    top = " \n".join(head[:6])
    asks = {e.field for e in outline.entries if e.value is not None or e.form == "heading"}
    makes_report = len(
        asks
        & {
            "report_of",
            "author",
            "portfolio_holder",
            "recommendations",
            "purpose",
            "summary",
            "contact",
            "background_papers",
            "implications",
            "lead_officer",
        }
    )
    if NOTICE.search(top) and not re.search(r"\breport\b", head[0] if head else "", re.IGNORECASE):
        return Kind.DECISION_NOTICE
    if _is_agenda(outline, head):
        return Kind.AGENDA
    if any(MINUTES.search(t) for t in head[:12]) and any(PRESENT.search(t) for t in head):
        return Kind.MINUTES
    if ASSESSMENT.search(top) and "recommendations" not in asks:
        return Kind.EQUALITY_IMPACT_ASSESSMENT
    if AMENDMENT.search(top) and makes_report < 3:
        return Kind.AMENDMENT
    if "recommendations" in asks and makes_report >= 2:
        return Kind.OFFICER_REPORT
    if APPENDIX.search(head[0] if head else "") or any(APPENDIX.search(t) for t in head[:4]):
        return Kind.APPENDIX
    return Kind.OFFICER_REPORT if makes_report >= 3 else Kind.OTHER


def _is_agenda(outline: Outline, head: list[str]) -> bool:
    """An agenda names itself, or lists apologies and declarations of interests among its items before any report
    begins."""
    said = any(re.match(r"^\W*agenda\W*$", t, re.IGNORECASE) for t in head)
    items = sum(
        bool(
            re.search(
                r"\b(?:apologies|declarations? of (?:members'? )?(?:disclosable |pecuniary "
                r")?interests?|minutes of the (?:previous |last )?meeting|urgent (?:business|items))\b",
                t,
                re.IGNORECASE,
            )
        )
        for t in head
    )
    present = any(PRESENT.match(t) and "apolog" not in t.casefold() for t in head)
    return ((said and items >= 1) or items >= 2) and not present
