"""What a paper says, apart from how it looks: papers/<name>.yml as frozen records.

A paper is `top` lines, `head` rows (label, value, field that it fills) and `body` sections. Text is a list of elements:
a string is a paragraph, `{bullets: […]}` a list. Tags (`is: purpose`, `types: [financial]`, `stance: stated`) say what
the label is to hold.
In text, `**words**` are bold and `[words](address)` is a link.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml

MARKS = re.compile(r"\*\*(?P<bold>.+?)\*\*|\[(?P<words>[^\]]+)\]\((?P<url>[^)]+)\)")
FIELDS = (
    *("title", "purpose", "summary", "reasons", "alternatives", "consultation", "corporate_priorities"),
    "wards_affected",
)
ELEMENTS = (
    *("para", "plain", "bullets", "letters", "numbers", "table", "lines"),
    *("recommend", "implications", "considered", "appendices", "papers"),
)
SECTION_KEYS = {"h", "t", "level", "is", "types", "stance", "numbered", "run_in", "untold"}
PAPER_KEYS = {"house", "kind", "top", "head", "body", "says", "foot"}


@dataclass(frozen=True)
class Element:
    """A piece of text: its kind from ELEMENTS, and what that kind holds (a string, a list, or a mapping)."""

    kind: str
    held: object


@dataclass(frozen=True)
class Row:
    """One line of the head: label (empty for a line that stands alone), value, and the label field that it fills."""

    label: str
    value: tuple[Element, ...]
    field: str | None = None


@dataclass(frozen=True)
class Section:
    """A heading and its text. `types` makes it an implication; `untold` leaves its text out of the label."""

    heading: str
    text: tuple[Element, ...] = ()
    level: int = 1
    field: str | None = None
    types: tuple[str, ...] = ()
    stance: str | None = None
    numbered: bool = True
    run_in: bool = False
    untold: bool = False


@dataclass(frozen=True)
class Paper:
    """One paper. `says` holds what the label has to say beyond the tags."""

    name: str
    house: str
    kind: str
    top: tuple[str, ...]
    head: tuple[Row, ...]
    body: tuple[Section, ...]
    foot: str
    says: dict[str, object] = field(default_factory=dict)


def read_paper(path: Path) -> Paper:
    """The paper of one yml file. Raises ValueError naming the file and the key for anything that is not known here."""
    raw = yaml.safe_load(path.read_text(encoding="utf8"))
    _known(path, "paper", set(raw), PAPER_KEYS)
    return Paper(
        path.stem,
        raw["house"],
        raw.get("kind", "officer_report"),
        tuple(raw.get("top", ())),
        tuple(_row(path, row) for row in raw.get("head", ())),
        tuple(_section(path, section) for section in raw.get("body", ())),
        raw.get("foot", ""),
        raw.get("says", {}),
    )


def plain(text: str) -> str:
    """Text without its marks.

    >>> plain("See **the plan** and [the letter](https://a.example)")
    'See the plan and the letter'
    """
    return MARKS.sub(lambda m: m["bold"] or m["words"], text)


def elements(path: Path, raw: object) -> tuple[Element, ...]:
    """A yml value as elements: a string, one mapping, or a list of both."""
    items = raw if isinstance(raw, list) else [raw]
    return tuple(_element(path, item) for item in items if item is not None)


def _element(path: Path, item: object) -> Element:
    if isinstance(item, dict):
        ((kind, held),) = item.items()
        _known(path, "element", {kind}, set(ELEMENTS))
        return Element(kind, held)
    return Element("para", str(item))


def _row(path: Path, raw: list) -> Row:
    if not 2 <= len(raw) <= 3:
        raise ValueError(
            f"{path.name}: a head row is [label, value] or [label, value, field]; quote values with commas: {raw}"
        )
    label, value, tag = (*raw, None, None)[:3]
    _known(path, "field", {tag} - {None}, set(FIELDS))
    return Row(str(label or ""), elements(path, value), tag)


def _section(path: Path, raw: dict) -> Section:
    _known(path, "section", set(raw), SECTION_KEYS)
    _known(path, "field", {raw.get("is")} - {None}, set(FIELDS))
    return Section(
        raw["h"],
        elements(path, raw.get("t", [])),
        raw.get("level", 1),
        raw.get("is"),
        tuple(raw.get("types", ())),
        raw.get("stance"),
        raw.get("numbered", True),
        raw.get("run_in", False),
        raw.get("untold", False),
    )


def _known(path: Path, what: str, keys: set, known: set) -> None:
    if keys - known:
        strange = ", ".join(sorted(map(str, keys - known)))
        raise ValueError(f"{path.name}: no {what} key {strange}; known are {', '.join(sorted(known))}")
