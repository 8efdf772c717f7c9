"""`python -m bench.night`: a first night's papers a second, against fetching alone and reading alone.

The project's own papers on stand-in sites over real HTTP on loopback. The night runs in a process of its own, with the
settings that a night has but for a shorter rest between two requests to a host.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import islice
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
YEAR = Window(date(2024, 2, 1), date(2024, 12, 31))


def main() -> int:
    """Print the figures; 1 where a host was asked too fast."""
    with tempfile.TemporaryDirectory(prefix="cleardays-night-") as space, sites(Path(space)) as made:
        count = sum(stand.papers for stand in made.stands)
        os.environ.update(PATIENCE)
        fetched, seconds = fetch_alone(made)
        fetching = fetched / seconds
        read = time.perf_counter()
        done = sum(1 for _ in read_all(((f.read_bytes(), None) for f in files()), workers=os.cpu_count() or 1))
        reading = done / (time.perf_counter() - read)
        before = len(made.running.asked)
        told = night(made, Path(space) / "home")
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


@contextmanager
def sites(space: Path) -> Iterator[Nation]:
    """The papers spread over meeting sites."""
    rows = [row for row in invented() if row["democracy_platform"] == "moderngov"][:HOSTS]
    made = [_stand(row["slug"], list(islice(files(), n, None, HOSTS))) for n, row in enumerate(rows)]
    with serve_sites(stand.site for stand in made) as running:
        yield Nation(tuple(made), running, write_register(space / "register", invented(), running.addresses))


def _stand(slug: str, papers: Sequence[Path]) -> Stand:
    day = date(2024, 4, 8)
    meetings = tuple(
        Meeting(n, 1, day + timedelta(days=7 * n), "10.00 am", "Confirmed", "Hall", (_item(n, file, day),))
        for n, file in enumerate(papers, 1)
    )
    return Stand(Promised(slug, "moderngov", "", frozenset(), {1: "Cabinet"}, meetings), (slug,), "", len(papers))


def _item(number: int, file: Path, day: date) -> Item:
    return Item("1.", file.parent.name, (Paper(number, file.parent.name, file, day),))


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
