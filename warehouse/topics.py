"""Campaigns: what to look for, in which window and until which deadline. One yml each, named as the topic."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from extractors.model import Window
from warehouse.register.rows import Fault, nearest

KEYS = ("topic", "title", "window", "deadline", "is", "is_not", "questions", "examples")


class TopicError(ValueError):
    """The faults of all topics, one to a line: file, key, what was expected."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A campaign. `phrases` put a paper on the topic, `is_not` take it off; the window is of meeting dates."""

    name: str
    title: str
    window: Window
    deadline: date | None
    phrases: tuple[str, ...]
    is_not: tuple[str, ...]


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
    for key in said:
        if key not in KEYS:
            faults.append(f"{path} {key}: not a key of a topic{nearest(str(key), KEYS)}")
    if said.get("topic") != path.stem:
        faults.append(f"{path} topic: {said.get('topic')!r}; expected {path.stem!r}, as the file is named")
    title, deadline = said.get("title"), said.get("deadline")
    if not isinstance(title, str) or not title.strip():
        faults.append(f"{path} title: {title!r}; expected a few words")
    if deadline is not None and type(deadline) is not date:
        faults.append(f"{path} deadline: {deadline!r}; expected a day as 2024-07-19, or no deadline")
    window = _window(path, said.get("window"), faults)
    phrases, is_not = _phrases(path, said, "is", faults), _phrases(path, said, "is_not", faults)
    if not phrases:
        faults.append(f"{path} is: no phrase; expected at least one")
    faults.extend(f"{path} is_not: {p!r} is also under `is`" for p in is_not if p in phrases)
    if len(faults) > already or window is None:
        return None
    return Topic(path.stem, str(title), window, deadline, phrases, is_not)


def _window(path: Path, said: object, faults: list[Fault]) -> Window | None:
    days = said if isinstance(said, Mapping) else {}
    since, until = days.get("from"), days.get("until")
    if set(days) == {"from", "until"} and type(since) is date and type(until) is date and since <= until:
        return Window(since, until)
    faults.append(
        f"{path} window: {said!r}; expected `from` and `until`, both days as 2024-02-01, the first not after the last"
    )
    return None


def _phrases(path: Path, said: Mapping[str, object], key: str, faults: list[Fault]) -> tuple[str, ...]:
    phrases = said.get(key)
    if phrases is None:
        return ()
    if not isinstance(phrases, list) or not all(isinstance(p, str) and p.strip() for p in phrases):
        faults.append(f"{path} {key}: expected a list of phrases, quoted where yml would read something else")
        return ()
    faults.extend(
        f"{path} {key}: {p!r} stands there twice" for p in sorted({p for p in phrases if phrases.count(p) > 1})
    )
    return tuple(phrases)
