"""What every search of a site owes: each paper once, each closed one told, whether the window was seen to its end."""

from collections.abc import Iterator
from datetime import date

from extractors.model import Council, Happened, Listing, Outcome, Stage, Window
from flows.fetch import Fetch
from flows.markup import Page, parse


def each_once(council: Council, found: Iterator[Listing | Outcome]) -> Iterator[Listing | Outcome]:
    """What was found, a paper once for a meeting or day; after a restricted one, that it is not asked for."""
    seen: set[tuple[str | None, date | None, str]] = set()
    for one in found:
        if isinstance(one, Outcome):
            yield one
        elif (key := (one.meeting, one.meeting_date, one.url)) not in seen:
            seen.add(key)
            yield one
            if one.restricted:
                said = "the site marks it as not public; it is not asked for"
                yield Outcome(council.slug, Stage.FETCH, Happened.RESTRICTED, one.url, said)


def ended(council: Council, window: Window | None, lost: int) -> Outcome:
    """`searched`, or `incomplete` where so many questions came to nothing."""
    happened = Happened.INCOMPLETE if lost else Happened.SEARCHED
    detail = f"{lost} of the questions asked came to nothing" if lost else None
    return Outcome(council.slug, Stage.FIND, happened, council.base_url, detail, window)


def ask_page(council: Council, fetch: Fetch, url: str) -> Page | Outcome:
    """A web page, or why there is none."""
    answer = fetch(url, council.slug, Stage.FIND)
    if isinstance(answer, Outcome):
        return answer
    try:
        return parse(answer)
    except ValueError as error:
        return malformed(council, url, f"expected a web page, got {error}")


def malformed(council: Council, url: str, said: str) -> Outcome:
    """An answer that is not what was expected; `said` names both."""
    return Outcome(council.slug, Stage.FIND, Happened.MALFORMED, url, said)
