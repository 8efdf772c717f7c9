"""Ask for a url: every answer is Fetched or an Outcome, and nothing raises for the world's faults.

A fetch lives for one night and knows its hosts that long (hosts.py). Redirects are followed by hand, so that every
host on the way is looked at, and asked for its robots.txt, like the first. Challenges are told, never met.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Protocol, runtime_checkable

import httpx

from extractors.model import Fetched, Happened, Outcome, Stage, Validators
from flows.hosts import REDIRECTS, Night, ask_politely
from flows.pages import stand_in, title_of
from flows.settings import Settings
from flows.wire import Answer, Failed


@runtime_checkable  # a flow's parameters are types that can be asked for
class Fetch(Protocol):
    """Ask for a url, on behalf of a council (its slug), at a stage.

    With the `validators` of an earlier answer the question is conditional: the same bytes are the outcome `unchanged`.
    """

    def __call__(
        self, url: str, council: str, stage: Stage, validators: Validators | None = None, /
    ) -> Fetched | Outcome:
        """What was got, or why not."""
        ...


def make_fetch(settings: Settings, allow_private: bool = False) -> Fetch:
    """A fetch for one night. `allow_private` lets loopback and private addresses through."""
    night = Night(settings, allow_private)

    def fetch(url: str, council: str, stage: Stage, validators: Validators | None = None, /) -> Fetched | Outcome:
        answer = _follow(night, url, stage, _conditions(validators or Validators()))
        if isinstance(answer, Answer):
            return Fetched(answer.url, answer.body, answer.headers, datetime.now(UTC))
        return Outcome(council, stage, answer.happened, url, answer.why)

    return fetch


def _conditions(validators: Validators) -> Mapping[str, str]:
    said = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in said.items() if value}


def _follow(night: Night, asked: str, stage: Stage, conditions: Mapping[str, str]) -> Answer | Failed:
    url = asked
    for _ in range(REDIRECTS + 1):
        answer = ask_politely(night, url, stage, conditions)
        if isinstance(answer, Failed):
            return answer if url == asked else Failed(answer.happened, f"redirected to {url}: {answer.why}")
        if answer.status == 304 and conditions:
            return Failed(Happened.UNCHANGED, "the host says so")
        if not 300 <= answer.status < 400:
            return _judge(answer, asked)
        target = answer.headers.get("location")
        if not target:
            return Failed(Happened.BAD_REDIRECT, f"HTTP {answer.status} without a Location")
        try:
            url = str(httpx.URL(answer.url).join(target))
        except httpx.InvalidURL as error:
            return Failed(Happened.BAD_REDIRECT, f"redirected to {target[:200]!r}, which is no url: {error}")
    return Failed(Happened.BAD_REDIRECT, f"more than {REDIRECTS} redirects, the last to {url}")


def _judge(answer: Answer, asked: str) -> Answer | Failed:
    """An answer that is what was asked for, or what it is instead."""
    if answer.status == 200:
        instead = stand_in(answer.url, asked, answer.headers, answer.body)
        return Failed(*instead) if instead else answer
    known = {401: Happened.LOGIN_PAGE, 403: Happened.BLOCKED, 404: Happened.NOT_FOUND, 410: Happened.NOT_FOUND}
    fallback = Happened.SERVER_ERROR if answer.status >= 500 else Happened.MALFORMED
    return Failed(known.get(answer.status, fallback), f"HTTP {answer.status}: {title_of(answer.body)}".rstrip(": "))
