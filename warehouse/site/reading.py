"""The pages that are read: how right the reader is, how it works and where its limits are, downloads, search, SQL."""

import json
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markupsafe import Markup

from warehouse.site.pages import write_page

DOCS = Path(__file__).parents[2] / "docs"


def write_reading_pages(data: Path, to: Path, frame: dict[str, Any], *, has_engine: bool) -> None:
    """Everything that needs no rows of the release but what `datapackage.json` says of them."""
    package = json.loads((data / "datapackage.json").read_text(encoding="utf8"))
    write_page(to / "accuracy.html", "accuracy.html", root="", **frame, accuracy=_prose("ACCURACY.md"))
    write_page(to / "questions.html", "questions.html", root="", **frame, questions=_prose("questions.md"))
    write_page(to / "method.html", "method.html", root="", **frame)
    write_page(to / "search.html", "search.html", root="", **frame)
    write_page(to / "sql.html", "sql.html", root="", **frame, has_engine=has_engine)
    database = data / "cleardays.duckdb"
    size = database.stat().st_size
    write_page(to / "downloads.html", "downloads.html", root="", **frame, package=package, database_bytes=size)


def _prose(name: str) -> Markup:
    """A page of docs/ as HTML, without its title; tags in it would stay text."""
    text = (DOCS / name).read_text(encoding="utf8").partition("\n")[2]  # the page has a title of its own
    made = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    for tag in ("table", "pre"):
        made = made.replace(f"<{tag}>", f'<div class="scroll" tabindex="0"><{tag}>').replace(
            f"</{tag}>", f"</{tag}></div>"
        )
    return Markup(made)
