"""What the service and the pages both tell of: committees, the meetings of a window, and which paper an address is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, urlsplit

from extractors.model import Listing, Outcome

PACKS = re.compile(r"/documents/([gsb])(\d+)/", re.I)
A_DECISION = "iedecisiondetails.aspx"
SUPPLEMENT = "9"


@dataclass(frozen=True, slots=True)
class Committee:
    """A committee by its number at the site."""

    id: str
    title: str | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting by its number, the committee that meets and the day."""

    id: str
    committee: str | None
    body: str | None
    day: date


@dataclass(frozen=True, slots=True)
class Calendar:
    """The meetings of a window, and the questions that came to nothing.

    `is_sure`: meetings outside the window are known as well, so that none inside means that there was none.
    """

    meetings: tuple[Meeting, ...]
    faults: tuple[Outcome, ...]
    is_sure: bool = False


def once(found: Iterator[Listing | Outcome]) -> Iterator[Listing | Outcome]:
    """Each paper of a meeting or a decision once, whichever of its addresses it is found by; every outcome."""
    seen: set[tuple[object, ...]] = set()
    for one in found:
        if isinstance(one, Outcome):
            yield one
            continue
        within = one.meeting or (one.body, one.meeting_date, one.item)
        paper = (within, same_paper(one.url), one.title if one.restricted else None)
        form, other = _forms(one)
        if paper in seen or (other and (within, one.item, other) in seen):
            continue
        seen |= {paper, (within, one.item, form)}
        yield one


def _forms(found: Listing) -> tuple[str, str]:
    """How the address of a meeting's decision names it, by the item or by a number of its own, and the other way."""
    if A_DECISION not in found.url.casefold() or not found.meeting or not found.item:
        return "", ""
    return ("aiid", "id") if "aiid" in query_of(found.url) else ("id", "aiid")


def same_paper(url: str) -> str:
    """What an address of a paper leads to, whichever of its forms it has; an address of no known form is its own.

    >>> same_paper("https://x.gov.uk/mgConvert2PDF.aspx?ID=60860") == same_paper("documents/s60860/Budget.pdf")
    True
    >>> same_paper("mgConvert2Pdf.aspx?id=479&T=0"), same_paper("documents/g479/Agenda frontsheet.pdf?T=0")
    ('g479?T=0', 'g479?T=0')
    >>> same_paper("documents/b10/Addendum, Council.pdf?T=9"), same_paper("https://elsewhere.org.uk/a.pdf")
    ('b10?T=9', 'https://elsewhere.org.uk/a.pdf')
    """
    asked = query_of(url)
    found = PACKS.search(f"/{url}")
    if found:
        kind, number = found.group(1).casefold(), found.group(2)
    elif "mgconvert2pdf.aspx" in url.casefold() and "id" in asked:
        kind, number = "b" if asked.get("t") == SUPPLEMENT else "g" if "t" in asked else "s", asked["id"]
    else:
        return url
    return f"{kind}{number}" if kind == "s" else f"{kind}{number}?T={asked.get('t', '')}"


def query_of(url: str) -> dict[str, str]:
    """The parameters of an address, their names in lower case: sites write them in any."""
    try:
        return {name.casefold(): value for name, value in parse_qsl(urlsplit(url).query, keep_blank_values=True)}
    except ValueError:  # no address at all
        return {}
