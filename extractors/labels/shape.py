"""The shape of a label, so that a slip of the pen in one is told and not silently left unjudged."""

from collections.abc import Collection
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, StrictBool, ValidationError
from pydantic_core import ErrorDetails

from extractors.model import Kind, Stance
from extractors.vocabulary import body_types, implication_headings, verbs

BODY_TYPES = frozenset({kind for _, kind in body_types()} | {"unknown"})
ACTIONS = frozenset(verb.action for verb in verbs())
TYPES = frozenset(kind for kinds in implication_headings().values() for kind in kinds)


def _one_of(codes: Collection[str]) -> AfterValidator:
    def check(value: str) -> str:
        if value not in codes:
            near = get_close_matches(value, codes, 1)
            raise ValueError(f"did you mean {near[0]}?" if near else f"expected one of {', '.join(sorted(codes))}")
        return value

    return AfterValidator(check)


Text = str | None
Opening = str | list[str]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Person(_Part):
    name: Text = None
    role: Text = None
    label: Text = None
    portfolio: Text = None
    phone: Text = None
    email: Text = None


class _Paper(_Part):
    label: Text = None
    title: Text = None
    url: Text = None


class _Implication(_Part):
    heading: str
    types: list[Annotated[str, _one_of(TYPES)]] | None = None
    stance: Stance | None = None
    text: Text = None
    text_starts: Opening | None = None


class _Label(_Part):
    id: Text = None
    url: Text = None
    checked: StrictBool
    doubt: Text = None
    note: Text = None
    kind: Kind | None = None
    council: Text = None
    council_candidates: list[str] = []
    body: Text = None
    body_type: Annotated[str, _one_of(BODY_TYPES)] | None = None
    meeting_date: date | None = None
    title: Text = None
    key_decision: StrictBool | None = None
    exempt: StrictBool | None = None
    report_of: list[_Person] = []
    authors: list[_Person] = []
    lead_officers: list[_Person] = []
    contacts: list[_Person] = []
    portfolio_holder: _Person | None = None
    body_starts: Opening = ""
    title_starts: Opening = ""
    purpose: Text = None
    purpose_starts: Opening = ""
    summary: Text = None
    summary_starts: Opening = ""
    reasons: Text = None
    reasons_starts: Opening = ""
    alternatives: Text = None
    alternatives_starts: Opening = ""
    consultation: Text = None
    consultation_starts: Opening = ""
    corporate_priorities: Text = None
    corporate_priorities_starts: Opening = ""
    wards_affected: Text = None
    wards_affected_starts: Opening = ""
    recommendations: list[str] = []
    recommendations_lead_in: Text = None
    recommendation_actions: list[Annotated[str, _one_of(ACTIONS)]] = []
    implications: list[_Implication] = []
    appendices: list[_Paper] = []
    background_papers: list[_Paper] = []
    background_papers_stance: Literal["stated", "none_declared", "none_listed"] | None = None
    # said by some labels, and judged by nobody yet
    read_state: object = None
    exempt_paragraphs: object = None
    amounts: object = None
    delegated_to: object = None
    in_consultation_with: object = None
    alternatives_stance: object = None
    history: object = None
    approvals: object = None


def faults(label: object) -> list[str]:
    """What is wrong with a label, one line each with its place in it; none for a good one.

    >>> faults({"checked": True, "purpose": None, "recomendations": []})
    ['recomendations: no key of a label; did you mean recommendations?']
    >>> faults({"checked": True, "authors": ["A. Brook"]})
    ["authors.0: 'A. Brook': expected an object, as {...}"]
    """
    try:
        _Label.model_validate(label)
    except ValidationError as error:
        return [_told(e) for e in error.errors()]
    return []


def _told(error: ErrorDetails) -> str:
    place = ".".join(str(part) for part in error["loc"]) or "the label"
    if error["type"] == "extra_forbidden":
        near = get_close_matches(str(error["loc"][-1]), _Label.model_fields, 1)
        return f"{place}: no key of a label" + (f"; did you mean {near[0]}?" if near else "")
    if error["type"] == "missing":
        return f"{place}: missing"
    if error["type"] == "model_type":
        return f"{place}: {error['input']!r}: expected an object, as {{...}}"
    return f"{place}: {error['input']!r}: {error['msg']}"


def codes() -> dict[str, list[str]]:
    """The closed lists from which a label takes its codes, by key."""
    lists = {"kind": [str(kind) for kind in Kind], "body_type": BODY_TYPES, "recommendation_actions": ACTIONS}
    return {key: sorted(some) for key, some in (lists | {"implications.types": TYPES}).items()}
