"""`python -m demo.run`: one night against the stand-in sites, and what came of it.

Starts the sites, writes the register with their addresses under CLEARDAYS_HOME (./var/demo unless set), runs
`cleardays run` and then prints coverage, compliance and where the analysts' copy is. Exits with the code of the first
failure.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from demo.site import serve

DEMO = Path(__file__).parent
TOPIC = "productivity_plans_2024"
PLACE = "{site}"
PATIENCE = {"CLEARDAYS_PAUSE": "0", "CLEARDAYS_RETRY_WAIT": "0.1"}
"""On loopback nobody needs sparing."""


def main() -> int:
    """The whole demonstration."""
    home = Path(os.environ.get("CLEARDAYS_HOME") or "var/demo").absolute()
    settings = PATIENCE | os.environ | {"CLEARDAYS_HOME": str(home)}
    with serve(DEMO) as running:
        register = write_register(home, running.addresses)
        night = ["run", "--register", str(register), "--topic", TOPIC, "--allow-private"]
        failed = cleardays(night, settings)
    for question in (["coverage", "--topic", TOPIC], ["compliance"]):
        failed = failed or cleardays(question, settings)
    if not failed:
        print(f"\nThe analysts' copy: {home / 'published' / 'current'}")
    return failed


def write_register(home: Path, addresses: Mapping[str, str]) -> Path:
    """The demo's register under `home`, each row with its site's address. Raises KeyError for a row without a site."""
    folder = home / "register"
    folder.mkdir(parents=True, exist_ok=True)
    for part in ("aliases.csv", "governance.csv", "tiles.csv"):
        shutil.copy(DEMO / "register" / part, folder / part)
    register = folder / "councils.csv"
    lines = (DEMO / "register" / "councils.csv").read_text(encoding="utf8").splitlines()
    filled = [line.replace(PLACE, addresses[line.split(",")[1]]) if PLACE in line else line for line in lines]
    register.write_text("\n".join(filled) + "\n", encoding="utf8")
    return register


def cleardays(arguments: list[str], settings: Mapping[str, str]) -> int:
    """One command of the product in a process of its own; its exit code."""
    print(f"\n$ cleardays {' '.join(arguments)}", flush=True)
    return subprocess.run([sys.executable, "-m", "flows.cli", *arguments], env=settings, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
