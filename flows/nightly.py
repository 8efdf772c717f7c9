"""The night in one screen: find, fetch, read, load, build, publish.

Work goes depth first: a batch of one council's papers is in the warehouse before the next is fetched, so that a stop at
any point leaves finished work behind.
"""

import logging
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from threading import Lock
from urllib.parse import urlsplit

from prefect import flow
from prefect.futures import PrefectFuture
from sqlalchemy import Engine

from extractors.model import Council, Happened, Listing, Outcome, Reading, Stage, Window
from extractors.reading import OCR_VERSION, READER_VERSION
from extractors.sandbox import Readers, read_with
from flows import tasks, watch
from flows.build import PROJECT, TOPICS
from flows.days import start_of, today, years
from flows.errand import Errand
from flows.fetch import Fetch
from flows.hosts import NOT_ASKED
from flows.papers import Got, fetch_papers, read_papers
from flows.platforms import find_reports
from flows.reader import night_readers
from flows.seen import ask_once
from flows.settings import Settings
from warehouse import archive, load
from warehouse.archive import Sighting, to_utc
from warehouse.connect import writer
from warehouse.held import Held, Shut, done, held, shut, standing
from warehouse.rules import check_rules
from warehouse.withhold import sweep, withhold

log = logging.getLogger(__name__)

ANSWERS = 4
"""Answers to questions while finding that are kept, for each paper of a batch: some of them may be papers."""

Settle = Callable[[Sequence[Sighting], Sequence[Outcome]], Counter[str]]
Told = Callable[[str, Counter[str]], None]
"""Called with a council's slug and what came of its papers, when it is done."""


class NightError(RuntimeError):
    """Councils at which we ourselves failed; nothing is published."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a night, counted; the release; and how many seconds its papers, its models and its release took."""

    came: Counter[str]
    release: Path
    seconds: Mapping[str, float]


@flow(name="night", validate_parameters=False, persist_result=False)
def night(settings: Settings, errand: Errand, fetch: Fetch, told: Told) -> Done:
    """One night. Raises NightError, BuildError or what the warehouse raises."""
    check_rules(PROJECT)
    began = time.monotonic()
    came = _papers(settings, errand, fetch, told)
    papers = time.monotonic()
    tasks.build(settings.home)
    built = time.monotonic()
    release = tasks.publish(settings.home, with_site=settings.site)
    took = {"papers": papers - began, "build": built - papers, "publish": time.monotonic() - built}
    return Done(came, release, {what: round(seconds, 1) for what, seconds in took.items()})


def _papers(settings: Settings, errand: Errand, fetch: Fetch, told: Told) -> Counter[str]:
    """Find, fetch, read and load. Councils that share a host take turns: what one was given is not asked for twice."""
    hosts: defaultdict[str, Lock] = defaultdict(Lock)
    with writer(settings.home) as engine, night_readers(settings, errand.register) as readers:
        sweep(settings.home)
        load.load_register(engine, errand.register)
        load.load_topics(engine, TOPICS)
        settle = settler(settings, errand.run_id, engine, readers)
        came = settle([], errand.beforehand)

        def walk(host: Lock, council: Council) -> Counter[str]:
            with host:
                mine = walk_council(settings, engine, council, errand.window, tasks.patient(fetch, settings), settle)
            told(council.slug, mine)
            return mine

        quiet = _quiet(settings, engine, errand)
        came += settle([], [_settled(c, part) for c in quiet for part in years(errand.window)])
        for council in quiet:
            told(council.slug, Counter({str(Happened.SETTLED): len(list(years(errand.window)))}))
        homeless = [c for c in errand.councils if c.platform is None]
        said = {c.slug: list(find_reports(c, errand.window, fetch)) for c in homeless}
        came += settle([], [one for found in said.values() for one in found if isinstance(one, Outcome)])
        for slug, found in said.items():
            told(slug, Counter(str(one.happened) for one in found if isinstance(one, Outcome)))
        left = [c for c in errand.councils if c not in quiet and c not in homeless]
        walks = [(c.slug, tasks.council_night.submit(c.slug, partial(walk, hosts[_host(c)], c))) for c in left]
        return came + _finish(walks)


def _host(council: Council) -> str:
    """The host of a council's site; one without a site is its own."""
    return urlsplit(council.base_url or "").netloc or council.slug


def _is_site(council: Council) -> bool:
    return council.platform not in (None, "folder")


def _quiet(settings: Settings, engine: Engine, errand: Errand) -> list[Council]:
    """Councils with a site of which nothing in the window need be searched again."""
    sites = [c for c in errand.councils if _is_site(c)]
    for part in years(errand.window) if sites else ():
        over = _done(settings, engine, part)
        sites = [c for c in sites if c.slug in over]
    return sites


def _done(settings: Settings, engine: Engine, part: Window) -> frozenset[str]:
    """Councils (their slugs) of which this part of the window need not be searched again."""
    return done(engine, part, start_of(part.until) + timedelta(days=settings.days_back))


def _settled(council: Council, part: Window) -> Outcome:
    said = "searched to its end before, and every paper is held"
    return Outcome(council.slug, Stage.FIND, Happened.SETTLED, council.base_url, said, part)


def walk_council(
    settings: Settings, engine: Engine, council: Council, window: Window, fetch: Fetch, settle: Settle
) -> Counter[str]:
    """One council's papers from its site to rows. A long window year by year; one that is done is not searched again,
    and after one in which the site did not answer no other is tried."""
    came: Counter[str] = Counter()
    got: dict[str, Got] = {}
    fetch, is_at_hand = ask_once(fetch, ANSWERS * settings.batch)

    def known(listings: Sequence[Listing]) -> Mapping[str, Held | Shut]:
        urls = [one.url for one in listings if not is_at_hand(one.url)]
        since = to_utc(datetime.now(UTC) - timedelta(days=settings.recheck_days))
        return {**held(engine, urls), **shut(engine, urls, since, NOT_ASKED)} if _is_site(council) else {}

    for part in years(window) if _is_site(council) else [window]:
        if _is_site(council) and council.slug in _done(settings, engine, part):
            came += settle([], [_settled(council, part)])
            continue
        found = find_reports(council, part, fetch)
        if _is_site(council):
            found = watch.watch(council, part, found, standing(engine, council.slug, part))
        mine = _search(settings, found, fetch, got, known, settle)
        came += mine
        if alarm := [*watch.lost(council, mine)]:
            came += settle([], alarm)
        if not any(mine[ended] for ended in (Happened.SEARCHED, Happened.INCOMPLETE, Happened.VANISHED)):
            break
    return came


def _search(
    settings: Settings,
    found: Iterator[Listing | Outcome],
    fetch: Fetch,
    got: dict[str, Got],
    known: Callable[[Sequence[Listing]], Mapping[str, Held | Shut]],
    settle: Settle,
) -> Counter[str]:
    """What was found, batch by batch. `known` is what listings gave on earlier nights."""
    came: Counter[str] = Counter()
    while batch := list(islice(found, settings.batch)):
        listings = [f for f in batch if isinstance(f, Listing)]
        outcomes = [f for f in batch if isinstance(f, Outcome)]
        sightings, more = fetch_papers(settings, listings, fetch, got, known(listings))
        came += settle(sightings, [*outcomes, *more])
    return came


@dataclass(slots=True, eq=False)
class _Batch:
    """What came of some papers of one council, until it is in the warehouse; or what kept it out."""

    sightings: Sequence[Sighting]
    readings: Sequence[Reading]
    outcomes: Sequence[Outcome]
    fault: Exception | None = None


def settler(settings: Settings, run_id: str, engine: Engine, readers: Readers) -> Settle:
    """Read, journal and load. Councils share the reading processes; there is one writer, and whoever has the turn
    loads, in one transaction, what all the others wait with."""
    known = set(load.known(engine, READER_VERSION, OCR_VERSION if settings.ocr else None))
    waiting: deque[_Batch] = deque()
    suppressing, one = Lock(), Lock()

    def settle(sightings: Sequence[Sighting], outcomes: Sequence[Outcome]) -> Counter[str]:
        readings, more = read_papers(settings.home, sightings, known, partial(read_with, readers))
        with suppressing:
            seen, told = withhold(settings.home, today(datetime.now(UTC)), sightings, readings, [*outcomes, *more])
        mine = _Batch(seen, readings, told)
        waiting.append(mine)
        with one:
            _load_all(settings.home, run_id, engine, [waiting.popleft() for _ in range(len(waiting))])
        if mine.fault:
            raise mine.fault
        listed = Counter(listed=len(sightings), reports=sum(len(r.reports) for r in readings))
        return listed + Counter(str(outcome.happened) for outcome in told)

    return settle


def _load_all(home: Path, run_id: str, engine: Engine, batches: Sequence[_Batch]) -> None:
    """Journal and load; what goes wrong is noted in every batch."""
    if not batches:
        return
    at = datetime.now(UTC)
    sightings = [one for batch in batches for one in batch.sightings]
    readings = [one for batch in batches for one in batch.readings]
    outcomes = [one for batch in batches for one in batch.outcomes]
    try:
        archive.journal(home, run_id, at, [*sightings, *outcomes])
        load.load(engine, run_id=run_id, at=at, sightings=sightings, readings=readings, outcomes=outcomes)
    except Exception as fault:  # each council says so for itself
        for batch in batches:
            batch.fault = fault


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
