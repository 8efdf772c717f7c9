"""Stand-in sites made of pages, for one test: what a council's site there promises, asked over real HTTP."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from demo.site import Running, serve
from extractors.model import Council, Listing, ListPage, Outcome, Window
from flows.fetch import make_fetch
from flows.platforms import find_reports
from tests.invented_site import quick

SLUG = "saltmere"
Found = list[Listing | Outcome]


@contextmanager
def stand_in(folder: Path, site: dict[str, Any]) -> Iterator[Running]:
    """One site of the stand-in; `reports/a.pdf` and `reports/b.docx` are there for its papers."""
    (folder / "reports").mkdir(exist_ok=True)
    for name in ("a.pdf", "b.docx"):
        (folder / "reports" / name).write_bytes(f"%PDF-1.4 {name}".encode())
    (folder / "sites.yml").write_text(yaml.safe_dump({SLUG: site}), encoding="utf-8")
    with serve(folder) as running:
        yield running


def promised(running: Running, platform: str, window: Window, *pages: ListPage) -> Found:
    """What the site promises; addresses of list pages are below its own."""
    base = running.addresses[SLUG]
    council = Council("E07900001", SLUG, "Saltmere", platform, base, pages=pages)
    return list(find_reports(council, window, make_fetch(quick(), True)))


def papers(found: Found) -> list[Listing]:
    return [f for f in found if isinstance(f, Listing)]


def told(found: Found) -> list[str]:
    return [f.happened.value for f in found if isinstance(f, Outcome)]
