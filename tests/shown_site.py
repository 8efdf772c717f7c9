"""The demo's pages in a browser: Chromium as Debian has it, driven by Playwright; and pages of a changed release."""

import shutil
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import duckdb
from demo_night import demo_home
from playwright.sync_api import Browser, sync_playwright

from warehouse.site import write_site

SLOW = 120_000
"""Milliseconds that a browser on a busy machine may take for one thing."""


def demo_site() -> Path:
    return (demo_home() / "published" / "current" / "site").resolve()


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"], timeout=SLOW
        )
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a plain web host for a folder, as `python -m http.server` is one."""

    class Silent(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    socketserver.TCPServer.allow_reuse_address = True
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def site_after(to: Path, changes: str) -> Path:
    """Pages of the demo's release after some SQL changed its open copy; without the engine of the SQL box."""
    data = to / "data"
    shutil.copytree(demo_site() / "data", data)
    database = data / "cleardays.duckdb"
    database.chmod(0o644)
    with duckdb.connect(database) as connection:
        connection.execute(changes)
    write_site(data, to, engine=to / "none")
    return to
