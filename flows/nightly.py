"""The night in one screen: find, fetch, read, load, build, publish.

Work goes depth first: a batch of one council's papers is in the warehouse before the next is fetched, so that a stop at
any point leaves finished work behind.
"""

import logging
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain, islice
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
from flows.releasing import NOT_COPIED
from flows.seen import ask_once
from flows.settings import Settings
from warehouse import archive, load
from warehouse.archive import Sighting, to_utc
from warehouse.connect import writer
from warehouse.held import Held, Shut, done, held, shut, standing
from warehouse.reviews import read_reviews
from warehouse.rules import check_rules
from warehouse.withhold import sweep, withhold

log = logging.getLogger(__name__)

ANSWERS = 4
"""Answers to questions while finding that are kept, for each paper of a batch: some of them may be papers."""

REST, LONGEST_REST = 3.0, 0.5
"""Between two loads: so many times what the last one took, at most so many seconds. A transaction costs as much as the
papers of several councils in it."""

Settle = Callable[[Iterable[Sighting | Outcome]], Counter[str]]
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
    read_reviews(settings.home)  # its faults are told now, not after the papers
    began = time.monotonic()
    came = _papers(settings, errand, fetch, told)
    papers = time.monotonic()
    tasks.build(settings.home)
    built = time.monotonic()
    released = tasks.publish(settings)
    came += Counter({NOT_COPIED: 1} if released.fault else {})
    took = {"papers": papers - began, "build": built - papers, "publish": time.monotonic() - built}
    return Done(came, released.path, {what: round(seconds, 1) for what, seconds in took.items()})


def _papers(settings: Settings, errand: Errand, fetch: Fetch, told: Told) -> Counter[str]:
    """Find, fetch, read and load. Councils that share a host take turns: what one was given is not asked for twice."""
    hosts: defaultdict[str, Lock] = defaultdict(Lock)
    one_thread = writer(settings.home, threads=1)  # the other cores are the readers'
    with one_thread as engine, night_readers(settings, errand.register) as readers:
        sweep(settings.home)
        load.load_register(engine, errand.register)
        load.load_topics(engine, TOPICS)
        settle = settler(settings, errand.run_id, engine, readers)
        came = settle(errand.beforehand)
        over = over_by_part(settings, engine, errand.window, errand.councils)

        def walk(host: Lock, council: Council) -> Counter[str]:
            with host:
                mine = walk_council(settings, engine, council, over, tasks.patient(fetch, settings), settle)
            told(council.slug, mine)
            return mine

        quiet = [c for c in errand.councils if _is_site(c) and all(c.slug in slugs for slugs in over.values())]
        came += settle([_settled(c, part) for c in quiet for part in over])
        for council in quiet:
            told(council.slug, Counter({str(Happened.SETTLED): len(over)}))
        homeless = [c for c in errand.councils if c.platform is None]
        said = {c.slug: list(find_reports(c, errand.window, fetch)) for c in homeless}
        came += settle([one for found in said.values() for one in found if isinstance(one, Outcome)])
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


def over_by_part(
    settings: Settings, engine: Engine, window: Window, councils: Sequence[Council]
) -> dict[Window, frozenset[str]]:
    """By part of the window, year by year, the councils (their slugs) of which it need not be searched again. A folder
    is searched whole, every time."""
    if not any(_is_site(council) for council in councils):
        return {window: frozenset()}
    rest = timedelta(days=settings.days_back)
    return {part: done(engine, part, start_of(part.until) + rest) for part in years(window)}


def _settled(council: Council, part: Window) -> Outcome:
    said = "searched to its end before, and every paper is held"
    return Outcome(council.slug, Stage.FIND, Happened.SETTLED, council.base_url, said, part)


def walk_council(
    settings: Settings,
    engine: Engine,
    council: Council,
    over: Mapping[Window, frozenset[str]],
    fetch: Fetch,
    settle: Settle,
) -> Counter[str]:
    """One council's papers from its site to rows, part by part of the window. One that is `over` is not searched again,
    and after one in which the site did not answer no other is tried."""
    came: Counter[str] = Counter()
    got: dict[str, Got] = {}
    fetch, is_at_hand = ask_once(fetch, ANSWERS * settings.batch)

    def known(listings: Sequence[Listing]) -> Mapping[str, Held | Shut]:
        urls = [one.url for one in listings if not is_at_hand(one.url)]
        since = to_utc(datetime.now(UTC) - timedelta(days=settings.recheck_days))
        return {**held(engine, urls), **shut(engine, urls, since, NOT_ASKED)} if _is_site(council) else {}

    for part, slugs in over.items():
        if council.slug in slugs:
            came += settle([_settled(council, part)])
            continue
        found = find_reports(council, part, fetch)
        if _is_site(council):
            found = watch.watch(council, part, found, standing(engine, council.slug, part))
        mine = _search(settings, found, fetch, got, known, settle)
        came += mine
        if alarm := [*watch.lost(council, mine)]:
            came += settle(alarm)
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
        came += settle(chain(outcomes, fetch_papers(settings, listings, fetch, got, known(listings))))
    return came


@dataclass(slots=True, eq=False)
class _Batch:
    """What came of some papers of one council, until it is in the warehouse; or what kept it out."""

    sightings: Sequence[Sighting]
    readings: Sequence[Reading]
    outcomes: Sequence[Outcome]
    fault: Exception | None = None


def settler(settings: Settings, run_id: str, engine: Engine, readers: Readers) -> Settle:
    """Read what comes as it comes, then journal and load. Councils share the reading processes; there is one writer,
    and whoever has the turn loads, in one transaction, what all the others wait with."""
    known = set(load.known(engine, READER_VERSION, OCR_VERSION if settings.ocr else None))
    waiting: deque[_Batch] = deque()
    suppressing, one = Lock(), Lock()
    next_at = 0.0

    def load_waiting() -> None:
        nonlocal next_at
        with one:
            if not waiting:
                return
            time.sleep(max(0.0, next_at - time.monotonic()))
            began = time.monotonic()
            _load_all(settings.home, run_id, engine, [waiting.popleft() for _ in range(len(waiting))])
            ended = time.monotonic()
            next_at = ended + min(REST * (ended - began), LONGEST_REST)

    def settle(found: Iterable[Sighting | Outcome]) -> Counter[str]:
        sightings: list[Sighting] = []
        outcomes: list[Outcome] = []
        readings, more = read_papers(
            settings.home, _noted(found, sightings, outcomes), known, partial(read_with, readers)
        )
        with suppressing:
            seen, told = withhold(settings.home, today(datetime.now(UTC)), sightings, readings, [*outcomes, *more])
        mine = _Batch(seen, readings, told)
        waiting.append(mine)
        load_waiting()
        if mine.fault:
            raise mine.fault
        listed = Counter(listed=len(sightings), reports=sum(len(r.reports) for r in readings))
        return listed + Counter(str(outcome.happened) for outcome in told)

    return settle


def _noted(
    found: Iterable[Sighting | Outcome], sightings: list[Sighting], outcomes: list[Outcome]
) -> Iterator[Sighting]:
    """The sightings as they come; each thing is added to its list on the way."""
    for one in found:
        if isinstance(one, Outcome):
            outcomes.append(one)
        else:
            sightings.append(one)
            yield one


def _load_all(home: Path, run_id: str, engine: Engine, batches: Sequence[_Batch]) -> None:
    """Journal and load; what goes wrong is noted in every batch."""
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
