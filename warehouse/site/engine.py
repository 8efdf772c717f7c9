"""What runs SQL in a browser: DuckDB-WASM as npm installs it, copied beside the pages: no other host is asked."""

import os
import shutil
from pathlib import Path

ENGINE = Path(__file__).parent / "node_modules"
"""Where `make sql-box` puts it, by `package-lock.json`."""
FILES = (
    "@duckdb/duckdb-wasm/dist/duckdb-browser.mjs",
    "@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js",
    "@duckdb/duckdb-wasm/dist/duckdb-eh.wasm",
    "apache-arrow/Arrow.es2015.min.js",
)
BARE = '"apache-arrow"'
SHIM = '"../assets/arrow.js"'
"""A browser finds no package by its name; `assets/arrow.js` gives it the one that the page has loaded."""


def copy_engine(engine: Path, to: Path) -> bool:
    """Put the engine into the folder `to`; whether it is installed."""
    if not all((engine / file).is_file() for file in FILES):
        return False
    to.mkdir(parents=True, exist_ok=True)
    module, *others = (engine / file for file in FILES)
    (to / module.name).write_text(module.read_text(encoding="utf8").replace(BARE, SHIM), encoding="utf8")
    for file in others:
        _link(file, to / file.name)
    return True


def _link(file: Path, to: Path) -> None:
    """34 MB that every release would hold again are held once where the disk allows it."""
    to.unlink(missing_ok=True)
    try:
        os.link(file, to)
    except OSError:  # another disk, or one without links
        shutil.copyfile(file, to)
