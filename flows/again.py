"""Whether a paper that is held is to be asked for again, and what its host gave to ask by."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from extractors.model import Happened, Listing, Validators
from flows.days import today
from flows.settings import Settings
from warehouse.archive import to_utc
from warehouse.held import Held, Shut

LED = {
    Happened.LOGIN_PAGE: "it led to a page that asks for a password",
    Happened.TOO_LARGE: "it was larger than is taken",
    Happened.BAD_REDIRECT: "it redirected to no paper",
    Happened.ADDRESS_REFUSED: "it led to an address that is not asked",
}
"""Where a link led that is not followed every night."""


def validators_of(headers: Mapping[str, str]) -> Validators:
    """An answer's ETag and Last-Modified, where they can be sent back as they are.

    >>> validators_of({"etag": '"3f80f"', "last-modified": "yesterday"})
    Validators(etag='"3f80f"', last_modified=None)
    """
    etag, modified = headers.get("etag", ""), headers.get("last-modified", "")
    try:
        parsedate_to_datetime(modified)
    except ValueError:
        modified = ""
    return Validators(*(said if re.fullmatch(r"[ -~]{1,200}", said) else None for said in (etag, modified)))


def not_yet(listing: Listing, held: Held, settings: Settings, now: datetime) -> str | None:
    """Why a paper that is held is not asked for again now; None where it may have changed."""
    if held.is_doubtful:
        return None
    if listing.published_at and to_utc(listing.published_at) > held.asked_at:
        return None
    last = today(held.asked_at.replace(tzinfo=UTC))
    if listing.meeting_date and last > listing.meeting_date + timedelta(days=settings.days_back):
        return f"last asked for more than {settings.days_back} days after its meeting"
    again = held.asked_at + timedelta(days=settings.recheck_days)
    if held.validators == Validators() and to_utc(now) < again:
        return f"its host gives nothing to ask by; to be downloaded again from {again:%Y-%m-%d}"
    return None


def still_shut(listing: Listing, shut: Shut, settings: Settings) -> str | None:
    """Why a link that led nowhere is not followed again yet; None where its listing is not what it was then."""
    published = to_utc(listing.published_at) if listing.published_at else None
    if (listing.title, listing.meeting_date, published) not in shut.listed:
        return None
    again = shut.asked_at + timedelta(days=settings.recheck_days)
    led = f"on {shut.asked_at:%Y-%m-%d} {LED[shut.happened]}"
    return f"{led}; to be asked for again from {again:%Y-%m-%d}, or when its listing changes"
