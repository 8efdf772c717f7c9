"""A site on loopback that answers as it is told, and notes who asked for what and when."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from flows.settings import Settings

Answer = tuple[int, Mapping[str, str], bytes] | Callable[[BaseHTTPRequestHandler], None]
HTML = {"Content-Type": "text/html; charset=utf-8"}


@dataclass(frozen=True)
class Asked:
    path: str
    agent: str
    began: float
    ended: float


@dataclass(frozen=True)
class Site:
    url: str
    asked: list[Asked] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        return [a.path for a in self.asked]


@contextmanager
def site(answers: Mapping[str, Answer | list[Answer]]) -> Iterator[Site]:
    """Answers by path; a list is used up one by one, and its last stays. Everything else is a 404, robots.txt too."""
    left = {path: list(a) if isinstance(a, list) else [a] for path, a in answers.items()}
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    made = Site(f"http://127.0.0.1:{server.server_address[1]}")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            began = time.monotonic()
            mine = left.get(self.path, [(404, HTML, b"<html><title>Not found</title></html>")])
            answer = mine.pop(0) if len(mine) > 1 else mine[0]
            if callable(answer):
                self.close_connection = True
                with suppress(OSError):  # the other side has hung up
                    answer(self)
            else:
                status, headers, body = answer
                self.send_response(status)
                for name, value in ({"Content-Length": str(len(body))} | dict(headers)).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)
            made.asked.append(Asked(self.path, self.headers.get("User-Agent", ""), began, time.monotonic()))

        def log_message(self, *_: object) -> None:
            pass

    server.RequestHandlerClass = Handler
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()


def quick(**changed: object) -> Settings:
    """Settings that do not wait."""
    return Settings(**{"pause": 0, "retry_wait": 0, "silence_seconds": 5, "contact": None, **changed})
