"""Which labels and headings are implications: those that say so, that name an impact assessment or risk, or that stand
under a heading "Implications" or in a table of implications."""

import re
from collections.abc import Iterator, Sequence

from extractors.entries import Entry
from extractors.fields.considered import considered
from extractors.fields.implication_types import types_of
from extractors.fields.people.names import is_office, name_and_role
from extractors.outline import Outline
from extractors.vocabulary import key

SAYS_SO = re.compile(
    r"\bimplications?\b|\bimpact (?:assessment|analysis|screening|statement)\b|\bequalit(?:y|ies) "
    r"(?:analysis|assessment)\b|\b(?:eqia|eia|dpia)\b|^\W*(?:[\d.]+\s*)?(?:key |main |relevant |"
    r"corporate )?risks?\b(?: (?:management|assessment|register|and|analysis|&|that may|if).*)?\W*$|"
    r"^\W*what (?:are the )?(?:\w+[ /]){0,2}risks?\b|\bconsideration of risks?\b",
    re.IGNORECASE,
)
NOT_ONE = frozenset(
    {
        "alternatives",
        "conclusion",
        "governance",
        "recommendations",
        "reasons",
        "appendices",
        "background_papers",
        "history",
        "sign_off",
        "next_steps",
        "background",
        "summary",
        "purpose",
        "title",
        "contact",
        "author",
        "exempt",
        "key_decision",
    }
)
ENDS_PARENT = NOT_ONE | {"lead_officer", "report_of", "portfolio_holder", "urgency", "call_in", "publication_date"}
COMMENTS = re.compile(
    r"\b(?:comments?|advice|observations?|views?|commentary|concurrent report) (?:of|from|by)\b|"
    r"\b(?:officer|solicitor|finance|legal|treasurer|colleague)(?:'s|’s)? (?:comments?|advice|observations)\b|"
    r"\bcommentary\W*$",
    re.IGNORECASE,
)
ASKS_WHETHER = re.compile(r"^\W*(?:has|have|is|was|were|did)\b", re.IGNORECASE)
PROCESS = re.compile(
    r"\b(?:carried out|cleared|undertaken|completed|attached|reference|approved)\b",
    re.IGNORECASE,
)
"""A line that asks whether an assessment was made, and not what it found."""
IMPACTS = re.compile(
    r"\bimpacts?\W*$|^[^–—-]*\b(?:considerations?|aspects?|consequences)(?:\s[–—-]\s\w+|\s*\([^)]*\))?\W*$",
    re.IGNORECASE,
)
COMMENT_HEAD = re.compile(
    r"\b(?:comments?|details?|explanation|narrative|description|summary|implications?|assessment|what "
    r"(?:are|is)|information)\b",
    re.IGNORECASE,
)
PLURAL = re.compile(r"\bimplications\b", re.IGNORECASE)
"""In a heading over others that names no topic: "Main implications", "Appendix 1: Implications"."""
CONSIDERS = re.compile(r"\b(?:considered|following|identified|arising)\b", re.IGNORECASE)
NAMES_TOPIC = re.compile(r"\bimplications? (?:for|on|to)\b", re.IGNORECASE)
LEADS_IN = re.compile(
    r"\bfollowing\b[^.]{0,60}$|:$|\bas (?:indicated|follows|set out below)\b|\bbelow\b", re.IGNORECASE
)


def implication_entries(outline: Outline) -> list[Entry]:
    """The entries whose labels are implication headings; what stands under them feeds no other field."""
    chosen, parent = [], None
    for n, entry in enumerate(outline.entries):
        if _is_parent(outline, n):
            parent = entry
            if not _has_children(outline, n) or _speaks_itself(outline, entry):
                chosen.append(entry)
            continue
        if parent is not None and _leaves(outline, parent, entry):
            parent = None
        within = entry.form != "heading" and any(_covers(c, entry) for c in chosen)
        if (parent is not None and _may_stand_under(outline, entry) and not within) or _says_so(entry):
            chosen.append(entry)
    lines = {e.at for e in chosen if e.form == "line"}
    kept = [e for e in chosen if not considered(outline, e) and not _only_leads(e, lines)]
    return sorted([*kept, *_between(outline, kept)], key=lambda e: (e.label.first, e.label.start))


def _between(outline: Outline, chosen: Sequence[Entry]) -> Iterator[Entry]:
    """Headings that name a type and stand between two implications of the same depth, or labels in a table of
    implications, though they do not say so."""
    named = [e for e in outline.entries if e.field in (None, "equality_impact") and types_of(e.words, strict=True)]
    heads = [e for e in outline.entries if e.form == "heading"]
    for before, entry, after in zip(heads, heads[1:], heads[2:], strict=False):
        stands_between = before in chosen and after in chosen and before.depth == entry.depth == after.depth
        if stands_between and entry in named and entry not in chosen:
            yield entry
    tables = {_table(outline, e) for e in chosen if e.form == "cell"}
    yield from (e for e in named if e.form == "cell" and e not in chosen and _table(outline, e) in tables)


def _table(outline: Outline, entry: Entry) -> int | None:
    cell = outline.document.blocks[entry.at].cell
    return cell.table if cell else None


def _only_leads(entry: Entry, lines: set[int]) -> bool:
    """Whether a heading has no text but labelled paragraphs that are implications themselves ("Resources:" over
    "a) Financial Implications – …")."""
    return entry.form == "heading" and entry.value is not None and entry.value.first in lines


def _covers(chosen: Entry, entry: Entry) -> bool:
    return chosen.form == "heading" and chosen.value is not None and chosen.value.first <= entry.at <= chosen.value.last


def _is_parent(outline: Outline, n: int) -> bool:
    entry = outline.entries[n]
    below = outline.entries[n + 1] if n + 1 < len(outline.entries) else None
    over = entry.value is None and below is not None and below.form == "heading" and below.depth > entry.depth
    types = types_of(entry.words, strict=True)
    names_its_own = bool(types) and types not in (("other",), ("corporate_priorities",))
    unnamed = over or not types_of(entry.words)
    names_none = entry.field is None and unnamed and PLURAL.search(entry.words)
    if entry.form == "heading" and names_none and not CONSIDERS.search(entry.words):
        return True
    return entry.field == "implications" and not (names_its_own and NAMES_TOPIC.search(entry.words))


def _speaks_itself(outline: Outline, entry: Entry) -> bool:
    """Whether a heading over others names a type and has a text of its own that is more than a lead-in."""
    others = key(entry.words) == "other implication"
    if (
        entry.value is None
        or not types_of(entry.words, strict=True)
        or (types_of(entry.words) in (("other",), ("corporate_priorities",)) and not others)
    ):
        return False
    text = outline.document.quote(entry.value)
    labelled = [e for e in outline.entries if e.form == "line" and entry.value.first <= e.at <= entry.value.last]
    if sum(bool(types_of(e.words)) for e in labelled) > 1:
        return False
    return (
        outline.document.blocks[entry.value.first].cell is None
        and not LEADS_IN.search(text)
        and not considered(outline, entry)
    )


def _says_so(entry: Entry) -> bool:
    """Whether a heading names itself an implication, wherever it stands."""
    if ASKS_WHETHER.match(entry.words) or (PROCESS.search(entry.words) and entry.form != "heading"):
        return False
    if (
        entry.field in NOT_ONE
        or len(entry.words.split()) > 24
        or (entry.form == "line" and entry.field is None and not SAYS_SO.search(entry.words))
    ):
        return False
    named = COMMENTS.search(entry.words) or IMPACTS.search(entry.words)
    return bool(SAYS_SO.search(entry.words) or (named and types_of(entry.words) not in ((), ("other",))))


def _may_stand_under(outline: Outline, entry: Entry) -> bool:
    if entry.form != "line" and _is_consultation(entry):
        return False
    if entry.form == "heading":
        return True
    said = outline.document.quote(entry.value) if entry.value else ""
    heads = entry.value is not None and outline.document.blocks[entry.value.first].is_bold
    if entry.form == "cell" and heads and len(said.split()) <= 3 and COMMENT_HEAD.search(said):
        return False  # a head over columns
    if not types_of(entry.words):
        return entry.form == "cell" and _among_topics(outline, entry)
    return not _names_an_officer(outline, entry)


def _is_consultation(entry: Entry) -> bool:
    return entry.field == "consultation" and types_of(entry.words)[:1] == ("consultation",)


def _among_topics(outline: Outline, entry: Entry) -> bool:
    """Whether most of the labels in its table name a type."""
    place = outline.document.blocks[entry.at].cell
    others = [
        e
        for e in outline.entries
        if e.form == "cell" and (c := outline.document.blocks[e.at].cell) and place and c.table == place.table
    ]
    return sum(bool(types_of(e.words)) for e in others) * 2 > len(others)


def _names_an_officer(outline: Outline, entry: Entry) -> bool:
    """Whether a label names the officer who commented: an office before a name."""
    if entry.value is None or not is_office(entry.words):
        return False
    said = outline.document.quote(entry.value)
    return len(said.split()) <= 12 and name_and_role(said, [])[0] is not None


def _has_children(outline: Outline, n: int) -> bool:
    """Whether the next heading stands under this one; an inline list of topics counts as headings too."""
    parent = outline.entries[n]
    if considered(outline, parent):
        return True
    for entry in outline.entries[n + 1 :]:
        if entry.form == "heading":
            return not _leaves(outline, parent, entry) and _may_stand_under(outline, entry)
        if types_of(entry.words):
            return True
    return False


def _leaves(outline: Outline, parent: Entry, entry: Entry) -> bool:
    """Whether a later label no longer stands under the parent heading."""
    if entry.form != "heading":
        return entry.field in ENDS_PARENT and entry.form == "cell" and not types_of(entry.words, strict=True)
    if entry.field in ENDS_PARENT and not types_of(entry.words, strict=True):
        return True
    if parent.number and entry.number:
        return entry.depth <= parent.depth
    if entry.number and not parent.number and entry.depth == 1:
        return not types_of(entry.words)
    if entry.depth < parent.depth and not entry.number and not parent.number:
        return True
    if entry.field == "consultation" and not types_of(entry.words, strict=True):
        return True
    return entry.depth == parent.depth and not types_of(entry.words) and not (parent.number and not entry.number)
