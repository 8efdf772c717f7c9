"""Nights at the nation: the sites while they run, a night in a process of its own, and one that is killed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demo.nation.register import invented, write_register
from demo.nation.sites import Stand, stands
from demo.run import TOPIC
from demo.site import Running, serve_sites

PAUSE = 0.02
PATIENCE = {
    "CLEARDAYS_PAUSE": str(PAUSE),
    "CLEARDAYS_RETRIES": "1",
    "CLEARDAYS_RETRY_WAIT": "0.05",
    "CLEARDAYS_SILENCE_SECONDS": "1",
    "CLEARDAYS_SIZE_CAP": "3000000",
    "CLEARDAYS_COUNCILS_AT_ONCE": "32",
}


@dataclass(frozen=True)
class Nation:
    """The sites, the councils that stand behind each, and the register with their addresses."""

    stands: tuple[Stand, ...]
    running: Running
    register: Path


@contextmanager
def nation(folder: Path, papers: int) -> Iterator[Nation]:
    """The nation, its papers and register below `folder`."""
    rows = invented()
    made = stands(rows, folder / "papers", papers)
    with serve_sites(stand.site for stand in made) as running:
        addresses = {slug: running.addresses[stand.site.slug] for stand in made for slug in stand.councils}
        yield Nation(made, running, write_register(folder / "register", rows, addresses))


def night(nation: Nation, home: Path) -> Mapping[str, Any]:
    """What came of a whole night, as `cleardays run --json` tells it, also where it ends in an alarm.

    Raises RuntimeError with what it said where it tells nothing.
    """
    with _begun(nation, home) as running:
        said, told = running.communicate()
    if not said:
        raise RuntimeError(f"the night ended with {running.returncode}: {told[-2000:]}")
    return dict(json.loads(said))


def killed_night(nation: Nation, home: Path, asked: int) -> None:
    """A night that is killed, with all its processes, once the sites were asked so many things. Raises RuntimeError
    where it came to its end before."""
    before = len(nation.running.asked)
    with _begun(nation, home) as running:
        while len(nation.running.asked) - before < asked:
            if running.poll() is not None:
                raise RuntimeError(f"the night was over after {len(nation.running.asked) - before} requests")
            time.sleep(0.01)
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()


def _begun(nation: Nation, home: Path) -> "subprocess.Popen[str]":
    night = ["run", "--register", str(nation.register), "--topic", TOPIC, "--allow-private", "--json"]
    return subprocess.Popen(
        [sys.executable, "-m", "flows.cli", *night],
        env=os.environ | PATIENCE | {"CLEARDAYS_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
