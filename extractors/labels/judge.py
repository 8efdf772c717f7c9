"""A label against what was read of the same paper: what is right, what is false, what was missed.

The shape of a label and how one is written: README.md beside this. A key that a label leaves out is not judged; null or
[] means that the paper does not say, so that any value is false.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

TEXTS = (
    "title", "body", "purpose", "summary", "reasons", "alternatives", "consultation", "corporate_priorities",
    "wards_affected",
)  # fmt: skip
EXACT = ("kind", "council", "body_type", "meeting_date", "key_decision", "exempt", "background_papers_stance")
PEOPLE = ("report_of", "authors", "lead_officers", "contacts")
PAPERS = ("appendices", "background_papers")
TITLES = re.compile(r"^(?:(?:councillor|cllr|mr|mrs|ms|miss|mx|dr|sir|dame|professor|canon|rev)\.?\s+)+")
OFFICE_FOR = re.compile(r"^.*\b(?:member|holder|councillor)s? (?:for|with responsibility for) (?:the )?")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One value of a label or of a reading: `path` points at the value that was read, where one was."""

    field: str
    outcome: str
    """right, false or missed."""
    path: str | None = None
    note: str = ""


def judge(label: Mapping[str, Any], said: Mapping[str, Any]) -> Iterator[Verdict]:
    """Every value that the label speaks of, judged."""
    yield from _words(label, said)
    for field in PEOPLE:
        if field in label:
            yield from _many(field, label[field], said.get(field) or [], same_person)
    if "portfolio_holder" in label:
        holder = (said.get("portfolio_holders") or [None])[0]
        yield from _one("portfolio_holders", label["portfolio_holder"], holder, same_person, "/portfolio_holders/0")
    for field in PAPERS:
        if field in label:
            yield from _many(field, label[field], said.get(field) or [], same_paper)
    if "recommendations" in label:
        texts = [r["text"] for r in said.get("recommendations") or []]
        yield from _many("recommendations", label["recommendations"], texts, alike)
    if "recommendation_actions" in label:
        yield from _actions(label["recommendation_actions"], said.get("recommendations") or [])
    if "implications" in label:
        yield from _implications(label["implications"], said.get("implications") or [])


def f1(count: Mapping[str, int]) -> float:
    """The harmonic mean of precision and recall; 1 where nothing was to be said and nothing was."""
    judged_values = 2 * count.get("right", 0) + count.get("false", 0) + count.get("missed", 0)
    return 2 * count.get("right", 0) / judged_values if judged_values else 1.0


def _words(label: Mapping[str, Any], said: Mapping[str, Any]) -> Iterator[Verdict]:
    """Fields of one value."""
    for field in EXACT:
        if field in label and not (field == "council" and said.get(field) in label.get("council_candidates", [])):
            yield from _one(field, label[field], said.get(field), lambda a, b: a == b)
    for field in TEXTS:
        if field in label:
            yield from _one(field, label[field], said.get(field), alike)
        elif f"{field}_starts" in label:
            yield from _one(field, label[f"{field}_starts"], said.get(field), opens)


def _one(
    field: str, wanted: Any, got: Any, same: Callable[[Any, Any], bool], path: str | None = None
) -> Iterator[Verdict]:
    where = path or f"/{field}"
    if got in (None, "", [], {}):
        if wanted is not None:
            yield Verdict(field, "missed", None, f"wanted {wanted!r}")
    elif wanted is not None and same(wanted, got):
        yield Verdict(field, "right", where)
    else:
        yield Verdict(field, "false", where, f"wanted {wanted!r}, read {got!r}")
        if wanted is not None:
            yield Verdict(field, "missed", None)


def _many(field: str, wanted: Sequence[Any], got: Sequence[Any], same: Callable[[Any, Any], bool]) -> Iterator[Verdict]:
    left = dict(enumerate(got))
    for one in wanted:
        hit = next((n for n, other in left.items() if same(one, other)), None)
        if hit is None:
            yield Verdict(field, "missed", None, f"wanted {one!r}")
        else:
            del left[hit]
            yield Verdict(field, "right", f"/{field}/{hit}")
    for n, other in left.items():
        yield Verdict(field, "false", f"/{field}/{n}", f"read {other!r}")


def _actions(wanted: Sequence[str], recommendations: Sequence[Mapping[str, Any]]) -> Iterator[Verdict]:
    """All that surely apply are there, and not many more."""
    got = {a for r in recommendations for a in r["actions"]}
    right = set(wanted) <= got and len(got) <= len(set(wanted)) + 3
    yield Verdict(
        "recommendation_actions",
        "right" if right else "missed",
        None,
        "" if right else f"wanted {wanted}, read {sorted(got)}",
    )


def _implications(wanted: Sequence[Mapping[str, Any]], got: Sequence[Mapping[str, Any]]) -> Iterator[Verdict]:
    left = dict(enumerate(got))
    for one in wanted:
        hit = next((n for n, other in left.items() if alike(one["heading"], other["heading"], 0.9)), None)
        if hit is None:
            yield Verdict("implications.heading", "missed", None, f"wanted {one['heading']!r}")
            continue
        other = left.pop(hit)
        path = f"/implications/{hit}"
        yield Verdict("implications.heading", "right", f"{path}/heading")
        yield from _implication(one, other, path)
    for n, other in left.items():
        yield Verdict("implications.heading", "false", f"/implications/{n}/heading", f"read {other['heading']!r}")


def _implication(wanted: Mapping[str, Any], got: Mapping[str, Any], path: str) -> Iterator[Verdict]:
    if wanted.get("types"):
        same = sorted(wanted["types"]) == sorted(got["types"])
        yield Verdict(
            "implications.types",
            "right" if same else "false",
            None,
            "" if same else f"{wanted['heading']}: {got['types']}",
        )
    if wanted.get("stance"):
        same = wanted["stance"] == got["stance"]
        yield Verdict(
            "implications.stance",
            "right" if same else "false",
            None,
            "" if same else f"{wanted['heading']}: {got['stance']}",
        )
    if wanted.get("text"):
        yield from _one("implications.text", wanted["text"], got["text"], alike, f"{path}/text")
    elif wanted.get("text_starts"):
        yield from _one("implications.text", wanted["text_starts"], got["text"], opens, f"{path}/text")


def plain(text: Any) -> str:
    """Words by which two readers' texts are the same: case, quotes, dashes, spaces and closing stops do not count."""
    folded = unicodedata.normalize("NFKC", str(text or "")).casefold()
    folded = re.sub(r"[‘’`´]", "'", re.sub(r"[“”]", '"', re.sub(r"[‐‑‒–—−]", "-", folded)))
    return re.sub(r"\s+", " ", folded).strip(" \t\n.;:,-")


def alike(wanted: Any, got: Any, least: float = 0.95) -> bool:
    """Whether two texts are the same but for a slip of the pen."""
    one, two = plain(wanted), plain(got)
    if one == two:
        return True
    close = SequenceMatcher(None, one, two, autojunk=False)
    return bool(one and two) and close.quick_ratio() >= least and close.ratio() >= least


def opens(openings: Any, got: Any) -> bool:
    """Whether a text begins in one of the ways that a label gives."""
    ways = [openings] if isinstance(openings, str) else openings
    return any(plain(got).startswith(plain(way)) for way in ways)


def same_person(wanted: Mapping[str, Any], got: Mapping[str, Any]) -> bool:
    """Whether all that the label says of somebody was read so."""
    return all(
        same_part(part, wanted[part], got.get(part))
        for part in ("name", "role", "portfolio", "email", "phone")
        if wanted.get(part)
    )


def same_part(part: str, wanted: str, got: str | None) -> bool:
    """Whether one part of a person (name, role, portfolio, email, phone) was read as the label has it."""
    if part == "phone":
        return re.sub(r"\D", "", wanted) == re.sub(r"\D", "", got or "")
    if part == "name":
        return TITLES.sub("", plain(wanted)) == TITLES.sub("", plain(got))
    if part == "portfolio":
        return alike(OFFICE_FOR.sub("", plain(wanted)), OFFICE_FOR.sub("", plain(got)), 0.9)
    return alike(wanted, got, 0.9)


def same_paper(wanted: Mapping[str, Any], got: Mapping[str, Any]) -> bool:
    """Whether two entries of a list of papers share their label or their title."""
    wants = [wanted[p] for p in ("label", "title") if wanted.get(p)]
    gots = [got[p] for p in ("label", "title") if got.get(p)]
    return any(alike(a, b, 0.9) for a in wants for b in gots) or alike(" ".join(wants), " ".join(gots), 0.9)
