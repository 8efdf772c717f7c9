"""The recipes of docs/bi as they stand in their pages, each in an environment of its own."""

import json
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from demo_night import ROOT, demo_home

from warehouse.publish import publish

BI = ROOT / "docs" / "bi"
ENVIRONMENTS = ROOT / "var" / "bi"
"""Kept between runs, one a version of its requirements; `make clean` removes them."""

MINUTES = (datetime(2027, 1, 4, 5, 0) + timedelta(minutes=m) for m in count())
"""A time of its own for every release."""

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(tool: str, language: str) -> list[str]:
    """The texts of a page's blocks of one language, in order."""
    page = (BI / f"{tool}.md").read_text(encoding="utf8")
    return [text for found, text in BLOCK.findall(page) if found == language]


def environment(tool: str) -> Path:
    """The folder of programs of a tool's environment, made by the first block of its page.

    `pip` there is `uv pip` here: the same packages in a tenth of the time.
    """
    install = shlex.split(blocks(tool, "sh")[0])
    assert install[:2] == ["pip", "install"], f"docs/bi/{tool}.md does not begin with how to install: {install}"
    wanted = sha256((BI / "requirements" / f"{tool}.txt").read_bytes() + sys.version.encode()).hexdigest()[:12]
    folder = ENVIRONMENTS / f"{tool}-{wanted}"
    if not (folder / "complete").exists():
        for left in ENVIRONMENTS.glob(f"{tool}-*"):
            shutil.rmtree(left)
        uv = [sys.executable, "-m", "uv", "--quiet"]
        run([*uv, "venv", "--python", sys.executable, str(folder)], BI)
        run([*uv, *install, "--python", str(folder)], BI)
        (folder / "complete").touch()
    return folder / "bin"


def copy_of_demo(folder: Path) -> Path:
    """A home of one's own with what the demo's night left, to publish from again."""
    return Path(shutil.copytree(demo_home(), folder / "home", symlinks=True, ignore=shutil.ignore_patterns("archive")))


def publishing(home: Path, meanwhile: Callable[[], object]) -> str:
    """The id of a release that is published while something is done again and again, and once more after it."""
    with ThreadPoolExecutor(1) as pool:
        release = pool.submit(publish, home, at=next(MINUTES))
        while not release.done():
            meanwhile()
        meanwhile()
    return release.result().name


def run(command: list[str], folder: Path, given: str = "", settings: Mapping[str, str] | None = None) -> str:
    """What a command prints. Fails with what it said where it ends with anything but 0."""
    ran = subprocess.run(
        command, cwd=folder, input=given, env=settings, capture_output=True, text=True, timeout=300, check=False
    )
    assert ran.returncode == 0, f"{shlex.join(command)}\n{ran.stdout[-3000:]}{ran.stderr[-3000:]}"
    return ran.stdout


NOTEBOOK = """
import contextlib, io, json, sys
cells = {"__name__": "__main__"}
for line in sys.stdin:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(json.loads(line), "recipe", "exec"), cells)
    print(json.dumps(printed.getvalue()), flush=True)
"""


@dataclass(frozen=True, slots=True)
class Notebook:
    """A Python of a tool's environment that is given one block after the other and stays open."""

    process: subprocess.Popen[str]
    said: IO[str]
    """What it says beside the answers: warnings and, at its end, why."""

    def cell(self, code: str) -> str:
        """What a block prints."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(code) + "\n")
        self.process.stdin.flush()
        printed = self.process.stdout.readline()
        if not printed:
            self.said.seek(0)
        assert printed, f"{code}\n{self.said.read()[-3000:]}"
        return str(json.loads(printed))

    def value(self, expression: str) -> Any:
        """A value of a name that a block has given, by way of JSON."""
        return json.loads(self.cell(f"import json; print(json.dumps({expression}, default=str))"))


@contextmanager
def notebook(tool: str, folder: Path, settings: Mapping[str, str] | None = None) -> Iterator[Notebook]:
    """An open Notebook in a folder."""
    command = [str(environment(tool) / "python"), "-c", NOTEBOOK]
    pipe = subprocess.PIPE
    with TemporaryFile("w+") as said:  # a pipe that nobody reads would stop it once it is full
        process = subprocess.Popen(command, cwd=folder, env=settings, stdin=pipe, stdout=pipe, stderr=said, text=True)
        try:
            yield Notebook(process, said)
        finally:
            process.kill()
            process.communicate()


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@contextmanager
def served(command: str, folder: Path, health: str, settings: Mapping[str, str]) -> Iterator[None]:
    """A server, from when its address of health answers."""
    with TemporaryFile("w+") as said:
        process = subprocess.Popen(["bash", "-ec", command], cwd=folder, env=settings, stdout=said, stderr=said)
        try:
            while not _is_well(health):
                if process.poll() is not None:
                    said.seek(0)
                    pytest.fail(f"{command}\n{said.read()[-3000:]}")
                time.sleep(0.5)
            yield
        finally:
            process.terminate()
            process.wait()


def _is_well(address: str) -> bool:
    try:
        with urlopen(address, timeout=10) as answer:
            return bool(answer.status == 200)
    except (URLError, TimeoutError):
        return False
