"""cleardays run."""

import json
import os
import secrets
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractors.model import Council, Happened, Outcome, Window
from flows.build import TOPICS
from flows.commands.asking import check_contact, check_slug
from flows.commands.progress import progress
from flows.days import today
from flows.errand import Errand
from flows.fetch import Fetch, make_fetch
from flows.platforms import folder as folders
from flows.releasing import NOT_COPIED
from flows.settings import Settings, load_settings
from warehouse.register import REGISTER, read_register
from warehouse.topics import read_topics

if TYPE_CHECKING:
    from flows.nightly import Done

DAY = ["%Y-%m-%d"]

Councils = Annotated[list[str] | None, typer.Option(help="This council only, by its slug; may be repeated.")]
Since = Annotated[datetime | None, typer.Option(formats=DAY, metavar="YYYY-MM-DD", help="First day of meetings.")]
Until = Annotated[datetime | None, typer.Option(formats=DAY, metavar="YYYY-MM-DD", help="Last day of meetings.")]
Topic = Annotated[str | None, typer.Option(help="Meetings of this topic's window, unless days are given.")]
Register = Annotated[Path, typer.Option(exists=True, help="The register of councils.", show_default="the one within")]
Folder = Annotated[Path | None, typer.Option(exists=True, file_okay=False, help="Papers by its manifest.csv, no site.")]
AllowPrivate = Annotated[bool, typer.Option("--allow-private", help="Let loopback and private addresses through.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print what came of it as one JSON object.")]


def main(  # noqa: PLR0913, PLR0917 - as many as the contract's options
    council: Councils = None,
    since: Since = None,
    until: Until = None,
    topic: Topic = None,
    register: Register = REGISTER,
    folder: Folder = None,
    allow_private: AllowPrivate = False,
    as_json: AsJson = False,
) -> None:
    """One night: find, fetch, read, load, build, publish.

    Without days, meetings from 28 days ago to 28 days ahead (CLEARDAYS_DAYS_BACK, CLEARDAYS_DAYS_AHEAD); with --folder,
    every row of the manifest. A paper that is held is asked for again only while it may change. A window of more than a
    year is searched year by year, the newest first; started again, it goes on where it stopped.

    What goes wrong out in the world (a site that is down, a paper that is a scan) is told as an outcome, and the night
    goes on. It ends with 1 where a council lists next to nothing of the many papers it had, or the disk is nearly full:
    `cleardays status` names both.

    CLEARDAYS_CONTACT, a mail or web address, is needed before any host but this machine is asked.

    Example: cleardays run --council boston --council kent --since 2024-06-01 --until 2024-07-31

    Example: cleardays run --council kent --since 2022-04-01 --until 2024-12-31

    Example: cleardays run --folder papers
    """
    settings = load_settings()
    window = _window(since, until, topic, _usual(settings, everything=folder is not None))
    councils, beforehand = _chosen(read_register(register), council or [], folder)
    if folder is None:
        check_contact(settings, [(c.slug, c.base_url) for c in councils if c.platform and c.base_url])
    fetch = make_fetch(settings, allow_private) if folder is None else folders.make_fetch(folder, settings.size_cap)
    errand = Errand(_run_id(datetime.now(UTC)), register, councils, window, beforehand)
    done = _start(settings, errand, fetch)
    _tell(errand, done, as_json)
    _alarm(done.came)


def _tell(errand: Errand, done: "Done", as_json: bool) -> None:
    councils = len(errand.councils)
    if as_json:
        told = {"run_id": errand.run_id, "councils": councils, **done.came, "release": str(done.release)}
        print(json.dumps(told | {"seconds": done.seconds}))
        return
    counts = ", ".join(f"{n} {what}" for what, n in sorted(done.came.items()))
    print(f"{errand.run_id}: {councils} councils, {counts}")
    print(", ".join(f"{what} {seconds:g} s" for what, seconds in done.seconds.items()))
    print(f"published {done.release}")


def _alarm(came: Counter[str]) -> None:
    """Exit with 1 where a person has to look, after all is done."""
    said = {
        Happened.VANISHED: "councils list next to nothing where there were many papers",
        Happened.NO_SPACE: "papers were not asked for, since the disk is nearly full",
        NOT_COPIED: "release is published here, and could not be copied to publish_to",
    }
    alarms = [f"cleardays: alarm: {came[what]} {words}; `cleardays status` says which" for what, words in said.items()]
    told = [line for what, line in zip(said, alarms, strict=True) if came[what]]
    if told:
        print("\n".join(told), file=sys.stderr)
        raise typer.Exit(1)


def _start(settings: Settings, errand: Errand, fetch: Fetch) -> "Done":
    """The flow, with Prefect's state and server at home and its own words kept down."""
    (settings.home / "prefect").mkdir(parents=True, exist_ok=True)
    os.environ.update(
        DO_NOT_TRACK="1",
        PREFECT_HOME=str(settings.home / "prefect"),
        PREFECT_LOGGING_LEVEL="CRITICAL",
        PREFECT_SERVER_ANALYTICS_ENABLED="false",
        PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS="120",
        PREFECT_SERVER_LOGGING_LEVEL="CRITICAL",
    )
    from prefect.task_runners import ThreadPoolTaskRunner

    from flows.nightly import night

    runner: Any = ThreadPoolTaskRunner(max_workers=settings.councils_at_once)
    with progress(settings.home, errand.run_id, len(errand.councils)) as told:
        return night.with_options(task_runner=runner)(settings, errand, fetch, told)


def _run_id(now: datetime) -> str:
    return f"{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}"


def _usual(settings: Settings, *, everything: bool) -> Window:
    """All there are, or the days around today in which papers come and may still change."""
    now = today(datetime.now(UTC))
    back, ahead = timedelta(days=settings.days_back), timedelta(days=settings.days_ahead)
    return Window(date.min, date.max) if everything else Window(now - back, now + ahead)


def _window(since: datetime | None, until: datetime | None, topic: str | None, usual: Window) -> Window:
    """The days asked for; where none are, the topic's, or the usual ones."""
    topics = {t.name: t.window for t in read_topics(TOPICS)}
    if topic is not None and topic not in topics:
        raise typer.BadParameter(f"no topic {topic!r}; there is {', '.join(topics)}", param_hint="--topic")
    window = topics[topic] if topic else usual
    asked = Window(since.date() if since else window.since, until.date() if until else window.until)
    if asked.since > asked.until:
        said = f"{asked.since} to {asked.until} is no window; the first day comes first"
        raise typer.BadParameter(said, param_hint="--since")
    return asked


def _chosen(
    register: Sequence[Council], slugs: Sequence[str], folder: Path | None
) -> tuple[tuple[Council, ...], tuple[Outcome, ...]]:
    """The councils to ask, and what is wrong with a manifest before they are."""
    valid = [council.slug for council in register]
    for slug in slugs:
        check_slug(slug, valid, "--council")
    councils, beforehand = (tuple(register), ()) if folder is None else folders.councils_of(folder, register)
    return tuple(c for c in councils if not slugs or c.slug in slugs), beforehand
