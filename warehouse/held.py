"""What is held of a council's papers, so that a night asks only for what may have changed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Engine, text

from extractors.model import Happened, Validators, Window


@dataclass(frozen=True, slots=True)
class Held:
    """The document that a url last gave, when that was (UTC, naive), and what its host gave to know it by.

    `is_doubtful` where it was asked since and gave nothing; `is_read` where a reading of the document is held.
    """

    document_sha256: str
    asked_at: datetime
    validators: Validators
    is_doubtful: bool = False
    is_read: bool = True


HELD = """
    SELECT url, document_sha256, asked_at, etag, last_modified, failed_at IS NOT NULL,
        EXISTS (FROM readings r WHERE r.document_sha256 = answers.document_sha256)
    FROM answers WHERE url IN (SELECT unnest(:urls))
"""


def held(engine: Engine, urls: Collection[str]) -> dict[str, Held]:
    """What urls last gave, to whichever council's night; those that never gave anything are not in it."""
    with engine.connect() as connection:
        rows = connection.execute(text(HELD), {"urls": list(urls)}).tuples().all()
    return {url: Held(sha, at, Validators(etag, modified), *more) for url, sha, at, etag, modified, *more in rows}


@dataclass(frozen=True, slots=True)
class Shut:
    """A url that led where a paper cannot be had, and will not be the next night either: what came of it, when (UTC,
    naive), and the titles, days of meetings and times of publication under which it was listed."""

    happened: Happened
    asked_at: datetime
    listed: frozenset[tuple[str, date | None, datetime | None]]


SHUT = """
    WITH newest AS (
        SELECT url, max("at") AS asked_at, arg_max(outcome, ("at", outcome_id)) AS outcome
        FROM crawl_outcomes
        WHERE "at" > :since AND stage = 'fetch' AND url IN (SELECT unnest(:urls))
            AND NOT starts_with(coalesce(detail, ''), :not_asked)
        GROUP BY url
    )
    SELECT url, outcome, asked_at, title, meeting_date, published_at
    FROM newest JOIN listings USING (url)
    WHERE outcome IN ('login_page', 'too_large', 'bad_redirect', 'address_refused')
"""


def shut(engine: Engine, urls: Collection[str], since: datetime, not_asked: str) -> dict[str, Shut]:
    """The urls that were last asked for after `since` (UTC) and led to a page which asks for a password, elsewhere, or
    to more than is taken. Details that begin with `not_asked` are of nights that did not ask."""
    names = {"urls": list(urls), "since": since, "not_asked": not_asked}
    with engine.connect() as connection:
        rows = connection.execute(text(SHUT), names).tuples().all()
    came = {url: (Happened(outcome), at) for url, outcome, at, *_ in rows}
    return {url: Shut(*came[url], frozenset((t, d, p) for u, _, _, t, d, p in rows if u == url)) for url in came}


STANDING = """
    WITH newest AS (
        SELECT gss_code, url, arg_max(outcome, ("at", outcome_id)) AS outcome
        FROM crawl_outcomes
        WHERE gss_code = (SELECT gss_code FROM councils WHERE slug = :council)
            AND outcome IN ('withdrawn', 'fetched', 'unchanged', 'held', 'not_found')
        GROUP BY ALL
    )
    SELECT DISTINCT l.url
    FROM listings l JOIN councils c USING (gss_code) LEFT JOIN newest n USING (gss_code, url)
    WHERE c.slug = :council AND l.meeting_date BETWEEN :since AND :until
        AND coalesce(n.outcome, '') <> 'withdrawn'
"""


def standing(engine: Engine, council: str, window: Window) -> frozenset[str]:
    """The urls that a council listed for the meetings of a window and has not taken back since."""
    with engine.connect() as connection:
        names = {"council": council, "since": window.since, "until": window.until}
        return frozenset(connection.execute(text(STANDING), names).scalars())


DONE = """
    SELECT c.slug FROM councils c
    WHERE EXISTS (
        FROM crawl_outcomes o WHERE o.gss_code = c.gss_code AND o.stage = 'find' AND o.outcome = 'searched'
            AND o.searched_from <= :since AND o.searched_until >= :until AND o."at" >= :settled
    ) AND NOT EXISTS (
        FROM listings l WHERE l.gss_code = c.gss_code AND l.meeting_date BETWEEN :since AND :until
            AND NOT l.restricted AND NOT EXISTS (
                FROM sightings s JOIN listings o USING (listing_id) WHERE o.gss_code = l.gss_code AND o.url = l.url
            )
    )
"""


def done(engine: Engine, window: Window, settled: datetime) -> frozenset[str]:
    """The slugs of councils of which a window was searched to its end after it had settled, and every paper that it
    promised is held, under whichever of its listings."""
    with engine.connect() as connection:
        names = {"since": window.since, "until": window.until, "settled": settled}
        return frozenset(connection.execute(text(DONE), names).scalars())
