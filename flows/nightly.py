"""The night in one screen: find, fetch, read, load, build, publish.

Work goes depth first: a batch of one council's papers is in the warehouse before the next is fetched, so that a stop at
any point leaves finished work behind.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from threading import Lock

from prefect import flow
from prefect.futures import PrefectFuture
from sqlalchemy import Engine

from extractors.model import Council, Happened, Listing, Outcome, Stage, Window
from extractors.reading import OCR_VERSION, READER_VERSION
from flows import tasks, watch
from flows.build import PROJECT, TOPICS
from flows.days import start_of, years
from flows.errand import Errand
from flows.fetch import Fetch
from flows.papers import Got, fetch_papers, read_papers
from flows.platforms import find_reports
from flows.reader import reader
from flows.seen import ask_once
from flows.settings import Settings
from warehouse import archive, load
from warehouse.archive import Sighting
from warehouse.connect import writer
from warehouse.held import held, is_done, standing
from warehouse.rules import check_rules

log = logging.getLogger(__name__)

Settle = Callable[[Sequence[Sighting], Sequence[Outcome]], Counter[str]]
Told = Callable[[str, Counter[str]], None]
"""Called with a council's slug and what came of its papers, when it is done."""


class NightError(RuntimeError):
    """Councils at which we ourselves failed; nothing is published."""


@flow(name="night", validate_parameters=False, persist_result=False)
def night(settings: Settings, errand: Errand, fetch: Fetch, told: Told) -> tuple[Counter[str], Path]:
    """What came of it, counted, and the release. Raises NightError, BuildError or what the warehouse raises."""
    check_rules(PROJECT)
    with writer(settings.home) as engine:
        load.load_register(engine, errand.register)
        load.load_topics(engine, TOPICS)
        settle = settler(settings, errand, engine)
        came = settle([], errand.beforehand)

        def walk(council: Council) -> Counter[str]:
            mine = walk_council(settings, engine, council, errand.window, tasks.patient(fetch, settings), settle)
            told(council.slug, mine)
            return mine

        walks = [(c.slug, tasks.council_night.submit(c.slug, partial(walk, c))) for c in errand.councils]
        came += _finish(walks)
    tasks.build(settings.home)
    return came, tasks.publish(settings.home)


def walk_council(
    settings: Settings, engine: Engine, council: Council, window: Window, fetch: Fetch, settle: Settle
) -> Counter[str]:
    """One council's papers from its site to rows. A long window year by year; one that is done is not searched again,
    and after one in which the site did not answer no other is tried."""
    came: Counter[str] = Counter()
    got: dict[str, Got] = {}
    fetch = ask_once(fetch, settings.batch)
    is_site = council.platform not in (None, "folder")
    for part in years(window) if is_site else [window]:
        if is_site and is_done(engine, council.slug, part, start_of(part.until) + timedelta(days=settings.days_back)):
            said = "searched to its end before, and every paper is held"
            came += settle([], [Outcome(council.slug, Stage.FIND, Happened.SETTLED, council.base_url, said, part)])
            continue
        found = find_reports(council, part, fetch)
        if is_site:
            found = watch.watch(council, part, found, standing(engine, council.slug, part))
        mine = _search(settings, engine, council, found, fetch, got, settle)
        came += mine
        if alarm := [*watch.lost(council, mine)]:
            came += settle([], alarm)
        if not any(mine[ended] for ended in (Happened.SEARCHED, Happened.INCOMPLETE, Happened.VANISHED)):
            break
    return came


def _search(
    settings: Settings,
    engine: Engine,
    council: Council,
    found: Iterator[Listing | Outcome],
    fetch: Fetch,
    got: dict[str, Got],
    settle: Settle,
) -> Counter[str]:
    """What was found, batch by batch."""
    came: Counter[str] = Counter()
    while batch := list(islice(found, settings.batch)):
        listings = [f for f in batch if isinstance(f, Listing)]
        outcomes = [f for f in batch if isinstance(f, Outcome)]
        known = {} if council.platform == "folder" else held(engine, [one.url for one in listings])
        sightings, more = fetch_papers(settings, listings, fetch, got, known)
        came += settle(sightings, [*outcomes, *more])
    return came


def settler(settings: Settings, errand: Errand, engine: Engine) -> Settle:
    """Read, journal and load, one council at a time: reading takes every processor, loading the one writer."""
    read = reader(settings, errand.register)
    known = set(load.known(engine, READER_VERSION, OCR_VERSION if settings.ocr else None))
    one = Lock()

    def settle(sightings: Sequence[Sighting], outcomes: Sequence[Outcome]) -> Counter[str]:
        with one:
            readings, more = read_papers(settings.home, sightings, known, read)
            at, told = datetime.now(UTC), [*outcomes, *more]
            archive.journal(settings.home, errand.run_id, at, [*sightings, *told])
            load.load(engine, run_id=errand.run_id, at=at, sightings=sightings, readings=readings, outcomes=told)
        listed = Counter(listed=len(sightings), reports=sum(len(r.reports) for r in readings))
        return listed + Counter(str(outcome.happened) for outcome in told)

    return settle


def _finish(walks: Sequence[tuple[str, PrefectFuture[Counter[str]]]]) -> Counter[str]:
    """The sum of all councils, once all are done. What the world did is an outcome; what raised is our own fault."""
    came: Counter[str] = Counter()
    faults: list[str] = []
    for slug, walk in walks:
        result = walk.result(raise_on_failure=False)
        if isinstance(result, Counter):
            came += result
        else:
            log.error("%s", slug, exc_info=result)
            faults.append(f"{slug}: {type(result).__name__}: {result}")
    if faults:
        raise NightError("\n".join([f"{len(faults)} councils were not done, through a fault of ours:", *faults]))
    return came
