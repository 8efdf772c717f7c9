"""cleardays search."""

import sys
from dataclasses import astuple, fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from flows.atom import feed
from flows.commands.show import Csv, Json, show
from flows.settings import load_settings
from warehouse.archive import to_utc
from warehouse.saved import Saved, news, read_saved, save
from warehouse.search import Hit, Only, extension
from warehouse.search import search as look

COLUMNS = tuple(f.name for f in fields(Hit))
DAY = ["%Y-%m-%d"]

Words = Annotated[str | None, typer.Argument(metavar="WORDS", help='All of them; a "phrase" in double quotes.')]
Council = Annotated[str | None, typer.Option(help="Reports of this council only, by its slug.")]
Since = Annotated[datetime | None, typer.Option(formats=DAY, metavar="YYYY-MM-DD", help="First day of meetings.")]
Until = Annotated[datetime | None, typer.Option(formats=DAY, metavar="YYYY-MM-DD", help="Last day of meetings.")]
Kind = Annotated[str | None, typer.Option("--type", help="Papers of this kind only: officer_report, minutes, …")]
Limit = Annotated[int, typer.Option(min=1, help="How many reports to print; of a saved search, all that are new.")]
Save = Annotated[str | None, typer.Option("--save", metavar="NAME", help="Keep this search under a name.")]
Again = Annotated[str | None, typer.Option("--saved", metavar="NAME", help="Run a saved search: only what is new.")]
Atom = Annotated[Path | None, typer.Option(metavar="FILE", help="Write what the saved search found as an Atom feed.")]


def main(  # noqa: PLR0913, PLR0917 - as many as the contract's options and those of saved searches
    words: Words = None,
    council: Council = None,
    since: Since = None,
    until: Until = None,
    kind: Kind = None,
    limit: Limit = 20,
    save_as: Save = None,
    saved: Again = None,
    atom: Atom = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Search the published copy: titles, recommendations, implications and passages, with the words around the match.

    All words must stand in one of those. `--save NAME` keeps a search; `--saved NAME` runs it again and prints only
    reports that it had not found before; `--atom FILE` writes all it found, the newest first, for a feed reader.

    Words are found by their stems where DuckDB's extension fts is installed (`pip install 'cleardays[search]'`); else
    as they are written, which is said on the second output. Nothing is downloaded.

    Example: cleardays search '"productivity plan" savings' --council kent --since 2024-04-01

    Example: cleardays search "heat network" --save heat && cleardays search --saved heat --atom heat.xml
    """
    home = load_settings().home
    only = Only(council, since.date() if since else None, until.date() if until else None, kind)
    search = _wanted(home, words, only, save_as, saved, atom)
    is_kept = (save_as or saved) is not None
    found = look(home, search.said, search.only, None if is_kept else limit, fts=extension())
    hits = found.hits
    if found.note:
        print(f"cleardays: {found.note}", file=sys.stderr)
    if is_kept:
        now = to_utc(datetime.now(UTC)).replace(microsecond=0)
        hits, search = news(search, hits, now)
        if atom:
            atom.write_bytes(feed(search, [h for h in found.hits if h.report_id in search.found], now.isoformat()))
        save(home, search)  # last: what could not be printed or written is new the next time
    if as_json or as_csv:
        show(COLUMNS, [astuple(hit) for hit in hits], as_json=as_json, as_csv=as_csv)
    else:
        _tell(hits)


def _wanted(
    home: Path, words: str | None, only: Only, save_as: str | None, saved: str | None, atom: Path | None
) -> Saved:
    """The search to run. Raises BadParameter for options that do not go together."""
    if saved is not None:
        if words is not None or save_as is not None or only != Only():
            raise typer.BadParameter("has its own words and filters; give none beside it", param_hint="--saved")
        return read_saved(home, saved)
    if words is None:
        raise typer.BadParameter("expected words, or --saved NAME", param_hint="WORDS")
    if atom is not None and save_as is None:
        raise typer.BadParameter("a feed is a saved search's; give --save or --saved too", param_hint="--atom")
    return Saved(save_as or "", words, only)


def _tell(hits: tuple[Hit, ...]) -> None:
    for hit in hits:
        print(f"{_day(hit.meeting_date)}  {hit.council}  {hit.title or hit.kind}  [{hit.report_id}]")
        page = f", page {hit.page}" if hit.page else ""
        print(f"    {hit.found_in}{page}: “{hit.quote}”\n    {hit.url or 'no address'}")
    print(f"{len(hits)} report{'' if len(hits) == 1 else 's'}", file=sys.stderr)


def _day(day: date | None) -> str:
    return day.isoformat() if day else "no date"
