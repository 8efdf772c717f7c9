"""How far a night is: a bar on a terminal, plain lines elsewhere; on stderr, and in the run's log."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


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
