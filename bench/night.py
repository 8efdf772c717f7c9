"""`python -m bench.night`: a first night's papers a second, against fetching alone and reading alone.

The project's own papers, each several times with other bytes and the same text, on stand-in sites over real HTTP on
loopback. All three have the same papers. The night runs in a process of its own, with the settings that a night has but
for a shorter rest between two requests to a host.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import product
from pathlib import Path

from bench.accuracy import OWN
from demo.nation import checks
from demo.nation.nights import PATIENCE, PAUSE, Nation, night
from demo.nation.register import invented, write_register
from demo.nation.sites import Stand
from demo.promised import Item, Meeting, Paper, Promised
from demo.site import serve_sites
from extractors.model import Fetched, Listing, Stage, Window
from extractors.sandbox import read_all
from flows.fetch import make_fetch
from flows.platforms import find_reports
from flows.settings import Settings
from warehouse.register import read_register

HOSTS = 32
COPIES = 3
"""Of each paper; with fewer the start of the reading processes weighs more than it does in a night."""
A_MEETING = 5
"""Papers, about as many as a cabinet has before it."""
YEAR = Window(date(2024, 2, 1), date(2024, 12, 31))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; 1 where a host was asked too fast."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--copies", type=int, default=COPIES, help="of each of the papers (%(default)s)")
    copies = parser.parse_args(arguments).copies
    with tempfile.TemporaryDirectory(prefix="cleardays-night-") as space:
        papers = write_copies(Path(space) / "papers", copies)
        with sites(Path(space), papers) as made:
            return measure(made, papers, Path(space) / "home")


def measure(made: Nation, papers: Sequence[Path], home: Path) -> int:
    """All three."""
    count = sum(stand.papers for stand in made.stands)
    os.environ.update(PATIENCE)
    fetched, seconds = fetch_alone(made)
    fetching = fetched / seconds
    read = time.perf_counter()
    done = sum(1 for _ in read_all(((f.read_bytes(), None) for f in papers), workers=os.cpu_count() or 1))
    reading = done / (time.perf_counter() - read)
    before = len(made.running.asked)
    told = night(made, home)
    faults = list(checks.impolite(made.running.asked[before:], made.stands, PAUSE))
    whole = count / told["seconds"]["papers"]
    print(f"{count} papers on {HOSTS} hosts: {told['listed']} listed, {told['read']} read")
    print(f"{'Find and fetch alone':60} {fetching:.1f} papers a second")
    print(f"{'Read alone':60} {reading:.1f} papers a second")
    print(f"{'A first night: find, fetch, read and load':60} {whole:.1f} papers a second")
    print(f"{'Against the slower of the two alone (at least 0.8)':60} {whole / min(fetching, reading):.2f}")
    print(f"{'Requests that came before a host had rested':60} {len(faults)}")
    return 1 if faults else 0


def files() -> list[Path]:
    """The project's own papers, in their order."""
    return [path for folder in OWN for path in sorted(folder.rglob("report.*")) if path.suffix in (".docx", ".pdf")]


def write_copies(folder: Path, copies: int) -> list[Path]:
    """Each paper as often as said, each time with a remark at the end of the file that no reader looks at."""
    made = []
    for number, copy in product(range(copies), files()):
        path = folder / str(number) / copy.parent.name / copy.name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(copy, path)
        if path.suffix == ".docx":
            with zipfile.ZipFile(path, "a") as package:
                package.comment = f"copy {number}".encode()
        else:
            with path.open("ab") as page:
                page.write(f"\n% copy {number}\n".encode())
        made.append(path)
    return made


@contextmanager
def sites(space: Path, papers: Sequence[Path]) -> Iterator[Nation]:
    """The papers spread over meeting sites."""
    rows = [row for row in invented() if row["democracy_platform"] == "moderngov"][:HOSTS]
    made = [_stand(row["slug"], papers[n::HOSTS]) for n, row in enumerate(rows)]
    with serve_sites(stand.site for stand in made) as running:
        yield Nation(tuple(made), running, write_register(space / "register", invented(), running.addresses))


def _stand(slug: str, papers: Sequence[Path]) -> Stand:
    meetings = tuple(_meeting(n + 1, papers[n : n + A_MEETING]) for n in range(0, len(papers), A_MEETING))
    return Stand(Promised(slug, "moderngov", "", frozenset(), {1: "Cabinet"}, meetings), (slug,), "", len(papers))


def _meeting(first: int, files: Sequence[Path]) -> Meeting:
    """A meeting a week, whose number is that of its first paper."""
    day = date(2024, 4, 8) + timedelta(days=7 * (first // A_MEETING))
    items = tuple(
        Item(f"{n}.", file.parent.name, (Paper(n, file.parent.name, file, day),)) for n, file in enumerate(files, first)
    )
    return Meeting(first, 1, day, "10.00 am", "Confirmed", "Hall", items)


def fetch_alone(made: Nation) -> tuple[int, float]:
    """Papers found and fetched, of all sites at once, and the seconds it took."""
    settings = Settings()
    fetch = make_fetch(settings, True)
    councils = [c for c in read_register(made.register) if c.base_url]

    def walk(number: int) -> int:
        found = find_reports(councils[number], YEAR, fetch)
        papers = (f for f in found if isinstance(f, Listing))
        return sum(isinstance(fetch(p.url, p.council, Stage.FETCH), Fetched) for p in papers)

    began = time.perf_counter()
    with ThreadPoolExecutor(settings.councils_at_once) as threads:
        fetched = sum(threads.map(walk, range(len(councils))))
    return fetched, time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
