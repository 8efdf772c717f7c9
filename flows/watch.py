"""What a council no longer shows: papers taken back one by one, and all of them at once, which is an alarm."""

from collections import Counter
from collections.abc import Iterator, Set

from extractors.model import Council, Happened, Listing, Outcome, Stage, Window

MANY = 10
"""As many papers do not go within a night; nor do nine of ten, where there were as many."""
MEND = "look at the site; if its address or its software changed, mend the register's row (cleardays probe {slug})"


def watch(
    council: Council, window: Window, found: Iterator[Listing | Outcome], before: Set[str]
) -> Iterator[Listing | Outcome]:
    """What was found, and after a search that came to its end, which urls of `before` are no longer listed.

    Where next to none is, the search counts for nothing: `vanished` stands in its place, and no paper is withdrawn. So
    does a site that answers and shows nothing of what was expected.
    """
    listed: set[str] = set()
    ends: set[Happened] = set()
    days = f"meetings from {window.since} to {window.until}"
    for one in found:
        if isinstance(one, Listing):
            listed.add(one.url)
        else:
            ends.add(one.happened)
        if not isinstance(one, Outcome) or one.happened is not Happened.SEARCHED:
            yield one
            continue
        if _is_alarm(len(before), len(listed)):
            yield _vanished(council, window, len(listed), len(before))
            continue
        for url in sorted(before - listed):
            yield Outcome(council.slug, Stage.FIND, Happened.WITHDRAWN, url, f"no longer listed for {days}")
        yield one
    if ends == {Happened.MALFORMED} and _is_alarm(len(before), len(listed)):
        yield _vanished(council, window, len(listed), len(before))


def _vanished(council: Council, window: Window, listed: int, before: int) -> Outcome:
    said = f"{listed} papers are listed for meetings from {window.since} to {window.until}, and {before} were; " + MEND
    detail = said.format(slug=council.slug)
    return Outcome(council.slug, Stage.FIND, Happened.VANISHED, council.base_url, detail, window)


def lost(council: Council, came: Counter[str]) -> Iterator[Outcome]:
    """An alarm where a council's papers are listed and next to none of them is there."""
    missing = came[Happened.NOT_FOUND]
    had = came[Happened.FETCHED] + came[Happened.UNCHANGED]
    if _is_alarm(missing + had, had):
        said = f"{missing} papers are listed and not found, and {had} were got; " + MEND
        yield Outcome(council.slug, Stage.FETCH, Happened.VANISHED, council.base_url, said.format(slug=council.slug))


def _is_alarm(expected: int, there: int) -> bool:
    return expected >= MANY and there * MANY <= expected
