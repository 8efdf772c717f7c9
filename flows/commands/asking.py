"""What commands that ask councils' sites check before the first question."""

from collections.abc import Sequence
from difflib import get_close_matches
from ipaddress import ip_address
from urllib.parse import urlsplit

import typer

from flows.settings import Settings, SettingsError


def check_slug(slug: str, valid: Sequence[str], option: str) -> None:
    """Raises BadParameter for a slug that the register does not have, with the nearest."""
    if slug not in valid:
        near = get_close_matches(slug, valid, 1)
        hint = f"did you mean {near[0]!r}?" if near else "expected a slug of the register"
        raise typer.BadParameter(f"no council {slug!r}; {hint}", param_hint=option)


def check_contact(settings: Settings, sites: Sequence[tuple[str, str]]) -> None:
    """Raises SettingsError where nobody is named to the sites, given as (slug, url), that are not on this machine."""
    asked = [slug for slug, url in sites if not _is_loopback(url)]
    if asked and not settings.contact:
        raise SettingsError(
            f"CLEARDAYS_CONTACT is not set, and the sites of {len(asked)} councils ({asked[0]} …) are not on this"
            " machine: set it to a mail or web address at which they can reach you"
        )


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
