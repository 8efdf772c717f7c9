"""One module per site software, named as in the register's column `democracy_platform`.

Each has `find_reports(council, window, fetch) -> Iterator[Listing | Outcome]`. A new platform is a new file here, found
by looking.
"""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

from extractors.model import Council, Happened, Listing, Outcome, Stage, Window
from flows.fetch import Fetch


def find_reports(council: Council, window: Window, fetch: Fetch) -> Iterator[Listing | Outcome]:
    """What a council's site promises for the meetings of a window, and what came of looking."""
    if council.platform is None:
        said = "the register knows no site software of this council that we can read"
        yield Outcome(council.slug, Stage.FIND, Happened.NO_PLATFORM, council.base_url, said)
        return
    module = f"{__name__}.{council.platform}"
    if find_spec(module) is None:
        said = f"this release reads no {council.platform} sites"
        yield Outcome(council.slug, Stage.FIND, Happened.NO_PLATFORM, council.base_url, said)
        return
    yield from import_module(module).find_reports(council, window, fetch)
