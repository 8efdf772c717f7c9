"""Nights at one council of the stand-in, whose papers change in between: real HTTP and warehouse, no models."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import duckdb

from demo.promised import Item, Meeting, Paper, Promised
from demo.run import DEMO, write_register
from demo.site import Asked, Running, serve
from extractors.model import Window
from flows.build import TOPICS
from flows.fetch import Fetch, make_fetch
from flows.nightly import over_by_part, settler, walk_council
from flows.reader import night_readers
from tests.invented_site import quick
from warehouse.connect import warehouse_path, writer
from warehouse.load import load_register, load_topics
from warehouse.register import read_register

SLUG = "thornmere"
YEAR = Window(date(2024, 1, 1), date(2024, 12, 31))
REPORTS = DEMO / "reports"


@dataclass
class Council:
    """A council with a home of ours. `papers` are the addresses of papers that the last night asked for."""

    home: Path
    running: Running
    register: Path
    nights: int = 0
    came: Counter[str] = field(default_factory=Counter)
    asked: list[Asked] = field(default_factory=list)

    @property
    def site(self) -> Promised:
        return self.running.sites[SLUG]

    def now_has(self, **changed: object) -> None:
        self.running.sites[SLUG] = replace(self.site, **changed)  # type: ignore[arg-type]

    def night(
        self, window: Window = YEAR, fetch: Fetch | None = None, slug: str = SLUG, **changed: object
    ) -> Counter[str]:
        """One night without its models; what came of it."""
        settings = quick(home=self.home, workers=1, **changed)
        councils = read_register(self.register)
        self.nights += 1
        before = len(self.running.asked)
        with writer(self.home) as engine, night_readers(settings, self.register) as readers:
            load_register(engine, self.register)
            load_topics(engine, TOPICS)
            council = next(c for c in councils if c.slug == slug)
            asks = fetch or make_fetch(settings, True)
            try:
                settle = settler(settings, f"night {self.nights}", engine, readers)
                over = over_by_part(settings, engine, window, [council])
                self.came = walk_council(settings, engine, council, over, asks, settle)
            finally:
                self.asked = self.running.asked[before:]
        return self.came

    @property
    def papers(self) -> list[tuple[str, int]]:
        """Path and status of each paper asked for on the last night."""
        return [(a.path, a.status) for a in self.asked if a.path.startswith(("/mgConvert2PDF", "/documents"))]

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        with duckdb.connect(warehouse_path(self.home), read_only=True) as connection:
            return connection.execute(sql).fetchall()


@contextmanager
def a_council(home: Path, *quirks: str) -> Iterator[Council]:
    with serve(DEMO) as running:
        home.mkdir(exist_ok=True)
        made = Council(home, running, write_register(home, running.addresses))
        made.now_has(quirks=frozenset(quirks), decisions=())
        yield made


def many_papers(count: int = 12) -> tuple[Meeting, ...]:
    """Meetings of a committee with a paper each, whose file is the same."""
    file = REPORTS / "brackenhoe-council-tax-support" / "report.pdf"
    return tuple(
        Meeting(
            9000 + n, 101, date(2024, 5, 1 + n), "10.00 am", "Confirmed", "Hall",
            (Item("1", f"Minutes {n}", (Paper(9100 + n, f"Minutes {n}", file, date(2024, 5, 1)),)),),
        )
        for n in range(count)
    )  # fmt: skip
