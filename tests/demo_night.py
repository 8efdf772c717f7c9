"""The demo's night, run once for every test that asks what it published: `python -m demo.run`, as `make demo` does."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]


@cache
def demo_home() -> Path:
    """The home that the night left."""
    home = Path(tempfile.mkdtemp(prefix="cleardays-demo-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    settings = {k: v for k, v in os.environ.items() if not k.startswith(("CLEARDAYS_", "PREFECT_"))}
    command = [sys.executable, "-m", "demo.run"]
    ran = subprocess.run(
        command, cwd=ROOT, env=settings | {"CLEARDAYS_HOME": str(home)}, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-3000:]
    return home
