"""`web_pages.csv`: where councils of platform `web` link their papers, and the few words it takes to read the links."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from extractors.model import ListPage
from warehouse.register.rows import Fault, Row, check_known, read_rows

PATTERNS = ("papers", "meetings", "date", "title")
COLUMNS = ("slug", "page", "body", *PATTERNS)


def read_pages(
    path: Path, councils: Sequence[Row], notes: tuple[str, ...], faults: list[Fault]
) -> Mapping[str, Sequence[ListPage]]:
    """The pages by slug, in their order. A council of platform `web` without any is a fault, and so is any other's."""
    council_of = {row["slug"]: row for row in councils}
    pages: dict[str, list[ListPage]] = defaultdict(list)
    for row in read_rows(path, COLUMNS, notes, faults, must_exist=False):
        check_known(row, "slug", council_of, faults)
        council = council_of.get(row["slug"])
        if council and council["democracy_platform"] != "web":
            faults.append(
                f"{row.where} slug: {row['slug']} has platform {council['democracy_platform']!r} ({council.where}); "
                "expected 'web' there, or no row here"
            )
        for column in PATTERNS:
            _check_regex(row, column, faults)
        url = _url(row, council["democracy_base_url"] if council else "", faults)
        patterns = {column: row[column] or None for column in PATTERNS}
        pages[row["slug"]].append(ListPage(url, row["body"] or None, **patterns))
    for slug, council in council_of.items():
        if council["democracy_platform"] == "web" and slug not in pages:
            said = f"'web' needs a row of {slug} in {path.name}: the page that links to its papers"
            faults.append(f"{council.where} democracy_platform: {said}")
    return pages


def _url(row: Row, base: str, faults: list[Fault]) -> str:
    """The page's address; a path is one below the council's `democracy_base_url`."""
    url = urljoin(f"{base}/", row["page"])
    if base and not (row["page"] and urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname):
        faults.append(f"{row.where} page: {row['page']!r}; expected http(s)://… or a path below {base}")
    return url


def _check_regex(row: Row, column: str, faults: list[Fault]) -> None:
    try:
        pattern = re.compile(row[column], re.IGNORECASE)
    except re.error as error:
        faults.append(f"{row.where} {column}: {row[column]!r}; expected a regular expression, but {error}")
        return
    if pattern.groups > 1:
        faults.append(f"{row.where} {column}: {row[column]!r}; expected at most one group, the part that is meant")
    if row[column] and pattern.fullmatch(""):
        faults.append(f"{row.where} {column}: {row[column]!r} matches everything; leave the cell empty for the usual")
