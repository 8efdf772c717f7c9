"""Everything that Prefect runs, with its retries and time limits. No logic.

A task is a council's whole night: one per request would cost more than the requests. So the retries of a request, with
jitter, are here too, around the fetch that a council is given.
"""

import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from prefect import task
from prefect.cache_policies import NO_CACHE

from extractors.model import Fetched, Happened, Outcome, Stage, Validators
from flows import build as dbt
from flows.fetch import Fetch
from flows.hosts import NOT_ASKED
from flows.settings import Settings
from warehouse import publish as releases

T = TypeVar("T")

PASSING = (Happened.TIMED_OUT, Happened.UNREACHABLE, Happened.SERVER_ERROR, Happened.RATE_LIMITED)
"""What may be better in a while."""


@task(name="council", task_run_name="{slug}", cache_policy=NO_CACHE, persist_result=False)
def council_night(slug: str, walk: Callable[[], T]) -> T:
    """One council from its site to the warehouse's rows; `patient` keeps its time."""
    return walk()


@task(name="build", cache_policy=NO_CACHE, persist_result=False)
def build(home: Path) -> None:
    """Build and test the models; the child process has its own time limit."""
    dbt.build(home)


@task(name="publish", cache_policy=NO_CACHE, persist_result=False, timeout_seconds=7200)
def publish(home: Path, *, with_site: bool) -> Path:
    """A new release."""
    return releases.publish(home, "internal", with_site=with_site)


def patient(fetch: Fetch, settings: Settings) -> Fetch:
    """A fetch that asks again what may be better in a while, until a council's time for the night is over."""
    until = time.monotonic() + settings.council_seconds

    def ask(url: str, council: str, stage: Stage, validators: Validators | None = None, /) -> Fetched | Outcome:
        for attempt in range(settings.retries + 1):
            if time.monotonic() > until:
                said = f"{NOT_ASKED}the {settings.council_seconds:g} s that a council has in a night are over"
                return Outcome(council, stage, Happened.TIMED_OUT, url, said)
            if attempt:
                time.sleep(settings.retry_wait * 2 ** (attempt - 1) * random.uniform(0.5, 1.5))
            answer = fetch(url, council, stage, validators)
            if isinstance(answer, Fetched) or answer.happened not in PASSING:
                break
            if (answer.detail or "").startswith(NOT_ASKED):
                break
        return answer

    return ask
