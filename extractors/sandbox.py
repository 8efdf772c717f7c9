"""Reading in child processes, each paper under limits of time, memory and size. The one impure module of this room.

A child that dies or hangs takes one paper with it: that paper's Reading says so, and the others go on.
"""

import hashlib
import logging
import multiprocessing
import resource
import signal
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as TooLong
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Lock

from pebble import ProcessExpired, ProcessPool

from extractors.model import Council, Document, Listing, Reading, ReadState
from extractors.read.document import media_type_of
from extractors.read.limits import MEGABYTE
from extractors.reading import READER_VERSION, read, unruled
from extractors.scratch import scratch

log = logging.getLogger(__name__)

Job = tuple[bytes, Listing | None]
Handed = tuple[Job, ProcessPool, Future[Reading]]

SECONDS = 120.0
"""For one paper: a pack of 2,000 pages takes a quarter of it."""
MEMORY = 3 * 1024**3
"""Bytes of address space that a child may take. It holds far less; LibreOffice, its own child, asks for as much."""
MOST_BYTES = 200 * MEGABYTE
"""Of a file, which is held here and in the child at once."""
PAPERS_A_CHILD = 200
"""Then the child makes room for a fresh one, so that no leak grows."""
OVERDUE = 30.0
"""Seconds after the limit of time of a paper when a pool that gave nothing back is given up: a child that is killed
while it hands over a reading leaves the others waiting."""
LOOK = 1.0
"""Seconds between two looks whether a pool still lives."""

_councils: tuple[Council, ...] = ()


@dataclass(slots=True)
class Readers:
    """Reading processes that many threads may hand papers to. `pool` is replaced where it is lost, and those
    who waited then read `alone`, one after the other; `heard_at` is when a paper last came back, by the monotonic
    clock."""

    start: Callable[[int], ProcessPool]
    begin: Callable[[ProcessPool, Job], "Future[Reading]"]
    workers: int
    seconds: float
    pool: ProcessPool
    lock: Lock = field(default_factory=Lock)
    alone: Lock = field(default_factory=Lock)
    heard_at: float = 0.0


@contextmanager
def readers(
    *,
    councils: Sequence[Council] = (),
    workers: int = 2,
    seconds: float = SECONDS,
    memory: int = MEMORY,
    ocr: bool = False,
) -> Iterator[Readers]:
    """Processes for a whole night. With `ocr`, text in pictures is recognised."""
    with scratch() as folder:
        start = partial(_pool, memory, tuple(councils), folder)
        made = Readers(start, partial(_begun, seconds, ocr), workers, seconds, start(workers))
        try:
            yield made
        finally:
            _stop(made.pool)


def read_with(shared: Readers, jobs: Iterable[Job]) -> Iterator[Reading]:
    """One Reading for each job, in the order of the jobs. No more than a few papers a worker are held at a time."""
    waiting: deque[Handed] = deque()
    for job in jobs:
        waiting.append(_handed(shared, job))
        if len(waiting) > 3 * shared.workers:
            yield _first(shared, waiting)
    while waiting:
        yield _first(shared, waiting)


def read_all(
    jobs: Iterable[Job],
    *,
    councils: Sequence[Council] = (),
    workers: int = 2,
    seconds: float = SECONDS,
    memory: int = MEMORY,
    ocr: bool = False,
) -> Iterator[Reading]:
    """read_with, by processes of its own."""
    with readers(councils=councils, workers=workers, seconds=seconds, memory=memory, ocr=ocr) as shared:
        yield from read_with(shared, jobs)


def _pool(memory: int, councils: tuple[Council, ...], folder: Path, workers: int) -> ProcessPool:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["extractors.reading"])
    return ProcessPool(
        workers, max_tasks=PAPERS_A_CHILD, initializer=_limit, initargs=(memory, councils, folder), context=context
    )


def _stop(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


def _handed(shared: Readers, job: Job) -> Handed:
    pool = shared.pool
    return job, pool, shared.begin(pool, job)


def _begun(seconds: float, ocr: bool, pool: ProcessPool, job: Job) -> "Future[Reading]":
    """A job handed to a pool; one that is too large is done at once."""
    data, listing = job
    future: Future[Reading] = Future()
    if len(data) > MOST_BYTES:
        why = f"{len(data):,} bytes; at most {MOST_BYTES:,} are read"
        future.set_result(_unread(data, ReadState.TOO_LARGE, why))
        return future
    try:
        return pool.schedule(_read, args=(data, listing, ocr), timeout=seconds)
    except RuntimeError as broken:  # a pool that lost all its children, or was stopped, takes nothing more
        future.set_exception(BrokenProcessPool(str(broken)))
        return future


def _first(shared: Readers, waiting: deque[Handed]) -> Reading:
    """What became of the first paper that waits. Where its pool is lost, the paper is read alone, so that it answers
    for itself, and the others are handed to a new pool."""
    job, pool, future = waiting.popleft()
    try:
        return _result(shared, pool, job[0], future)
    except BrokenProcessPool:
        log.warning("the reading processes were lost; new ones go on")
    _renew(shared, pool)
    reading = _alone(shared, job)
    for n, (other, its_pool, its) in enumerate(waiting):
        if its_pool is pool and (not its.done() or its.cancelled() or isinstance(its.exception(), BrokenProcessPool)):
            waiting[n] = _handed(shared, other)
    return reading


def _renew(shared: Readers, lost: ProcessPool) -> None:
    """A new pool in the place of one that is lost, unless another thread was first."""
    with shared.lock:
        if shared.pool is lost:
            shared.pool = shared.start(shared.workers)
            _stop(lost)


def _alone(shared: Readers, job: Job) -> Reading:
    with shared.alone:
        pool = shared.start(1)
        try:
            return _result(shared, pool, job[0], shared.begin(pool, job))
        except BrokenProcessPool:
            why = "the reading process was lost over this file, and again when alone"
            return _unread(job[0], ReadState.CORRUPT, why)
        finally:
            _stop(pool)


def _limit(memory: int, councils: tuple[Council, ...], folder: Path) -> None:
    """In the child: no more memory than this, no core file, and temporary files in this folder."""
    global _councils  # noqa: PLW0603  what a child is told once, at its start
    _councils = councils
    tempfile.tempdir = str(folder)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(data: bytes, listing: Listing | None, ocr: bool) -> Reading:
    try:
        return read(data, listing=listing, councils=_councils, ocr=ocr)
    except MemoryError:
        most = resource.getrlimit(resource.RLIMIT_AS)[0]
        return _unread(
            data,
            ReadState.TOO_LARGE,
            f"the file needs more than the {most // MEGABYTE:,} MB of memory that a paper may take",
        )
    except Exception as fault:  # a fault of ours over one paper must not cost the other papers of a night
        log.exception("a rule failed over %s", hashlib.sha256(data).hexdigest())
        return _kept(data, f"{type(fault).__name__}: {fault}")


def _kept(data: bytes, fault: str) -> Reading:
    """What is left of a paper over which a rule of ours failed: its text, where it was not the text that failed."""
    try:
        return unruled(data, fault)
    except Exception:  # the same fault again
        return _unread(data, ReadState.CORRUPT, f"a fault of the reader over this file: {fault}"[:300])


def _result(shared: Readers, pool: ProcessPool, data: bytes, future: "Future[Reading]") -> Reading:
    """What became of one paper. Raises BrokenProcessPool where its pool is lost."""
    since = time.monotonic()
    while True:
        try:
            reading = future.result(timeout=LOOK)
            shared.heard_at = time.monotonic()
            return reading
        except TooLong:
            if future.done():
                return _unread(data, ReadState.TIMED_OUT, f"not read within {shared.seconds:g} seconds")
            until = max(since, shared.heard_at) + shared.seconds + OVERDUE
            if not pool.active or time.monotonic() > until:
                raise BrokenProcessPool from None
        except CancelledError:  # another thread stopped this pool, which was lost
            raise BrokenProcessPool from None
        except ProcessExpired as died:
            return _unread(data, *_died(died.exitcode))


def _died(code: int) -> tuple[ReadState, str]:
    """What the end of a child says of the paper that it read."""
    if code == -signal.SIGKILL:
        return ReadState.TOO_LARGE, (
            "the reader was killed over this file, as a machine short of memory does; read it with fewer workers"
        )
    if code == -signal.SIGABRT:
        return ReadState.TOO_LARGE, "the reader gave up over this file, as it does for want of memory"
    name = signal.strsignal(-code) if code < 0 else f"exit code {code}"
    return ReadState.CORRUPT, f"the reader died over this file ({name})"


def _unread(data: bytes, state: ReadState, why: str) -> Reading:
    document = Document(hashlib.sha256(data).hexdigest(), media_type_of(data), len(data), state, why=why)
    return Reading(document, (), READER_VERSION)
