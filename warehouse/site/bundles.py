"""Data for pages, as scripts that put it where pages look: a page that is opened as a file may load nothing else."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

FOR_SCRIPTS = str.maketrans({"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"})
"""What could end a script, or a line in it, as JSON may say it too."""


def write_bundle(path: Path, key: str, value: Any) -> None:
    """Put `value` under `key` of the pages' global `CLEARDAYS`. Days are written as ISO dates, times as UTC."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"(self.CLEARDAYS??={{}})[{script(key)}]={script(value)};\n", encoding="utf8")


def script(value: Any) -> str:
    """A value as JSON that may stand in a script: nothing in it can end the script.

    >>> script({"title": "</script>", "on": date(2024, 7, 19)})
    '{"title":"\\\\u003c/script>","on":"2024-07-19"}'
    """
    said = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return said.translate(FOR_SCRIPTS)


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} of {type(value).__name__}; pages know text, numbers, days and times")
