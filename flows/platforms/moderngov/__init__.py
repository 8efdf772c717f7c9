"""ModernGov: its web service first, its pages for what the service lacks, and for everything where it is closed.

service.py and pages.py each find the meetings of a window and a meeting's papers, decisions.py the decisions of the
register, search.py what the site's own search knows.
"""

from collections.abc import Iterator
from itertools import chain

from extractors.model import Council, Fetched, Happened, Listing, Outcome, Stage, Validators, Window
from flows.fetch import Fetch
from flows.platforms.moderngov import pages, service
from flows.platforms.moderngov.decisions import find_decisions
from flows.platforms.moderngov.known import Calendar, once

PLAIN = (Happened.BLOCKED, Happened.ROBOTS_DISALLOWED)
"""Refusals of a site that say themselves what they are."""
ENOUGH = 3
"""Pages in a row that came to nothing; then no more of them are asked."""


def find_reports(council: Council, window: Window, fetch: Fetch) -> Iterator[Listing | Outcome]:
    """Every paper of every meeting in the window and every decision published in it.

    Then `searched`, or `incomplete` where a question came to nothing; neither where no meeting could be asked for.
    """
    calendar = service.find_meetings(council, window, fetch)
    closed: tuple[Outcome, ...] | None = None
    if not calendar.is_sure and not any(fault.happened in service.OF_THE_HOST for fault in calendar.faults):
        closed, calendar = calendar.faults, pages.find_meetings(council, window, until_shut(fetch))
    if calendar.faults and not calendar.meetings and not calendar.is_sure:
        yield from calendar.faults if closed is None else [_refused(council, closed, calendar.faults)]
        return
    ask_page = until_shut(fetch)
    papers = _of_meetings(council, calendar, fetch if closed is None else None, ask_page)
    lost, told = 0, set[Outcome]()
    for found in once(chain(calendar.faults, papers, find_decisions(council, window, ask_page))):
        if isinstance(found, Listing):
            yield found
            if found.restricted:
                said = "the site marks it as not public; it is not asked for"
                yield Outcome(council.slug, Stage.FETCH, Happened.RESTRICTED, found.url, said)
            continue
        lost += 1
        if found not in told:
            told.add(found)
            yield found
    happened = Happened.INCOMPLETE if lost else Happened.SEARCHED
    yield Outcome(council.slug, Stage.FIND, happened, council.base_url, _how(lost, closed), window)


def _of_meetings(
    council: Council, calendar: Calendar, fetch: Fetch | None, ask_page: Fetch
) -> Iterator[Listing | Outcome]:
    """Papers by the service and by the page of each meeting, each way standing in for the other's faults.

    `fetch` is None where the service is closed. What it says to be unpublished has no page that is worth asking for.
    """
    for meeting in calendar.meetings:
        answer = service.find_papers(council, meeting, fetch) if fetch else None
        by_service = isinstance(answer, service.Papers)
        if isinstance(answer, service.Papers):
            yield from answer.listed
            if not answer.listed and not answer.is_out:
                continue
        page = pages.find_papers(council, meeting, ask_page)
        if isinstance(page, Outcome):
            yield from [answer, page] if isinstance(answer, Outcome) else [page]
            continue
        for found in page:  # the service has told of what is not public, by the paper's own address
            if not (by_service and isinstance(found, Listing) and found.restricted):
                yield found


def until_shut(fetch: Fetch) -> Fetch:
    """A fetch that asks no more once some answers in a row came to nothing, and gives the last of those instead.

    The service may be open where every page is a challenge, and the other way round.
    """
    failed: list[Outcome] = []

    def ask(url: str, council: str, stage: Stage, validators: Validators | None = None, /) -> Fetched | Outcome:
        if len(failed) >= ENOUGH:
            return failed[-1]
        answer = fetch(url, council, stage, validators)
        if isinstance(answer, Outcome):
            failed.append(answer)
        else:
            failed.clear()
        return answer

    return ask


def _refused(council: Council, service: tuple[Outcome, ...], by_pages: tuple[Outcome, ...]) -> Outcome:
    """What came of a site that gave nothing, neither by its service nor by its pages, with both in words.

    It has the name of a plain refusal; else of what the pages answered, or the service where there are no pages.
    """
    plain = [fault for kind in PLAIN for fault in (*service, *by_pages) if fault.happened is kind]
    there = [fault for fault in (*by_pages, *service) if fault.happened is not Happened.NOT_FOUND]
    named = (plain or there or by_pages)[0]
    said = f"its service: {_why(service)}; its pages: {_why(by_pages)}"
    return Outcome(council.slug, Stage.FIND, named.happened, named.url, said)


def _why(faults: tuple[Outcome, ...]) -> str:
    if not faults:
        return "it knows of no meeting"
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return f"{faults[0].happened}: {faults[0].detail}{more}"


def _how(lost: int, closed: tuple[Outcome, ...] | None) -> str | None:
    """What a person should know of a search: what was lost, and why it went by the pages."""
    said = [f"{lost} of the questions asked came to nothing"] if lost else []
    if closed is not None:
        said.append(f"found by its pages; the service: {_why(closed)}")
    return "; ".join(said) or None
