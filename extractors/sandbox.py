"""Reading in child processes, each paper under limits of time, memory and size. The one impure module of this room.

A child that dies or hangs takes one paper with it: that paper's Reading says so, and the others go on.
"""

import hashlib
import logging
import multiprocessing
import resource
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLong

from pebble import ProcessExpired, ProcessPool

from extractors.model import Council, Document, Listing, Reading, ReadState
from extractors.reading import READER_VERSION, read, unruled

log = logging.getLogger(__name__)

Job = tuple[bytes, Listing | None]

SECONDS = 120.0
MEMORY = 3 * 1024**3
"""Bytes of address space that a child may take."""
MOST_BYTES = 200 * 1024**2
PAPERS_A_CHILD = 200
"""Then the child makes room for a fresh one, so that no leak grows."""

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
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["extractors.reading"])
    waiting: deque[tuple[bytes, Future[Reading]]] = deque()
    with ProcessPool(
        workers, max_tasks=PAPERS_A_CHILD, initializer=_limit, initargs=(memory, tuple(councils)), context=context
    ) as pool:
        for data, listing in jobs:
            if len(data) > MOST_BYTES:
                waiting.append(
                    (
                        data,
                        _done(_unread(data, ReadState.TOO_LARGE, f"{len(data):,} bytes; the limit is {MOST_BYTES:,}")),
                    )
                )
            else:
                waiting.append((data, pool.schedule(_read, args=(data, listing, ocr), timeout=seconds)))
            while len(waiting) > 3 * workers:
                yield _result(*waiting.popleft(), seconds)
        while waiting:
            yield _result(*waiting.popleft(), seconds)


def _limit(memory: int, councils: tuple[Council, ...]) -> None:
    """In the child: no more memory than this, and no core file."""
    global _councils  # noqa: PLW0603  what a child is told once, at its start
    _councils = councils
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(data: bytes, listing: Listing | None, ocr: bool) -> Reading:
    try:
        return read(data, listing=listing, councils=_councils, ocr=ocr)
    except MemoryError:
        return _unread(data, ReadState.TOO_LARGE, "the file needs more memory than a paper may take")
    except Exception as fault:  # a fault of ours over one paper must not cost the other papers of a night
        log.exception("a rule failed over %s", hashlib.sha256(data).hexdigest())
        return unruled(data, f"{type(fault).__name__}: {fault}")


def _result(data: bytes, future: "Future[Reading]", seconds: float) -> Reading:
    """What became of one paper."""
    try:
        return future.result()
    except TooLong:
        return _unread(data, ReadState.TIMED_OUT, f"not read within {seconds:g} seconds")
    except ProcessExpired as died:
        return _unread(data, ReadState.CORRUPT, f"the reader died over this file (exit code {died.exitcode})")


def _unread(data: bytes, state: ReadState, why: str) -> Reading:
    document = Document(hashlib.sha256(data).hexdigest(), "application/octet-stream", len(data), state, why=why)
    return Reading(document, (), READER_VERSION)


def _done(reading: Reading) -> "Future[Reading]":
    future: Future[Reading] = Future()
    future.set_result(reading)
    return future
