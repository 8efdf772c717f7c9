"""What a report says: fields, people, recommendations, implications and papers, each with its evidence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Generic, TypeVar

from extractors.model.document import Document, EvidenceError, Span

T = TypeVar("T")


class State(StrEnum):
    """What a report says of a field: something, "none", nothing, or two things at once."""

    FOUND = "found"
    NONE_STATED = "none_stated"
    ABSENT = "absent"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value stands in its paper, and by which rule it was read there."""

    sha256: str
    span: Span
    page: int | None
    quote: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Stated(Generic[T]):
    """A value with its evidence."""

    value: T
    evidence: tuple[Evidence, ...]


Text = Stated[str]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a report. `label` is the word under which they stand; `portfolio` is for members."""

    name: Text | None = None
    role: Text | None = None
    label: Text | None = None
    portfolio: Text | None = None
    phone: Text | None = None
    email: Text | None = None


@dataclass(frozen=True, slots=True)
class Delegation:
    """A power that a recommendation would give away."""

    to: Text
    in_consultation_with: Text | None = None
    scope: Text | None = None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation; `actions` are codes of vocabulary/verbs.csv, the weightiest first."""

    text: Text
    number: str | None
    actions: tuple[str, ...]
    delegations: tuple[Delegation, ...] = ()


class DecisionOutcome(StrEnum):
    """What became of a matter. Approved is also agreed, adopted or endorsed; referred is passed on for decision."""

    APPROVED = "approved"
    APPROVED_WITH_AMENDMENTS = "approved_with_amendments"
    NOTED = "noted"
    DEFERRED = "deferred"
    REJECTED = "rejected"
    REFERRED = "referred"
    WITHDRAWN = "withdrawn"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Decision:
    """Something resolved: by an item of minutes, or by a signed record of decision.

    `actions` are codes of vocabulary/verbs.csv, the weightiest first. `number` is the minute's, `item` the agenda's.
    `decided_on` is None in minutes: it is the day of their meeting.
    """

    text: Text
    outcome: DecisionOutcome
    actions: tuple[str, ...]
    is_procedural: bool = False
    title: Text | None = None
    number: str | None = None
    item: Text | None = None
    reference: Text | None = None
    decided_on: Stated[date] | None = None
    reasons: Text | None = None
    alternatives: Text | None = None
    key_decision: Stated[bool] | None = None
    subject_to_call_in: Stated[bool] | None = None
    call_in_ends: Stated[date] | None = None
    published_on: Stated[date] | None = None
    effective_on: Stated[date] | None = None


class Stance(StrEnum):
    """What stands under an implication's heading."""

    STATED = "stated"
    NONE_DECLARED = "none_declared"
    NONE_QUALIFIED = "none_qualified"
    SEE_ELSEWHERE = "see_elsewhere"
    CONSIDERED_WITHOUT_COMMENT = "considered_without_comment"
    EMPTY = "empty"
    PLACEHOLDER = "placeholder"


@dataclass(frozen=True, slots=True)
class Implication:
    """One implication heading; `types` are codes of vocabulary/implications.csv."""

    heading: Text
    types: tuple[str, ...]
    stance: Stance
    text: Text | None


@dataclass(frozen=True, slots=True)
class Paper:
    """An appendix or a background paper."""

    label: Text | None = None
    title: Text | None = None
    url: Text | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money as printed, with its sentence."""

    amount: Text
    sentence: Text


@dataclass(frozen=True, slots=True)
class Step:
    """A body that had the matter before, or is to have it; its date as printed."""

    body: Text | None
    date: Text | None = None


@dataclass(frozen=True, slots=True)
class Approval:
    """A clearance: what for, and by whom."""

    role: Text
    by: Text


FIELD_NAMES = (
    "council", "body", "body_type", "meeting_date", "title", "key_decision", "exempt", "exempt_paragraphs",
    "recommendations_lead_in", "background_papers_stance", "purpose", "summary", "reasons", "alternatives",
    "consultation", "corporate_priorities", "wards_affected", "report_of", "authors", "lead_officers", "contacts",
    "portfolio_holders", "preferred_option", "amounts", "history", "approvals", "decision_reference",
    "recommendations", "implications", "appendices", "background_papers", "decisions",
)  # fmt: skip
"""Every field of a report. The last five are lists of records, and their Field carries only the state."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a report: a stated value, a tuple of stated values or of records, or None."""

    name: str
    state: State
    value: object = None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All evidence for the field, in reading order."""
        return tuple(e for _, stated in walk(self.value) for e in stated.evidence)


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that a person should look at; stored and counted."""

    code: str
    message: str
    path: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of one section, over which topics are matched without reading the paper again."""

    heading: str
    text: str
    first_page: int | None


class Kind(StrEnum):
    """What sort of paper a file, or a part of a pack, is."""

    OFFICER_REPORT = "officer_report"
    AGENDA = "agenda"
    MINUTES = "minutes"
    REPORTS_PACK = "reports_pack"
    DECISION_NOTICE = "decision_notice"
    APPENDIX = "appendix"
    EQUALITY_IMPACT_ASSESSMENT = "equality_impact_assessment"
    AMENDMENT = "amendment"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Report:
    """What one paper, or one part of a pack, says."""

    kind: Kind
    fields: Mapping[str, Field]
    recommendations: tuple[Recommendation, ...] = ()
    implications: tuple[Implication, ...] = ()
    appendices: tuple[Paper, ...] = ()
    background_papers: tuple[Paper, ...] = ()
    issues: tuple[Issue, ...] = ()
    passages: tuple[Passage, ...] = ()
    first_page: int | None = None
    last_page: int | None = None
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The document and its reports: all that crosses to the warehouse.

    Raises EvidenceError when a quote is not the text at its span.
    """

    document: Document
    reports: tuple[Report, ...]
    reader_version: str

    def __post_init__(self) -> None:
        quoted = cache(self.document.quote)  # many values may cite one long paragraph
        for report in self.reports:
            for path, stated in walk(report):
                for evidence in stated.evidence:
                    if quoted(evidence.span) != evidence.quote or not evidence.quote:
                        raise EvidenceError(
                            f"{self.document.sha256[:12]} {path}: quote {evidence.quote[:60]!r} is not "
                            f"the text at {evidence.span}"
                        )


def walk(value: object, path: str = "") -> Iterator[tuple[str, Stated[object]]]:
    """Every stated value inside `value` with its path ("/authors/0/name"), in order."""
    if isinstance(value, Stated):
        yield path, value
    elif isinstance(value, Field):
        yield from walk(value.value, path)
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from walk(part, f"{path}/{key}")
    elif isinstance(value, tuple):
        for i, part in enumerate(value):
            yield from walk(part, f"{path}/{i}")
    elif isinstance(value, Report):
        yield from walk(value.fields, path)
        for name in ("recommendations", "implications", "appendices", "background_papers", "decisions"):
            yield from walk(getattr(value, name), f"{path}/{name}")
    elif is_dataclass(value) and not isinstance(value, type):
        for part in fields(value):
            yield from walk(getattr(value, part.name), f"{path}/{part.name}")
