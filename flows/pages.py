"""Pages that stand where a paper or an answer should be: challenges, logins, redirects by script, error pages.

They come with status 200 as often as not, so they are known by what they hold.
"""

import re
from collections.abc import Mapping

from extractors.model import Happened

HEAD = 20_000
"""As much of a page as is looked at, in bytes."""
SHORT = 60
"""Words of a page that holds nothing else."""

CHALLENGE = re.compile(
    rb"Just a moment\.\.\.|cf-chl-|_Incapsula_Resource|captcha|Attention Required! \| Cloudflare", re.I
)
PASSWORD = re.compile(rb"<input[^>]+type\s*=\s*[\"']?password", re.I)
BY_SCRIPT = re.compile(
    rb"(window|document|self|top)?\.?location(\.href|\.replace|\.protocol)?\s*(=[^=]|\()|http-equiv\s*=\s*[\"']?refresh",
    re.I,
)
ERROR = re.compile(r"\berror\b|\bnot found\b|\bunavailable\b|something went wrong", re.I)
TAGS = re.compile(rb"<(script|style|title)\b.*?</\1\s*>|<[^>]*>", re.I | re.S)


def is_challenge(status: int, headers: Mapping[str, str], body: bytes) -> bool:
    """Whether a host asks for proof of being a person. Such proof is never given."""
    if headers.get("cf-mitigated") == "challenge":
        return True
    is_short = len(_words(body)) < SHORT
    return is_html(headers, body) and bool(CHALLENGE.search(body[:HEAD])) and (status != 200 or is_short)


def stand_in(url: str, asked: str, headers: Mapping[str, str], body: bytes) -> tuple[Happened, str] | None:
    """What an answer with status 200 is instead of what was asked for, and how it is known; None for everything else.

    `url` is the final one and `asked` the first.
    """
    if not is_html(headers, body):
        return None
    path = url.split("?", maxsplit=1)[0].rsplit("/", 1)[-1].casefold()
    if PASSWORD.search(body[:HEAD]):
        return Happened.LOGIN_PAGE, "a page that asks for a password"
    if url != asked and re.search(r"log-?in|sign-?in", path):
        return Happened.LOGIN_PAGE, f"redirected to {path}"
    if url != asked and "error" in path:
        return Happened.NOT_FOUND, f"redirected to {path}"
    if ERROR.search(title_of(body)) and len(_words(body)) < SHORT:
        return Happened.NOT_FOUND, f"an error page with status 200, {title_of(body)!r}"
    if len(body) < HEAD and BY_SCRIPT.search(body) and len(_words(body)) < 20:
        return Happened.BAD_REDIRECT, "a page that redirects by script; put the address it leads to into the register"
    return None


def is_html(headers: Mapping[str, str], body: bytes) -> bool:
    """Whether an answer is a web page, by its first bytes rather than by what it is called."""
    start = body[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<script")):
        return True
    return (
        headers.get("content-type", "").startswith("text/html")
        and start.startswith(b"<")
        and not start.startswith(b"<?xml")
    )


def title_of(body: bytes) -> str:
    """The title of a web page, or its first words, for a person to recognise it by."""
    found = re.search(rb"<title[^>]*>(.*?)</title", body[:HEAD], re.I | re.S)
    said = found.group(1) if found else TAGS.sub(b" ", body[:HEAD])
    return " ".join(said.decode("utf-8", "replace").split())[:120]


def _words(body: bytes) -> list[bytes]:
    return TAGS.sub(b" ", body[:HEAD]).split()
