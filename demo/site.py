"""A stand-in for council sites on loopback: one port per council, every request noted.

`with serve(Path("demo")) as running:` starts the sites of demo/sites.yml; `running.addresses` says where they are,
`running.asked` who asked for what.
"""

import socket
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from email.message import Message
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from urllib.parse import parse_qsl, urlsplit

from demo import cmis, pages, web
from demo.promised import Paper, Promised, read_promised
from demo.service import RefusedError, answer
from demo.traps import ERROR, HTML, SENT, Reply, send, spring

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF, XML = "application/pdf", "text/xml; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
CHALLENGE = (
    b"<!DOCTYPE html><html><head><title>Just a moment...</title></head>"
    b"<body><noscript>Enable JavaScript and cookies to continue</noscript></body></html>"
)
LOGIN = (
    b'<!DOCTYPE html><html><head><title>Login</title></head><body><div id="modgov"><h1>Login required</h1>'
    b'<form method="post" action="mgLogin.aspx"><input name="user" /><input type="password" name="password" /></form>'
    b"</div></body></html>"
)
HELP = (
    b"<html><head><title>mgWebService Web Service</title></head><body><h1>mgWebService</h1>"
    b"<ul><li>GetCommittees</li><li>GetMeeting</li><li>GetMeetings</li></ul></body></html>"
)


ROBOTS = {
    "robots_disallow": ("Disallow: /",),
    "robots_papers": ("Disallow: /mgConvert2PDF.aspx", "Disallow: /documents/", "Disallow: /*/Document.ashx"),
    "robots_slow": ("Crawl-delay: 0.5",),
}
PAGES = {"cmis": cmis.answer, "web": web.answer}
"""What answers for a site that is made of pages: (site, base, path and query) to a page, a paper or nothing."""


@dataclass(frozen=True)
class Asked:
    """One request: whose site, which path with its query, which user agent, the status it got (0: no answer), when, in
    seconds of the monotonic clock, and how many this host was asked at that time. `is_paper` where a document was
    sent."""

    council: str
    path: str
    agent: str
    status: int
    at: float
    at_once: int
    is_paper: bool


@dataclass(frozen=True)
class Running:
    """The sites while they run: address by council, the requests so far, and what each has now, to be replaced."""

    addresses: dict[str, str]
    asked: list[Asked] = field(default_factory=list)
    sites: dict[str, Promised] = field(default_factory=dict)


def reply(site: Promised, base: str, target: str) -> Reply:
    """What the site answers to a GET of `target` (path and query)."""
    if target == "/robots.txt":
        return _robots(site)
    if "challenge" in site.quirks:
        return Reply(403, HTML, CHALLENGE)
    below = target.removeprefix(site.path)
    parts = urlsplit(below)
    path, query = parts.path.casefold(), dict(parse_qsl(parts.query, keep_blank_values=True))
    if site.platform in PAGES:
        found = PAGES[site.platform](site, base, below)
        return Reply(200, HTML, found.encode()) if isinstance(found, str) else _file(found)
    if path.startswith("/mgwebservice.asmx"):
        return _service(site, base, parts.path, query)
    if path == "/mgconvert2pdf.aspx":
        return _document(site, next((value for key, value in query.items() if key.casefold() == "id"), ""))
    if path.startswith("/documents/s"):
        return _document(site, path.split("/")[2].removeprefix("s"))
    return _page(site, parts.path, query)


def _robots(site: Promised) -> Reply:
    if "robots_error" in site.quirks:
        return Reply(500, HTML, ERROR)
    rules = [line for quirk, lines in ROBOTS.items() if quirk in site.quirks for line in lines]
    return Reply(200, TEXT, "\r\n".join(["User-agent: *", *rules, ""]).encode()) if rules else _missing()


def _page(site: Promised, path: str, query: dict[str, str]) -> Reply:
    if path == "/mgError.aspx":
        return Reply(200, HTML, ERROR)
    if "pages_challenge" in site.quirks:
        return Reply(403, HTML, CHALLENGE)
    if "pages_error" in site.quirks:
        return Reply(302, HTML, b"", {"Location": "/mgError.aspx"})
    found = pages.answer(site, path, query)
    if isinstance(found, Path):
        return Reply(200, PDF, found.read_bytes())
    return Reply(200, HTML, found.encode()) if found else _missing()


def _service(site: Promised, base: str, path: str, query: dict[str, str]) -> Reply:
    if "service_refused" in site.quirks:
        return Reply(
            403, HTML, b"<html><head><title>403 - Forbidden</title></head><body>Access is denied.</body></html>"
        )
    if "service_closed" in site.quirks:
        return _missing()
    if "service_html" in site.quirks:
        return Reply(200, HTML, ERROR)
    method = path.partition(".asmx")[2].strip("/")
    if not method:
        return Reply(200, HTML, HELP)
    try:
        return Reply(200, XML, answer(site, base, method, query))
    except RefusedError as refused:
        return Reply(500, TEXT, f"{refused}\r\n".encode())


def _missing() -> Reply:
    return Reply(404, HTML, b"<html><head><title>404</title></head><body>The page cannot be found.</body></html>")


def _document(site: Promised, number: str) -> Reply:
    return _file(site.paper(int(number)) if number.isdigit() else None)


def _file(paper: Paper | None) -> Reply:
    if paper is None:
        return _missing()
    if paper.restricted or paper.login or paper.file is None:
        return Reply(200, HTML, LOGIN)
    return Reply(200, WORD if paper.file.suffix == ".docx" else PDF, paper.file.read_bytes())


def _etag(site: Promised, sent: Reply) -> str | None:
    return f'"{sha256(sent.body).hexdigest()[:16]}"' if _is_paper(sent) and "validators" in site.quirks else None


def _is_paper(sent: Reply) -> bool:
    return sent.status == 200 and sent.media_type in (PDF, WORD)


@contextmanager
def serve(folder: Path) -> Iterator[Running]:
    """The sites of `folder`/sites.yml, running on ports the system chooses. Raises ValueError as read_promised does."""
    with serve_sites(read_promised(folder)) as running:
        yield running


@contextmanager
def serve_sites(sites: Iterable[Promised]) -> Iterator[Running]:
    """These sites, likewise."""
    running = Running({})
    with ExitStack() as stack:
        servers = []
        for site in sites:
            running.sites[site.slug] = site
            if "down" in site.quirks:
                running.addresses[site.slug] = stack.enter_context(_keep_closed())
                continue
            servers.append(stack.enter_context(Server(("127.0.0.1", 0), _handler(site.slug, running))))
            running.addresses[site.slug] = f"http://127.0.0.1:{servers[-1].server_address[1]}{site.path}"
        stack.enter_context(_answering(servers))
        yield running


@contextmanager
def _keep_closed() -> Iterator[str]:
    """A port that is ours and refuses: bound, and never listened to."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{closed.getsockname()[1]}"


class Server(ThreadingHTTPServer):
    """A site's server; whom it answers may hang up at any time."""

    daemon_threads = True
    timeout = 0.0

    def handle_error(self, request: object, client_address: object) -> None:
        """Tell only of faults that are this side's own."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def _answering(servers: Sequence[Server]) -> Iterator[None]:
    """One thread takes the calls of all of them: hundreds that each look twenty times a second whether they are to
    stop cost as much as a night."""
    ours, theirs = socket.socketpair()
    with ours, theirs, DefaultSelector() as calls:
        for each in (theirs, *servers):
            calls.register(each, EVENT_READ)

        def answer_calls() -> None:
            while theirs not in (called := [key.fileobj for key, _ in calls.select()]):
                for server in called:
                    server.handle_request()

        thread = threading.Thread(target=answer_calls, name="stand-in sites", daemon=True)
        thread.start()
        try:
            yield
        finally:
            ours.send(b"!")
            thread.join()


def _handler(slug: str, running: Running) -> type[BaseHTTPRequestHandler]:
    count: Counter[str] = Counter()
    one = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            at = time.monotonic()
            host, port = self.server.server_address[:2]
            site = running.sites[slug]
            would = _conditional(site, reply(site, f"http://{host!s}:{port}{site.path}", self.path), self.headers)
            with one:
                count.update(asked=1, papers=_is_paper(would), at_once=1)
                sent = spring(site.quirks, self.path, count["asked"], count["papers"] if _is_paper(would) else 0, would)
                agent, status = self.headers.get("User-Agent", ""), sent.status if sent.manner in SENT else 0
                running.asked.append(Asked(slug, self.path, agent, status, at, count["at_once"], _is_paper(sent)))
            try:
                send(self, sent)
            finally:
                with one:
                    count.subtract(at_once=1)

        def log_message(self, *_: object) -> None:
            """Nothing on stderr: the requests are in `asked`."""

    return Handler


def _conditional(site: Promised, sent: Reply, headers: Message) -> Reply:
    etag = _etag(site, sent)
    if etag is None:
        return sent
    if headers.get("If-None-Match") == etag:
        return Reply(304, sent.media_type, b"", {"ETag": etag})
    return replace(sent, headers={"ETag": etag})
