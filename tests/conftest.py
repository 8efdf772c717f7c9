"""Tests that need a program which Python cannot install carry its mark: skipped by name here, a failure where CI=1."""

import os
import shutil

import pytest

from warehouse.site.engine import ENGINE

PROGRAMS = {
    "needs_libreoffice": "soffice",
    "needs_calc": "localc",
    "needs_tesseract": "tesseract",
    "needs_chromium": "chromium",
}


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark, program in PROGRAMS.items():
        if item.get_closest_marker(mark) and shutil.which(program) is None:
            if os.environ.get("CI"):
                pytest.fail(f"{program} is not installed; .ci/run installs it")
            pytest.skip(f"{mark}: {program} is not installed")
    if item.get_closest_marker("needs_sql_engine") and not ENGINE.exists():
        if os.environ.get("CI"):
            pytest.fail(f"{ENGINE} is not there; .ci/run makes it with make sql-box")
        pytest.skip("needs_sql_engine: make sql-box brings it")
