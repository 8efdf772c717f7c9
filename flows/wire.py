"""One HTTP request and its answer, within limits of time and size. Knows nothing of manners or of redirects."""

import socket
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import httpx

from extractors.model import Happened
from flows.addresses import Place
from flows.settings import Settings

ROBOT = "cleardays"
MADE_WITH = httpx.create_ssl_context()  # reads the certificates once for all hosts


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host sent back, whatever its status. Names of headers are in lower case."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Failed:
    """Why there is no answer, or none of use."""

    happened: Happened
    why: str


@dataclass(frozen=True, slots=True)
class Question:
    """A url after its host was looked up, and the headers that make the question conditional."""

    url: httpx.URL
    where: Place
    conditions: Mapping[str, str]


@dataclass(slots=True)
class Line:
    """The connection to one host; hosts that share an address must not share a connection."""

    transport: httpx.HTTPTransport
    headers: Mapping[str, str]
    timeout: Mapping[str, float]
    plug: socket.socket | None = None


def open_line(settings: Settings) -> Line:
    """A line that verifies certificates and uses no proxy; the address guard would not see behind one."""
    headers = {"User-Agent": user_agent(settings), "Accept": "*/*", "Accept-Encoding": "gzip, deflate"}
    silence = settings.silence_seconds
    timeout = {"connect": settings.connect_seconds, "read": silence, "write": silence, "pool": silence}
    return Line(httpx.HTTPTransport(verify=MADE_WITH, trust_env=False), headers, timeout)


def user_agent(settings: Settings) -> str:
    """Who asks, by name, with an address at which a person can be reached."""
    contact = settings.contact
    if contact and "@" in contact and not contact.startswith(("mailto:", "http")):
        contact = f"mailto:{contact}"
    return f"{ROBOT}/{version(ROBOT)}" + (f" (+{contact})" if contact else "")


def ask(line: Line, question: Question, settings: Settings) -> Answer | Failed:
    """GET a url at the first of its host's addresses that answers the call."""
    answer: Answer | Failed = Failed(Happened.UNREACHABLE, "the host's name has no address")
    for address in question.where.addresses:
        try:
            return _ask_at(line, question, address, settings)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            happened = Happened.TIMED_OUT if isinstance(error, httpx.ConnectTimeout) else Happened.UNREACHABLE
            answer = Failed(happened, f"no connection to {address}: {error or 'no answer to the call'}")
    return answer


def _ask_at(line: Line, question: Question, address: str, settings: Settings) -> Answer | Failed:
    """Raises httpx's connect errors, so that the next address can be tried."""
    overdue = threading.Event()
    timer = threading.Timer(settings.request_seconds, _cut, (line, overdue))
    timer.daemon = True
    timer.start()
    try:
        answer = _receive(line, _request(line, question, address), str(question.url), settings.size_cap)
        if overdue.is_set():  # a body without a stated length ends as well when it is cut
            return Failed(Happened.TIMED_OUT, f"not done after {settings.request_seconds:g} s")
        return answer
    except (httpx.ConnectError, httpx.ConnectTimeout):
        raise
    except (httpx.HTTPError, httpx.StreamError, OSError, ValueError) as error:
        if overdue.is_set():
            return Failed(Happened.TIMED_OUT, f"not done after {settings.request_seconds:g} s")
        if isinstance(error, httpx.TimeoutException):
            return Failed(Happened.TIMED_OUT, f"nothing came for {settings.silence_seconds:g} s")
        if isinstance(error, httpx.DecodingError | ValueError):
            return Failed(Happened.MALFORMED, f"an answer that cannot be unpacked: {error}")
        return Failed(Happened.UNREACHABLE, f"the connection broke: {error or type(error).__name__}")
    finally:
        timer.cancel()


def _request(line: Line, question: Question, address: str) -> httpx.Request:
    """A request to the very address that was looked at: a second look at the name might lead elsewhere."""

    def trace(event: str, info: dict[str, Any]) -> None:
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            line.plug = info["return_value"].get_extra_info("socket")

    url = question.url
    return httpx.Request(
        "GET",
        url.copy_with(host=address, fragment=None),
        headers={"Host": url.netloc.decode("ascii"), **line.headers, **question.conditions},
        extensions={"sni_hostname": url.raw_host.decode("ascii"), "trace": trace, "timeout": dict(line.timeout)},
    )


def _receive(line: Line, request: httpx.Request, url: str, cap: int) -> Answer | Failed:
    response = line.transport.handle_request(request)
    try:
        stated = response.headers.get("content-length", "")
        if stated.isdigit() and int(stated) > cap:
            return Failed(Happened.TOO_LARGE, f"{stated} bytes are announced; at most {cap} are taken")
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > cap:
                return Failed(Happened.TOO_LARGE, f"more than {cap} bytes")
        return Answer(url, response.status_code, dict(response.headers), bytes(body))
    finally:
        response.close()


def _cut(line: Line, overdue: threading.Event) -> None:
    """End a request that takes too long, whatever it waits for."""
    overdue.set()
    if line.plug is not None:
        try:
            line.plug.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it is closed already
