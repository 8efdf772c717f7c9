"""`python -m demo.run`: one night against the stand-in sites, and what came of it.

Starts the sites, writes the register with their addresses under CLEARDAYS_HOME (./var/demo unless set), runs
`cleardays run` and then prints coverage, compliance and where the analysts' copy is. Exits with the code of the first
failure.
"""

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from demo.site import serve

DEMO = Path(__file__).parent
TOPIC = "productivity_plans_2024"
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
    """The demo's register under `home`, each row with the address of its stand-in site, or none."""
    folder = home / "register"
    folder.mkdir(parents=True, exist_ok=True)
    for part in ("aliases.csv", "governance.csv", "tiles.csv", "web_pages.csv"):
        shutil.copy(DEMO / "register" / part, folder / part)
    register = folder / "councils.csv"
    with (DEMO / "register" / "councils.csv").open(encoding="utf8", newline="") as given:
        rows = list(csv.DictReader(given))
    with register.open("w", encoding="utf8", newline="") as filled:
        out = csv.DictWriter(filled, rows[0], lineterminator="\n")
        out.writeheader()
        out.writerows(row | {"democracy_base_url": addresses.get(row["slug"], "")} for row in rows)
    return register


def cleardays(arguments: list[str], settings: Mapping[str, str]) -> int:
    """One command of the product in a process of its own; its exit code."""
    print(f"\n$ cleardays {' '.join(arguments)}", flush=True)
    return subprocess.run([sys.executable, "-m", "flows.cli", *arguments], env=settings, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
