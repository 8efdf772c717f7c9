"""Campaigns: what to look for, in which window and until which deadline, and what to ask of each council. One yml each,
named as the topic."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from extractors.model import Window
from warehouse.register.rows import Fault, nearest

KEYS = (
    *("topic", "title", "window", "deadline", "bands", "is", "is_not", "beside", "partnership", "plan", "questions"),
    "examples",
)
PLAN_KEYS = ("is_not", "themes", "barriers")
ANSWERS = (
    *("found", "body", "action_proposed", "action_resolved", "deadline_band", "member_oversight", "endorsement"),
    *("delegated", "key_decision", "plan_published", "plan_pages", "plan_themes", "plan_indicators", "plan_barriers"),
    *("bundled", "partnership"),
)
"""What topic_answers can say of a council and a topic."""


class TopicError(ValueError):
    """The faults of all topics, one to a line: file, key, what was expected."""


@dataclass(frozen=True, slots=True)
class Band:
    """Days up to `until`, after those of the band before it; the last band has no end."""

    name: str
    until: date | None
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """Which of ANSWERS is asked of each council, and in what words it is shown."""

    asks: str
    words: str


@dataclass(frozen=True, slots=True)
class Term:
    """A phrase that counts only within what is on the topic already. `kind` is beside, partnership, not_the_plan, theme
    or barrier; the code names a theme or a barrier, and is the kind's name elsewhere."""

    kind: str
    code: str
    phrase: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A campaign. `phrases` put a paper on the topic, `is_not` take it off; the window is of meeting dates."""

    name: str
    title: str
    window: Window
    deadline: date | None
    bands: tuple[Band, ...]
    phrases: tuple[str, ...]
    is_not: tuple[str, ...]
    terms: tuple[Term, ...]
    questions: tuple[Question, ...]


def read_topics(folder: Path) -> tuple[Topic, ...]:
    """Every topic of a folder, by name. Raises TopicError with all faults of all files."""
    faults: list[Fault] = []
    paths = sorted(Path(folder).glob("*.yml"))
    if not paths:
        faults.append(f"{folder}: no topic; expected one <name>.yml per campaign")
    topics = [_topic(path, faults) for path in paths]
    if faults:
        raise TopicError("\n".join([f"the topics have {len(faults)} fault(s):", *faults]))
    return tuple(t for t in topics if t)


def _topic(path: Path, faults: list[Fault]) -> Topic | None:
    try:
        said = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        faults.append(f"{path}: not yml: {' '.join(str(error).split())}")
        return None
    if not isinstance(said, dict):
        faults.append(f"{path}: expected the keys {', '.join(KEYS)}")
        return None
    already = len(faults)
    _check_keys(path, "", said, KEYS, faults)
    if said.get("topic") != path.stem:
        faults.append(f"{path} topic: {said.get('topic')!r}; expected {path.stem!r}, as the file is named")
    title, deadline = said.get("title"), said.get("deadline")
    if not isinstance(title, str) or not title.strip():
        faults.append(f"{path} title: {title!r}; expected a few words")
    if deadline is not None and type(deadline) is not date:
        faults.append(f"{path} deadline: {deadline!r}; expected a day as 2024-07-19, or no deadline")
    window = _window(path, said.get("window"), faults)
    phrases, is_not = _phrases(path, "is", said.get("is"), faults), _phrases(path, "is_not", said.get("is_not"), faults)
    if not phrases:
        faults.append(f"{path} is: no phrase; expected at least one")
    faults.extend(f"{path} is_not: {p!r} is also under `is`" for p in is_not if p in phrases)
    bands = _bands(path, said.get("bands"), deadline, faults)
    terms, questions = _terms(path, said, faults), _questions(path, said.get("questions"), faults)
    _examples(path, said.get("examples"), faults)
    if len(faults) > already or window is None:
        return None
    return Topic(path.stem, str(title), window, deadline, bands, phrases, is_not, terms, questions)


def _check_keys(
    path: Path, place: str, said: Mapping[object, object], valid: Collection[str], faults: list[Fault]
) -> None:
    faults.extend(
        f"{path} {place}{key}: not a key of a topic; expected {', '.join(valid)}{nearest(str(key), valid)}"
        if place
        else f"{path} {key}: not a key of a topic{nearest(str(key), valid)}"
        for key in said
        if key not in valid
    )


def _window(path: Path, said: object, faults: list[Fault]) -> Window | None:
    days = said if isinstance(said, Mapping) else {}
    since, until = days.get("from"), days.get("until")
    if set(days) == {"from", "until"} and type(since) is date and type(until) is date and since <= until:
        return Window(since, until)
    faults.append(
        f"{path} window: {said!r}; expected `from` and `until`, both days as 2024-02-01, the first not after the last"
    )
    return None


def _bands(path: Path, said: object, deadline: object, faults: list[Fault]) -> tuple[Band, ...]:
    """In order of days; the first ends with the deadline, the last does not end."""
    if said is None:
        return ()
    rows = _rows(path, "bands", said, {"band", "until", "words"}, {"band", "words"}, faults)
    bands = tuple(Band(str(r["band"]), r.get("until"), str(r["words"])) for r in rows)  # type: ignore[arg-type]
    ends = [b.until for b in bands]
    if any(type(end) is not date for end in ends[:-1]) or ends[-1:] != [None] or ends[:-1] != sorted(set(ends[:-1])):  # type: ignore[type-var]
        faults.append(f"{path} bands: expected each `until` a later day than the one before, and none for the last")
    elif ends[0] != deadline:
        faults.append(f"{path} bands: the first is until {ends[0]}; expected the deadline, {deadline}")
    _check_twice(path, "bands", [b.name for b in bands], faults)
    return bands


def _questions(path: Path, said: object, faults: list[Fault]) -> tuple[Question, ...]:
    if said is None:
        faults.append(f"{path} questions: none; expected a list of `asks` and `words`")
        return ()
    rows = _rows(path, "questions", said, {"asks", "words"}, {"asks", "words"}, faults)
    questions = tuple(Question(str(r["asks"]), str(r["words"])) for r in rows)
    for asked in (q.asks for q in questions if q.asks not in ANSWERS):
        hint = nearest(asked, ANSWERS) or f"; expected one of {', '.join(ANSWERS)}"
        faults.append(f"{path} questions: {asked!r} is nothing that can be answered{hint}")
    _check_twice(path, "questions", [q.asks for q in questions], faults)
    return questions


def _rows(
    path: Path, key: str, said: object, valid: Collection[str], needed: Collection[str], faults: list[Fault]
) -> list[Mapping[str, object]]:
    """The mappings of a list that have what is needed."""
    if not isinstance(said, list) or not said or not all(isinstance(row, Mapping) for row in said):
        faults.append(f"{path} {key}: expected a list, each with {', '.join(sorted(needed))}")
        return []
    for place, row in enumerate(said, 1):
        _check_keys(path, f"{key} {place} ", row, sorted(valid), faults)
        lacking = sorted(name for name in needed if not isinstance(row.get(name), str) or not row[name].strip())
        faults.extend(f"{path} {key} {place} {name}: {row.get(name)!r}; expected words" for name in lacking)
    return [row for row in said if all(isinstance(row.get(name), str) for name in needed)]


def _terms(path: Path, said: Mapping[str, object], faults: list[Fault]) -> tuple[Term, ...]:
    plan = said.get("plan", {})
    if not isinstance(plan, Mapping):
        faults.append(f"{path} plan: {plan!r}; expected the keys {', '.join(PLAN_KEYS)}")
        return ()
    _check_keys(path, "plan ", plan, PLAN_KEYS, faults)
    plain = {"beside": said.get("beside"), "partnership": said.get("partnership"), "not_the_plan": plan.get("is_not")}
    terms = [Term(kind, kind, p) for kind, some in plain.items() for p in _phrases(path, kind, some, faults)]
    for key, kind in (("themes", "theme"), ("barriers", "barrier")):
        coded = plan.get(key) or {}
        if not isinstance(coded, Mapping):
            faults.append(f"{path} plan {key}: expected a name with its phrases for each")
            continue
        for code, some in coded.items():
            phrases = _phrases(path, f"plan {key} {code}", some, faults)
            terms.extend(Term(kind, str(code), p) for p in phrases)
            if not phrases:
                faults.append(f"{path} plan {key} {code}: no phrase; expected at least one")
    if plan.get("barriers") and "barriers" not in (plan.get("themes") or {}):
        faults.append(f"{path} plan barriers: looked for under the theme `barriers`; expected one of that name")
    return tuple(terms)


def _examples(path: Path, said: object, faults: list[Fault]) -> None:
    if said is None:
        return
    if not isinstance(said, Mapping) or set(said) != {"yes", "no"}:
        faults.append(f'{path} examples: expected the keys "yes" and "no", in quotes: yml takes them for booleans')
        return
    for answer, titles in said.items():
        _phrases(path, f"examples {answer}", titles, faults)


def _phrases(path: Path, key: str, said: object, faults: list[Fault]) -> tuple[str, ...]:
    if said is None:
        return ()
    if not isinstance(said, list) or not all(isinstance(p, str) and p.strip() for p in said):
        faults.append(f"{path} {key}: expected a list of phrases, quoted where yml would read something else")
        return ()
    _check_twice(path, key, said, faults)
    return tuple(said)


def _check_twice(path: Path, key: str, names: list[str], faults: list[Fault]) -> None:
    faults.extend(f"{path} {key}: {n!r} stands there twice" for n in sorted({n for n in names if names.count(n) > 1}))
