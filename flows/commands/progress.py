"""How far a night or a reading is: a bar on a terminal, plain lines elsewhere; on stderr, a night's in its log too."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

LINE_EVERY = 100
"""Papers from one plain line to the next."""


@contextmanager
def progress(home: Path, run_id: str, councils: int) -> Iterator[Callable[[str, Counter[str]], None]]:
    """A function to call with each council that is done and what came of its papers; from any thread."""
    logs = home / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    console = Console(stderr=True)
    last = TextColumn("{task.fields[last]}")
    columns = (TextColumn("councils"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), last)
    one = Lock()
    with (
        (logs / f"{run_id}.log").open("a", encoding="utf-8") as log,
        Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar,
    ):
        task = bar.add_task("councils", total=councils, last="")

        def told(slug: str, came: Counter[str]) -> None:
            line = f"{slug}: " + (", ".join(f"{n} {what}" for what, n in sorted(came.items())) or "nothing")
            with one:
                print(line, file=log, flush=True)
                bar.update(task, advance=1, last=slug)
                if not console.is_terminal:
                    print(line, file=sys.stderr, flush=True)

        yield told


@contextmanager
def papers_read() -> Iterator[Callable[[int, int], None]]:
    """A function to call after each paper with how many are read, of how many."""
    console = Console(stderr=True)
    columns = (TextColumn("papers"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("papers", total=None)

        def told(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)
            if not console.is_terminal and (done % LINE_EVERY == 0 or done == total):
                print(f"{done} of {total} papers read", file=sys.stderr, flush=True)

        yield told
