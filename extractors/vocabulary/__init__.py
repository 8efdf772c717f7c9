"""The words of the field, as data: labels, implication headings, verbs, body types, words of office.

Each table is one CSV beside this module; adding a word is adding a row. Patterns are code and live with the rules
that use them.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ARTICLES = re.compile(r"\b(?:the|an)\b|(?<!appendix )(?<!annex )(?<!part )(?<!schedule )\ba\b")
RECOMMENDS = re.compile(
    r"\b(?:and|&) recommendations?$|\brecommends?\b(?: to\b.*)?$|\bfollowing recommendations?\b|"
    r"\brecommendations? (?:and|&|with) reasons?$",
    re.IGNORECASE,
)
"""A heading that recommends in the name of a body: "The Committee RECOMMENDS to Council"."""
ASKS = re.compile(r"\b(?:is|are) (?:therefore )?(?:recommended|asked|invited|requested) (?:to|that)\W*$", re.IGNORECASE)
"""A heading that leads into a list: "The Cabinet Member is RECOMMENDED to:"."""
WHOSE = re.compile(
    r"^(?:(?:cabinet|executive|lead|portfolio|member|holder|officer|director|committee|board|formal|proposed|draft|key|"
    r"detailed|specific|main|report)(?:'s|’s|s)?\W+(?:(?:and|or)\W+)?)+recommendations?\W*$",
    re.IGNORECASE,
)
"""Recommendations by those who make them: "Cabinet Member / Officer Recommendations"."""
GUIDANCE = re.compile(
    r"\s*(?:[–—-]\s*to be\b|\((?:if|please|see|delete|where|to be|including|max\w*|tick|as)\b|[–—-]\s*please\b).*$",
    re.IGNORECASE | re.DOTALL,
)
"""What a form tells its author behind a label: "Implications – to be completed by Finance", "… (if applicable)"."""
HERE = Path(__file__).parent


def key(text: str) -> str:
    """A label or heading by which variants are the same: letter case, plural s, punctuation, '&' and articles do not
    count.

    >>> key("REASON(S) FOR RECOMMENDATIONS:") == key("Reasons for the Recommendation")
    True
    >>> key("Equality & Diversity")
    'equality and diversity'
    >>> key("Appendix A")
    'appendix a'
    """
    text = (
        re.sub(r"/s\b", "s", text.casefold())
        .replace("&", " and ")
        .replace("(s)", "s")
        .replace("’", "'")
        .replace("'s", "")
        .replace("s'", "s")
    )
    words = re.findall(r"[a-z0-9]+", ARTICLES.sub(" ", text))
    return " ".join(_singular(w) for w in words)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a field.

    `match`: exact, starts, or contains (before a value only). `form`: any, pair (only before a value on its line or in
    its row), heading.
    """

    field: str
    key: str
    match: str
    form: str


@cache
def labels() -> tuple[dict[str, list[Label]], tuple[Label, ...]]:
    """(labels that match as a whole by their key, labels that match as a beginning, the longest first)."""
    every = [Label(r["field"], key(r["label"]), r["match"], r["form"]) for r in _rows("labels.csv")]
    exact: dict[str, list[Label]] = {}
    for label in every:
        exact.setdefault(label.key, []).append(label)
    starts = sorted((x for x in every if x.match == "starts"), key=lambda x: -len(x.key))
    return exact, tuple(starts)


@cache
def field_of(words: str, form: str) -> str | None:
    """The field that a label or heading asks for, or None. `form` is pair or heading.

    >>> field_of("Ward(s) affected:", "pair"), field_of("Reasons for the proposed decision", "heading")
    ('wards_affected', 'reasons')
    >>> field_of("Date", "heading") is None
    True
    """
    wanted = key(words)
    exact, starts = labels()
    if form == "heading" and ASKS.search(words):
        return "recommendations"
    for label in exact.get(wanted, ()):
        if label.form in ("any", form):
            return label.field
    if len(wanted.split()) > 12:
        return None
    for label in starts:
        if label.form in ("any", form) and wanted.startswith(label.key + " "):
            return label.field
    parts = {field_of(part, form) for part in words.split("/")} if "/" in words else {None}
    if len(parts) == 1 and None not in parts:
        return parts.pop()
    if WHOSE.match(words) or (form == "heading" and RECOMMENDS.search(words)):
        return "recommendations"
    bare = GUIDANCE.sub("", words)
    if bare not in ("", words):
        return field_of(bare, form)
    return next((x.field for x in contained() if x.form in ("any", form) and f" {x.key} " in f" {wanted} "), None)


@cache
def contained() -> tuple[Label, ...]:
    """Labels that are known by words within them, the longest first."""
    every, _ = labels()
    found = {x for group in every.values() for x in group if x.match == "contains"}
    return tuple(sorted(found, key=lambda x: (-len(x.key), x.key)))


@cache
def implication_headings() -> dict[str, tuple[str, ...]]:
    """Key of an implication heading -> its types. Composite headings overrule the parts they are made of."""
    found: dict[str, tuple[str, ...]] = {}
    for row in _rows("implications.csv"):
        found[key(row["heading"])] = tuple(row["type"].split("|"))
    return found


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of recommendations; the least precedence is the weightiest action."""

    words: str
    action: str
    precedence: int


@cache
def verbs() -> tuple[Verb, ...]:
    """All verbs, the longest first."""
    every = [Verb(r["verb"], r["action"], int(r["precedence"])) for r in _rows("verbs.csv")]
    return tuple(sorted(every, key=lambda v: -len(v.words)))


@cache
def body_types() -> tuple[tuple[re.Pattern[str], str], ...]:
    """(pattern, type) in order: the first that matches a body's name wins."""
    return tuple((re.compile(r["pattern"], re.IGNORECASE), r["body_type"]) for r in _rows("body_types.csv"))


def body_type(name: str) -> str:
    """The type of a body or of an office that decides alone; `unknown` is an answer.

    >>> body_type("Cabinet"), body_type("Corporate and Resources Scrutiny Committee"), body_type("County Council")
    ('cabinet_executive', 'overview_scrutiny', 'full_council')
    """
    return next((kind for pattern, kind in body_types() if pattern.search(name.strip())), "unknown")


@cache
def office_words() -> re.Pattern[str]:
    """Words that tell an office ("Director", "Cabinet Member") from a person's name."""
    words = sorted((r["word"] for r in _rows("roles.csv")), key=len, reverse=True)
    return re.compile(r"\b(" + "|".join(map(re.escape, words)) + r")s?\b", re.IGNORECASE)


@cache
def member_words() -> re.Pattern[str]:
    """Words of offices that members hold."""
    words = sorted((r["word"] for r in _rows("roles.csv") if r["kind"] == "member"), key=len, reverse=True)
    return re.compile(r"\b(" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE)


@cache
def department_words() -> frozenset[str]:
    """Words of which the names of departments are made, and people's names are not."""
    return frozenset(r["word"] for r in _rows("departments.csv"))


@cache
def column_heads() -> frozenset[str]:
    """Keys of words that head the columns of a list of papers and are no papers themselves."""
    return frozenset(key(r["head"]) for r in _rows("column_heads.csv"))


@dataclass(frozen=True, slots=True)
class OutcomeSign:
    """What tells the outcome of a decision: words within it or that it opens with, or an action code that it holds."""

    match: str
    said: str
    outcome: str


@cache
def outcome_signs() -> tuple[OutcomeSign, ...]:
    """The signs of decisions' outcomes; the first whose sign is there wins."""
    return tuple(OutcomeSign(r["match"], r["said"], r["outcome"]) for r in _rows("outcomes.csv"))


@cache
def is_procedural(heading: str) -> bool:
    """Whether an item of a meeting is about the meeting itself: apologies, the last minutes, who may stay.

    >>> is_procedural("MINUTES"), is_procedural("Minutes of the meeting held on 9 May"), is_procedural("Minutes Room")
    (True, True, False)
    """
    wanted = key(heading)
    rows = [(key(r["heading"]), r["match"]) for r in _rows("procedural.csv")]
    return any(wanted == said or (match == "starts" and wanted.startswith(f"{said} ")) for said, match in rows)
