"""cleardays site."""

import shutil
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Annotated

import typer

from flows.settings import load_settings
from warehouse.read import NothingPublishedError


def main(
    to: Annotated[Path | None, typer.Option(help="Copy the pages into this folder, new or empty.")] = None,
    serve: Annotated[bool, typer.Option("--serve", help="Show the pages on this machine until stopped.")] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="With --serve; 0 takes a free one.")] = 8000,
) -> None:
    """Where the pages of the current release are; or copy them, or show them in a browser of this machine.

    The folder is whole: any web host can serve it, and but for the SQL box its pages also work as files.

    Example: cleardays site --to public
    """
    site = _site(load_settings().home)
    if to:
        _copy(site, to)
        site = to
    print(site, flush=True)
    if serve:
        with ThreadingHTTPServer(("127.0.0.1", port), partial(SimpleHTTPRequestHandler, directory=str(site))) as server:
            print(f"http://127.0.0.1:{server.server_port}/ until Ctrl+C", flush=True)
            try:
                server.serve_forever()
            except KeyboardInterrupt:
                print()


def _site(home: Path) -> Path:
    """The pages of the current release; the newer release does not change them."""
    site = (home / "published" / "current" / "site").resolve()
    if not site.is_dir():
        raise NothingPublishedError(
            f"{site}: no pages; `cleardays publish` writes them where CLEARDAYS_SITE is not false"
        )
    return site


def _copy(site: Path, to: Path) -> None:
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise typer.BadParameter(f"{to} is there and not empty; name another, or take it away", param_hint="--to")
    shutil.copytree(site, to, dirs_exist_ok=True, copy_function=shutil.copyfile)
