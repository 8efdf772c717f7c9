"""Manners: what a night knows of each host, and when it may be asked.

One request at a time per host, a rest after each, robots.txt obeyed (RFC 9309), Crawl-delay and Retry-After honoured,
and no more questions to a host that has stopped answering or only answers with errors. Councils that share an install
share its host, and so its rests.
"""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx
from protego import Protego

from extractors.model import Happened, Stage
from flows.addresses import Refused, place
from flows.pages import is_challenge, title_of
from flows.settings import Settings
from flows.wire import ROBOT, Answer, Failed, Line, Question, ask, open_line

SILENT = 3
"""Urls in a row, at one stage, that a host may leave unanswered before it is left alone for the night."""
FAULTY = 10
"""Urls in a row, at one stage, that a host may answer with errors of its own (5xx) or not at all."""
NOT_ASKED = "not asked: "
"""How the reason begins where a host was left alone; asking again is of no use."""
GIVES_UP = (Happened.UNREACHABLE, Happened.TIMED_OUT, Happened.BLOCKED, Happened.RATE_LIMITED)
REDIRECTS = 5
ROBOTS_CAP = 500_000


@dataclass(slots=True)
class Host:
    """One host and port, by http or https. `lock` is held while it is asked; times are of the monotonic clock, in
    seconds."""

    line: Line
    lock: threading.Lock = field(default_factory=threading.Lock)
    robots: dict[str, Protego] = field(default_factory=dict)
    """By scheme."""
    next_at: float = 0.0
    left_until: float = 0.0
    silent: dict[Stage, dict[str, Failed]] = field(default_factory=dict)
    """By stage, the last urls in a row that got no answer or an error of the host's own."""


@dataclass(frozen=True, slots=True)
class Night:
    """Whom this night has asked so far. `allow_private` lets loopback and private addresses through."""

    settings: Settings
    allow_private: bool
    hosts: dict[str, Host] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)


def ask_politely(night: Night, url: str, stage: Stage, conditions: Mapping[str, str]) -> Answer | Failed:
    """Ask for one url, without following where it redirects. `conditions` are headers such as If-None-Match."""
    question = _look_up(night, url, conditions)
    if isinstance(question, Failed):
        return question
    if not question.where.is_loopback and not night.settings.contact:
        return Failed(Happened.ADDRESS_REFUSED, "no host but loopback is asked before CLEARDAYS_CONTACT is set")
    with night.lock:
        key = question.url.netloc.decode("ascii").casefold()
        if key not in night.hosts:
            night.hosts[key] = Host(open_line(night.settings))
        host = night.hosts[key]
    with host.lock:
        return _unless_silent(night, host, question, stage)


def _look_up(night: Night, url: str, conditions: Mapping[str, str]) -> Question | Failed:
    try:
        parsed = httpx.URL(url)
        where = place(parsed, night.allow_private)
    except httpx.InvalidURL as error:
        return Failed(Happened.ADDRESS_REFUSED, f"not a url: {error}")
    except (OSError, UnicodeError) as error:
        return Failed(Happened.UNREACHABLE, f"the host's name leads nowhere: {error}")
    if isinstance(where, Refused):
        return Failed(Happened.ADDRESS_REFUSED, where.why)
    return Question(parsed, where, conditions)


def _unless_silent(night: Night, host: Host, question: Question, stage: Stage) -> Answer | Failed:
    silent = host.silent.setdefault(stage, {})
    url = str(question.url)
    if url not in silent and _is_left(host, silent, question.url.scheme):
        last = list(silent.values())[-1]
        return Failed(
            last.happened, f"{NOT_ASKED}{len(silent)} urls in a row came to nothing here, the last: {last.why}"
        )
    answer = _obey(night, host, question)
    if isinstance(answer, Answer) and is_challenge(answer.status, answer.headers, answer.body):
        answer = Failed(Happened.BLOCKED, f"HTTP {answer.status}: a challenge, {title_of(answer.body)!r}")
    if isinstance(answer, Failed) and answer.happened in GIVES_UP:
        silent[url] = answer
    elif isinstance(answer, Answer) and answer.status >= 500:
        silent[url] = Failed(Happened.SERVER_ERROR, f"HTTP {answer.status}")
    elif isinstance(answer, Answer):
        silent.clear()
    return answer


def _is_left(host: Host, silent: Mapping[str, Failed], scheme: str) -> bool:
    """Whether a host is asked no more. One url is enough where robots.txt cannot be had: every other would ask for
    that again."""
    gave_up = [url for url, failed in silent.items() if failed.happened in GIVES_UP]
    lacks_robots = scheme not in host.robots and any(url.startswith(f"{scheme}:") for url in gave_up)
    return lacks_robots or len(gave_up) >= SILENT or len(silent) >= FAULTY


def _obey(night: Night, host: Host, question: Question) -> Answer | Failed:
    """Ask for a url if robots.txt and the host's own wish to rest allow it."""
    robots = host.robots.get(question.url.scheme)
    if robots is None:
        found = _robots(night, host, question)
        if isinstance(found, Failed):
            return found
        robots = host.robots[question.url.scheme] = found
    if not robots.can_fetch(str(question.url), ROBOT):
        return Failed(Happened.ROBOTS_DISALLOWED, "the host's robots.txt disallows it")
    delay = float(robots.crawl_delay(ROBOT) or 0)
    longest = night.settings.longest_wait
    if delay > longest:
        why = f"robots.txt asks for {delay:g} s between requests, {longest:g} is the most we wait"
        return Failed(Happened.RATE_LIMITED, NOT_ASKED + why)
    return _rested(night, host, question, delay)


def _robots(night: Night, host: Host, question: Question) -> Protego | Failed:
    """The host's robots.txt. One that is not there (4xx) allows everything, one that cannot be had nothing for now."""
    at = Question(question.url.copy_with(path="/robots.txt", query=None, fragment=None), question.where, {})
    for _ in range(REDIRECTS + 1):
        answer = _rested(night, host, at, 0)
        if isinstance(answer, Failed):
            return Failed(answer.happened, f"robots.txt: {answer.why}")
        if 300 <= answer.status < 400 and "location" in answer.headers:
            found = _look_up(night, str(at.url.join(answer.headers["location"])), {})
            if isinstance(found, Failed):
                return Failed(found.happened, f"robots.txt redirects: {found.why}")
            at = found
        elif answer.status >= 500:
            return Failed(Happened.UNREACHABLE, f"robots.txt: HTTP {answer.status}")
        else:
            text = answer.body[:ROBOTS_CAP].decode("utf-8", "replace") if answer.status < 300 else ""
            return Protego.parse(text)
    return Failed(Happened.UNREACHABLE, f"robots.txt: more than {REDIRECTS} redirects")


def _rested(night: Night, host: Host, question: Question, delay: float) -> Answer | Failed:
    """Ask once the host has rested; note how long it wants to rest now."""
    settings = night.settings
    left = host.left_until - time.monotonic()
    if left > 0:
        return Failed(Happened.RATE_LIMITED, f"{NOT_ASKED}the host wants {left:.0f} s of rest")
    time.sleep(max(0.0, host.next_at - time.monotonic()))
    answer = ask(host.line, question, settings)
    pause = settings.pause if question.where.is_loopback else max(settings.pause, 1.0)
    host.next_at = time.monotonic() + max(pause, delay)
    if isinstance(answer, Failed) or answer.status not in (429, 503):
        return answer
    wait = retry_after(answer.headers.get("retry-after", ""), datetime.now(UTC))
    if wait is None:
        wait = 10 * pause if answer.status == 429 else 0.0
    host.next_at += wait
    if wait > settings.longest_wait:
        host.left_until = host.next_at
    if answer.status == 503:
        return answer
    return Failed(Happened.RATE_LIMITED, f"HTTP 429; to be asked again in {wait:.0f} s")


def retry_after(said: str, now: datetime) -> float | None:
    """Seconds to wait by a Retry-After header, which holds seconds or a date; None where it holds neither.

    >>> retry_after("120", datetime(2026, 11, 2, tzinfo=UTC))
    120.0
    >>> retry_after("Mon, 02 Nov 2026 00:00:30 GMT", datetime(2026, 11, 2, tzinfo=UTC))
    30.0
    >>> retry_after("soon", datetime(2026, 11, 2, tzinfo=UTC))
    """
    if said.strip().isdigit():
        return float(said)
    try:
        then = parsedate_to_datetime(said)
    except ValueError:
        return None
    return max(0.0, (then.astimezone(UTC) - now).total_seconds())
