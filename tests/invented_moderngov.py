"""An invented council on the stand-in, with a pack, a supplement, minutes and decisions, and quirks as asked for."""

from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml

from demo.site import serve
from extractors.model import Council, Fetched, Listing, Outcome, Window
from flows.fetch import make_fetch
from flows.platforms import find_reports
from flows.platforms.moderngov.shell import read_page
from tests.invented_site import quick

RECORDED = Path(__file__).parents[2] / "shared" / "platforms" / "fixtures" / "moderngov_html"
needs_recorded = pytest.mark.skipif(not RECORDED.exists(), reason="the recorded pages are not part of this repository")
WINDOW = Window(date(2024, 2, 1), date(2024, 12, 31))
SITE = """
committees: {5: "Policy & Resources Committee"}
meetings:
  - id: 300
    committee: 5
    date: 2023-12-05
    items: [{number: "1.", title: Old, papers: [{id: 800, title: Old, file: a.pdf}]}]
  - id: 311
    committee: 5
    date: 2024-03-18
    pack: pack.pdf
    minutes: minutes.pdf
    supplements: [{id: 17, title: Addendum to item 7, file: late.pdf}]
    items:
      - {number: "1.", title: Apologies}
      - number: "7."
        title: "Harbour: new wall"
        papers: [{id: 811, title: "Harbour: new wall", file: a.pdf}, {id: 812, title: Appendix A, file: b.pdf}]
      - {number: "9.", title: Land, restricted: true, papers: [{id: 813, title: Land at Quay Street, restricted: true}]}
  - {id: 312, committee: 5, date: 2024-05-20, status: Cancelled}
decisions:
  - id: 41
    title: "Harbour: new wall"
    meeting: 311
    item: "Harbour: new wall"
    text: That it be built.
    decided: 2024-03-18
  - id: 42
    title: Trees in Brook Street
    maker: Director of Place
    text: That forty be planted.
    decided: 2024-04-02
    papers: [{id: 900, title: Report on trees, file: c.pdf}]
"""


@contextmanager
def saltmere(folder, *quirks, raw=SITE):
    """The council, and the stand-in that runs its site with quirks."""
    raw = yaml.safe_load(raw) | {"quirks": list(quirks)}
    (folder / "reports").mkdir(exist_ok=True)
    for name in ("a", "b", "c", "pack", "late", "minutes"):
        (folder / "reports" / f"{name}.pdf").write_bytes(f"%PDF-1.7 {name}".encode())
    (folder / "sites.yml").write_text(yaml.safe_dump({"saltmere": raw}), encoding="utf8")
    with serve(folder) as running:
        yield Council("E07900001", "saltmere", "Saltmere", "moderngov", running.addresses["saltmere"]), running


def promised(folder, *quirks, window=WINDOW, raw=SITE):
    """Papers, what is told, and every path that was asked for."""
    with saltmere(folder, *quirks, raw=raw) as (council, running):
        found = list(find_reports(council, window, make_fetch(quick(), True)))
    papers = [f for f in found if isinstance(f, Listing)]
    return papers, [f for f in found if isinstance(f, Outcome)], [a.path for a in running.asked]


def happened(outcomes):
    return [o.happened.value for o in outcomes]


def recorded(name):
    body = (RECORDED / name).read_bytes()
    return read_page(
        Fetched("https://saltmere.gov.uk/mg/a.aspx", body, {"content-type": "text/html"}, datetime.now(UTC))
    )
