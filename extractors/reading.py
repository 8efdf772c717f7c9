"""read(data) -> Reading: the table of contents of this room."""

from collections.abc import Sequence
from dataclasses import replace

from extractors.fields.answers import other_answers
from extractors.fields.header.body import body_of
from extractors.fields.header.council import council_of
from extractors.fields.header.exempt import exempt_of, exempt_paragraphs_of
from extractors.fields.header.key_decision import key_decision_of
from extractors.fields.header.meeting import meeting_date_of
from extractors.fields.header.reference import reference_of
from extractors.fields.header.title import title_of
from extractors.fields.history import approvals_of, history_of
from extractors.fields.implication_headings import implication_entries
from extractors.fields.implications import implications_of
from extractors.fields.minutes import resolved_of
from extractors.fields.money import amounts_of
from extractors.fields.papers import appendices_of, background_papers_of
from extractors.fields.people.roles import people_of
from extractors.fields.recommendations import recommendations_of
from extractors.fields.record import above_labels, recorded
from extractors.fields.replied import front_of, replied
from extractors.fields.states import fields_of
from extractors.fields.texts import FIELDS, preferred_option_of, text_of
from extractors.issues import issues_of, text_lost, two_answers, unplaced
from extractors.kinds import kind_of
from extractors.model import (
    FIELD_NAMES,
    Council,
    Document,
    Field,
    Issue,
    Kind,
    Listing,
    Passage,
    Reading,
    ReadState,
    Recommendation,
    Report,
    State,
    Text,
    walk,
)
from extractors.outline import Outline, outline
from extractors.packs import calls_itself_pack, parts_of
from extractors.passages import passages_of
from extractors.read.document import REPLY, document_of

READER_VERSION = "1"
"""Raised by hand whenever what is read from the same bytes changes; a test fails on a change without it."""
OCR_VERSION = f"{READER_VERSION}+ocr"


def read(
    data: bytes, *, listing: Listing | None = None, councils: Sequence[Council] = (), ocr: bool = False
) -> Reading:
    """Everything a file says. A file's faults are its read_state and issues, never an exception.

    With `ocr`, text in pictures is recognised; such a reading has the version OCR_VERSION.
    """
    document = document_of(data, ocr=ocr)
    version = OCR_VERSION if document.ocr_pages else READER_VERSION
    if document.read_state is not ReadState.READ:
        return Reading(document, (), version)
    reports = _reports(document, councils)
    first = replace(reports[0], issues=(*reports[0].issues, *text_lost(document)))
    return Reading(document, (first, *reports[1:]), version)


def _reports(document: Document, councils: Sequence[Council]) -> tuple[Report, ...]:
    """The report of a paper; of a pack its own, then one for each of its parts. What a web service's reply says of a
    meeting stands before its items, none of which speaks for the others."""
    whole = outline(document)
    if document.media_type == REPLY:
        head = _report(outline(document, 0, front_of(whole)), Kind.MINUTES, councils)
        return (replace(head, passages=passages_of(whole), decisions=replied(whole)),)
    kind = kind_of(whole)
    is_pack = calls_itself_pack(document) or kind is Kind.AGENDA
    parts = parts_of(document) if is_pack else []
    if len(parts) < 2 and not calls_itself_pack(document):
        return (_report(whole, kind, councils),)
    outlines = [outline(document, first, last) for first, last in parts]
    own = _report(outlines[0], Kind.REPORTS_PACK, councils)
    return own, *(_report(o, kind_of(o), councils) for o in outlines[1:])


def unruled(data: bytes, fault: str) -> Reading:
    """A paper over which a rule of ours failed: its text is kept, its fields are unclear, an Issue says whose fault
    it is."""
    document = document_of(data)
    fields = {name: Field(name, State.UNCLEAR) for name in FIELD_NAMES}
    text = Passage("", "\n".join(b.text for b in document.blocks), document.blocks[0].page if document.blocks else None)
    report = Report(Kind.OTHER, fields, issues=(Issue("reader_fault", fault),), passages=(text,))
    return Reading(document, (report,), READER_VERSION)


def _report(parts: Outline, kind: Kind, councils: Sequence[Council]) -> Report:
    notice = kind is Kind.DECISION_NOTICE
    implications = implications_of(parts)
    lead_in, recommendations = _recommendations(parts, notice)
    appendices, no_appendices = appendices_of(parts)
    background, background_stance = background_papers_of(parts)
    values = {
        **_front_matter(parts, notice, councils),
        **_statements(parts),
        **people_of(parts, notice),
        "recommendations_lead_in": lead_in,
        "background_papers_stance": background_stance,
        "amounts": amounts_of(parts.document, recommendations, implications),
    }
    decided = recorded(parts, values, lead_in, recommendations) if notice else ()
    decisions = resolved_of(parts) if kind is Kind.MINUTES else decided
    lists = {
        "recommendations": recommendations,
        "implications": implications,
        "appendices": appendices,
        "background_papers": background,
        "decisions": decisions,
    }
    others = other_answers(parts, values, notice)
    fields = fields_of(values, lists, no_appendices, others)
    passages = passages_of(parts)
    pages = [b.page for b in (parts.document.blocks[i] for i in parts.running) if b.page is not None]
    first, last = (min(pages), max(pages)) if pages else (None, None)
    issues = (*issues_of(kind, fields, lists), *two_answers(fields, others))
    papers = (appendices, background)
    report = Report(
        kind, fields, recommendations, implications, *papers, issues, passages, first, last, decisions=decisions
    )
    cited = [e for _, value in walk(report) for e in value.evidence]
    return replace(report, issues=(*issues, *unplaced(parts, fields, cited)))


def _recommendations(parts: Outline, notice: bool) -> tuple[Text | None, tuple[Recommendation, ...]]:
    """(lead-in, recommendations); of a record of decision, what it decides."""
    if not notice:
        return recommendations_of(parts)
    lead_in, resolved = recommendations_of(parts, "resolution", "recommendations")
    return lead_in, above_labels(parts, resolved)


def _front_matter(parts: Outline, notice: bool, councils: Sequence[Council]) -> dict[str, object]:
    body, body_type = body_of(parts)
    exempt = exempt_of(parts)
    return {
        "council": council_of(parts, councils),
        "body": body,
        "body_type": body_type,
        "meeting_date": meeting_date_of(parts, notice, body.value if body else None),
        "title": title_of(parts),
        "key_decision": key_decision_of(parts),
        "exempt": exempt,
        "exempt_paragraphs": exempt_paragraphs_of(parts, exempt),
        "decision_reference": reference_of(parts),
    }


def _statements(parts: Outline) -> dict[str, object]:
    asked = implication_entries(parts)
    return {
        **{f: text_of(parts, f, asked) for f in FIELDS},
        "preferred_option": preferred_option_of(parts),
        "history": history_of(parts),
        "approvals": approvals_of(parts),
    }
