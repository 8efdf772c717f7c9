"""Pages for people: the open copy of a release as a site that any web host, or a folder of files, can show.

`write_site` makes all of it. What needs data beyond its own page loads it as a script (`bundles`), since a page that is
opened as a file may fetch nothing. Nothing is loaded from another host.
"""

import shutil
from pathlib import Path
from typing import Any

import duckdb

from warehouse.site import rows
from warehouse.site.bundles import write_bundle
from warehouse.site.council import write_councils
from warehouse.site.engine import ENGINE, copy_engine
from warehouse.site.find import write_index
from warehouse.site.national import write_national, write_views
from warehouse.site.reading import write_reading_pages
from warehouse.site.review import write_review
from warehouse.site.states import read_states

ASSETS = Path(__file__).parent / "assets"
DATABASE = "cleardays.duckdb"


def write_site(data: Path, to: Path, *, engine: Path = ENGINE) -> None:
    """Write the pages of the open copy in the folder `data` to the folder `to`, whose pages link to `data`.

    `data` lies in `to`. `engine` is where npm put what runs SQL in a browser; without it the page of the SQL box says
    what is missing.
    """
    shutil.copytree(ASSETS, to / "assets", dirs_exist_ok=True)
    with duckdb.connect(data / DATABASE, read_only=True) as connection:
        frame = _frame(connection, data.relative_to(to).as_posix())
        _write_names(connection, to)
        views = write_views(connection, to)
        write_national(connection, to, views, frame)
        write_councils(connection, to, frame)
        write_index(connection, to)
        write_review(connection, to, frame)
    write_reading_pages(data, to, frame, has_engine=copy_engine(engine, to / "engine"))


def _frame(connection: duckdb.DuckDBPyConnection, data: str) -> dict[str, Any]:
    """What the foot of every page says."""
    (publication,) = rows.ask(connection, rows.PUBLICATION)
    return {"publication": publication, "data": data}


def _write_names(connection: duckdb.DuckDBPyConnection, to: Path) -> None:
    """What scripts of several pages know: councils and what states are called."""
    councils = rows.ask(connection, rows.COUNCILS)
    names = {c["slug"]: [c["name"], c["council_type"], c["region"]] for c in councils}
    states: dict[str, dict[str, list[str]]] = {}
    for s in read_states():
        states.setdefault(s.kind, {})[s.state] = [s.mark, s.look, s.words, s.means]
    write_bundle(to / "names.js", "names", {"councils": names, "states": states})
