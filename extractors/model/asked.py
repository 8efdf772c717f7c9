"""What is asked for and what came of asking: councils, listings, fetched bytes, outcomes."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a council's own that links to papers, or to a page for each meeting.

    The others are regular expressions, letter case ignored: `papers` and `meetings` are sought in a link's address,
    `date` and `title` in the words around it; where a pattern has a group, the group is what is meant. None is the
    usual.
    """

    url: str
    body: str | None = None
    papers: str | None = None
    meetings: str | None = None
    date: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Council:
    """One row of the register. `base_url` is the directory of the site's software, without a trailing slash."""

    gss_code: str
    slug: str
    name: str
    platform: str | None
    base_url: str | None
    names: tuple[str, ...] = ()
    """Every name by which papers may call it: short, official and aliases."""
    hosts: tuple[str, ...] = ()
    """Host names that are its own, for mail and web addresses printed in papers."""
    pages: tuple[ListPage, ...] = ()
    """Where its papers are linked, if its site has no software that we know."""


@dataclass(frozen=True, slots=True)
class Window:
    """Meeting dates asked for, both ends included."""

    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Listing:
    """A paper that a site promises. Times in UTC; `published_at` only where the site says it."""

    council: str
    url: str
    title: str
    body: str | None = None
    meeting_date: date | None = None
    meeting: str | None = None
    item: str | None = None
    published_at: datetime | None = None
    restricted: bool = False


@dataclass(frozen=True, slots=True)
class Validators:
    """What a host gave to know its answer by, in its own words; nothing where it gives nothing."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a host answered. `url` is the final one, after redirects."""

    url: str
    body: bytes
    headers: Mapping[str, str]
    at: datetime

    @property
    def sha256(self) -> str:
        """The name by which the archive files these bytes."""
        return hashlib.sha256(self.body).hexdigest()


class Stage(StrEnum):
    """Where on its way a paper was when something happened."""

    FIND = "find"
    FETCH = "fetch"
    READ = "read"
    LOAD = "load"


class Happened(StrEnum):
    """What came of one attempt; the closed list of `crawl_outcomes.outcome`."""

    # find
    SEARCHED = "searched"  # the window was searched to its end
    INCOMPLETE = "incomplete"  # some of the window could not be searched
    NO_PLATFORM = "no_platform"
    SERVICE_CLOSED = "service_closed"
    MALFORMED = "malformed"  # an answer, or a row of a manifest, that is not what was expected
    SETTLED = "settled"  # searched to its end before, after all in it had settled; not searched again
    WITHDRAWN = "withdrawn"  # a paper that was listed and no longer is, in a window that was searched to its end
    VANISHED = "vanished"  # next to nothing is listed where there were many papers: an alarm, and no search
    # fetch
    FETCHED = "fetched"
    UNCHANGED = "unchanged"
    HELD = "held"  # held, and not yet to be asked for again
    NO_SPACE = "no_space"  # not asked for, since the disk is nearly full: an alarm
    RESTRICTED = "restricted"  # the site says that the paper is not public
    LOGIN_PAGE = "login_page"
    NOT_FOUND = "not_found"
    BLOCKED = "blocked"
    ROBOTS_DISALLOWED = "robots_disallowed"
    RATE_LIMITED = "rate_limited"
    TIMED_OUT = "timed_out"
    UNREACHABLE = "unreachable"
    SERVER_ERROR = "server_error"
    TOO_LARGE = "too_large"
    ADDRESS_REFUSED = "address_refused"  # a private address, or a scheme other than http(s)
    BAD_REDIRECT = "bad_redirect"
    # read and load
    READ = "read"
    NOT_READ = "not_read"  # a file without readable text: scanned, encrypted, corrupt … (`detail` says which)
    LOADED = "loaded"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an attempt, for one council, at one stage."""

    council: str
    stage: Stage
    happened: Happened
    url: str | None = None
    detail: str | None = None
    window: Window | None = None
