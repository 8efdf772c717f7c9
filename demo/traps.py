"""What may befall any request to a site: nothing comes, or it comes late, cut short, elsewhere or without end."""

import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler

TRAPS = {
    "hangs": "no request is ever answered",
    "resets": "every connection is closed without an answer",
    "shaky": "one request in four is answered with 503",
    "slow": "papers come in pieces, with a rest before each",
    "papers_truncated": "papers are shorter than announced",
    "papers_endless": "papers never end",
    "papers_busy": "the first request for papers is answered with 429 and a Retry-After",
    "papers_error_page": "an error page with status 200 stands in the place of papers",
    "papers_redirected": "papers are found behind a redirect",
    "papers_in_circles": "papers are redirected in a circle",
    "papers_elsewhere": "papers redirect to an address that is no web address",
    "papers_private": "papers redirect to a private address",
}
SENT = ("whole", "drip", "cut", "endless")
"""The manners in which something comes."""
HANGS_FOR = 60.0
RETRY_AFTER = 1
PRIVATE = "http://10.0.0.1/report.pdf"
ERROR = b"<html><head><title>Error</title></head><body><h1>Sorry</h1><p>Something went wrong.</p></body></html>"
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Reply:
    """What goes back: status, media type, bytes, further headers; and how it goes: whole, or as a trap has it."""

    status: int
    media_type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    manner: str = "whole"


def spring(quirks: frozenset[str], target: str, nth: int, nth_paper: int, sent: Reply) -> Reply:
    """What becomes of the `nth` reply of a site (from 1), which would have been `sent`; of papers it is the
    `nth_paper`, of all else that is 0."""
    if "hangs" in quirks:
        return replace(sent, manner="hang")
    if "resets" in quirks:
        return replace(sent, manner="reset")
    if "shaky" in quirks and nth % 4 == 0:
        return Reply(503, HTML, ERROR)
    return _paper(quirks, target, nth_paper, sent) if nth_paper else sent


def _paper(quirks: frozenset[str], target: str, nth: int, sent: Reply) -> Reply:
    if "papers_busy" in quirks and nth == 1:
        return Reply(429, HTML, ERROR, {"Retry-After": str(RETRY_AFTER)})
    if "papers_error_page" in quirks:
        return Reply(200, HTML, ERROR)
    if "papers_in_circles" in quirks or ("papers_redirected" in quirks and "moved=1" not in target):
        joint = "&" if "?" in target else "?"
        return _moved(f"{target}{joint}moved=1" if "moved=1" not in target else target)
    if "papers_elsewhere" in quirks:
        return _moved("ftp://papers.example/report.pdf")
    if "papers_private" in quirks:
        return _moved(PRIVATE)
    manners = {"slow": "drip", "papers_truncated": "cut", "papers_endless": "endless"}
    return next((replace(sent, manner=manner) for quirk, manner in manners.items() if quirk in quirks), sent)


def _moved(where: str) -> Reply:
    return Reply(302, HTML, b"", {"Location": where})


def send(handler: BaseHTTPRequestHandler, sent: Reply) -> None:
    """Send a reply as its manner has it. The other side may hang up at any time."""
    if sent.manner in ("hang", "reset"):
        handler.close_connection = True
        if sent.manner == "hang":
            handler.connection.settimeout(HANGS_FOR)
            with suppress(OSError):
                handler.connection.recv(1)  # until the other side hangs up
        return
    handler.send_response(sent.status)
    handler.send_header("Content-Type", sent.media_type)
    if sent.manner == "endless":
        handler.close_connection = True
    else:
        handler.send_header("Content-Length", str(len(sent.body)))
    for name, value in sent.headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    with suppress(OSError):
        _body(handler, sent)


def _body(handler: BaseHTTPRequestHandler, sent: Reply) -> None:
    match sent.manner:
        case "cut":
            handler.close_connection = True
            handler.wfile.write(sent.body[: len(sent.body) // 2])
        case "drip":
            size = max(1, len(sent.body) // 4)
            for at in range(0, len(sent.body), size):
                time.sleep(0.05)
                handler.wfile.write(sent.body[at : at + size])
        case "endless":
            while True:
                handler.wfile.write(sent.body)
        case _:
            handler.wfile.write(sent.body)
