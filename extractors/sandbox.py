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
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLong
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from extractors.model import Council, Document, Listing, Reading, ReadState
from extractors.read.document import media_type_of
from extractors.read.limits import MEGABYTE
from extractors.reading import READER_VERSION, read, unruled
from extractors.scratch import scratch

log = logging.getLogger(__name__)

Job = tuple[bytes, Listing | None]
Start = Callable[[], ProcessPool]
Begin = Callable[[ProcessPool, Job], "Future[Reading]"]
Waiting = deque[tuple[Job, Future[Reading]]]

SECONDS = 120.0
"""For one paper: a pack of 2,000 pages takes a quarter of it."""
MEMORY = 3 * 1024**3
"""Bytes of address space that a child may take. It holds far less; LibreOffice, its own child, asks for as much."""
MOST_BYTES = 200 * MEGABYTE
"""Of a file, which is held here and in the child at once."""
PAPERS_A_CHILD = 200
"""Then the child makes room for a fresh one, so that no leak grows."""
OVERDUE = 30.0
"""Seconds after its limit of time when a paper's pool is given up: a child that is killed while it hands over a reading
leaves the others waiting."""
LOOK = 1.0
"""Seconds between two looks whether a pool still lives."""

_councils: tuple[Council, ...] = ()


def read_all(
    jobs: Iterable[Job],
    *,
    councils: Sequence[Council] = (),
    workers: int = 2,
    seconds: float = SECONDS,
    memory: int = MEMORY,
    ocr: bool = False,
) -> Iterator[Reading]:
    """One Reading for each job, in the order of the jobs. No more than a few papers a worker are held at a time. With
    `ocr`, text in pictures is recognised."""
    begin = partial(_begun, seconds, ocr)
    waiting: Waiting = deque()
    with scratch() as folder:
        start = partial(_pool, workers, memory, tuple(councils), folder)
        pool = start()
        try:
            for job in jobs:
                waiting.append((job, begin(pool, job)))
                while len(waiting) > 3 * workers:
                    pool, reading = _first(waiting, pool, start, begin, seconds)
                    yield reading
            while waiting:
                pool, reading = _first(waiting, pool, start, begin, seconds)
                yield reading
        finally:
            _stop(pool)


def _pool(workers: int, memory: int, councils: tuple[Council, ...], folder: Path) -> ProcessPool:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["extractors.reading"])
    return ProcessPool(
        workers, max_tasks=PAPERS_A_CHILD, initializer=_limit, initargs=(memory, councils, folder), context=context
    )


def _stop(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


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
    except RuntimeError as broken:  # a pool that lost all its children takes nothing more
        future.set_exception(BrokenProcessPool(str(broken)))
        return future


def _first(
    waiting: Waiting, pool: ProcessPool, start: Start, begin: Begin, seconds: float
) -> tuple[ProcessPool, Reading]:
    """What became of the first paper that waits, and the pool that goes on. Where the pool is lost, the paper is read
    alone in a new one, so that it answers for itself, and then the others are begun again."""
    job, future = waiting.popleft()
    try:
        return pool, _result(pool, job[0], future, seconds)
    except BrokenProcessPool:
        log.warning("the reading processes were lost; new ones go on")
    _stop(pool)
    pool = start()
    try:
        reading = _result(pool, job[0], begin(pool, job), seconds)
    except BrokenProcessPool:
        reading = _unread(
            job[0], ReadState.CORRUPT, "the reading process was lost over this file, and again when alone"
        )
        _stop(pool)
        pool = start()
    for n, (other, its) in enumerate(waiting):
        if not its.done() or isinstance(its.exception(), BrokenProcessPool):
            waiting[n] = (other, begin(pool, other))
    return pool, reading


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


def _result(pool: ProcessPool, data: bytes, future: "Future[Reading]", seconds: float) -> Reading:
    """What became of one paper. Raises BrokenProcessPool where its pool is lost."""
    until = time.monotonic() + seconds + OVERDUE
    while True:
        try:
            return future.result(timeout=LOOK)
        except TooLong:
            if future.done():
                return _unread(data, ReadState.TIMED_OUT, f"not read within {seconds:g} seconds")
            if not pool.active or time.monotonic() > until:
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
