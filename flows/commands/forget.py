"""cleardays forget."""

import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from flows.build import build
from flows.commands.show import Json, show
from flows.settings import load_settings
from warehouse.archive import document_path
from warehouse.connect import lock, warehouse_path
from warehouse.forget import StillThereError, drop_releases, purge, standing_at
from warehouse.publish import publish
from warehouse.read import NothingPublishedError, query
from warehouse.sought import ForgetError, Sought, phone, words
from warehouse.traces import Trace, look

COLUMNS = ("place", "file", "table", "rows")

Names = Annotated[list[str] | None, typer.Option("--name", help="As written; again for each other way of writing it.")]
Mails = Annotated[list[str] | None, typer.Option("--mail", help="A mail address; may be repeated.")]
Phones = Annotated[list[str] | None, typer.Option("--phone", help="A phone number; may be repeated.")]
Document = Annotated[str | None, typer.Option(metavar="SHA256", help="With --path: whoever stands in this document.")]
At = Annotated[str | None, typer.Option("--path", metavar="PATH", help="Where in it, as in /contacts/0.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do it; without, only what would go is shown.")]


def main(
    name: Names = None,
    mail: Mails = None,
    number: Phones = None,
    document: Document = None,
    path: At = None,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Take a person out of all that is kept under CLEARDAYS_HOME, prove it, and keep them out.

    First shows what holds them; with --yes, puts digests of the name, mail and phone on the suppression list, removes
    papers that hold them from the archive (what else those say stays in the warehouse), makes the warehouse again
    without them, builds, publishes, drops older releases that hold them, and then looks through every file and every
    table again. Ends with 1 where anything is left. No night may run meanwhile, nor a Prefect server on this home.

    A name is found whatever its case and what stands between its words; "A. Brook" is another name than "Ann Brook".
    What a picture of text says is found only where it was recognised. docs/data-protection.md says more.

    Example: cleardays forget --name "Ann Brook" --mail ann.brook@saltmere.example --phone 01632960001
    """
    settings = load_settings()
    home = settings.home
    if not home.exists():
        raise ForgetError(f"{home}: no such folder; CLEARDAYS_HOME names where the state lies")
    sought = _sought(home, name or [], mail or [], number or [], (document, path))
    with lock(home):  # nobody writes meanwhile
        traces = look(home, sought).traces
    show(COLUMNS, [(_place(home, t), str(t.path.relative_to(home)), t.table, t.rows) for t in traces], as_json=as_json)
    if not yes:
        print(f"{len(traces)} places would change or go; --yes does it. Nothing was changed.", file=sys.stderr)
        return
    profile = _profile(home)
    purge(home, datetime.now(UTC).date(), sought, traces)
    if warehouse_path(home).exists():
        build(home)
        if profile:
            publish(home, profile, with_site=settings.site)
    dropped = drop_releases(home, traces)
    _prove(home, sought, dropped)


def _sought(
    home: Path, names: list[str], mails: list[str], numbers: list[str], place: tuple[str | None, str | None]
) -> list[Sought]:
    document, path = place
    if (document is None) != (path is None):
        raise typer.BadParameter("--document and --path go together", param_hint="--document")
    sought = [*map(words, names), *map(words, mails), *map(phone, numbers)]
    if document and path:
        sought += standing_at(home, document, path)
    if not sought:
        raise ForgetError("expected --name, --mail, --phone, or --document with --path")
    return list(dict.fromkeys(sought))


def _profile(home: Path) -> str | None:
    """Of the current release; None where there is none."""
    try:
        return str(query(home, "SELECT profile FROM publication")[1][0][0])
    except NothingPublishedError:
        return None


def _place(home: Path, trace: Trace) -> str:
    first = trace.path.relative_to(home).parts[0]
    if trace.path == document_path(home, trace.path.name):
        return "paper"
    return {"archive": "journal", "published": "release"}.get(first, first.partition(".")[0])


def _prove(home: Path, sought: list[Sought], dropped: list[str]) -> None:
    """Look again. Raises StillThereError, naming where, if anything is left."""
    again = look(home, sought)
    said = f"{again.files} files, {again.size / 1e6:.1f} MB, and {again.tables} tables were looked through again"
    if again.traces:
        where = Counter(str(t.path.relative_to(home)) for t in again.traces)
        raise StillThereError("\n".join([f"{said}; it is still in:", *where]))
    releases = f"releases dropped: {', '.join(dropped)}" if dropped else "no release held it"
    print(f"{said}: nothing is left. {releases}", file=sys.stderr)
