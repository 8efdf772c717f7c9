"""What is read of the same bytes changes only with READER_VERSION: the warehouse keeps both readings apart by it."""

import json

from bench.accuracy import VERSION, digest
from extractors.reading import READER_VERSION

KEPT = json.loads(VERSION.read_text(encoding="utf8"))


def test_the_papers_are_read_as_this_version_read_them():
    assert KEPT["reader_version"] == READER_VERSION, "run `python -m bench.accuracy --write` with the new version"
    assert digest() == KEPT["digest"], (
        "papers are read otherwise: raise READER_VERSION, then `python -m bench.accuracy --write`"
    )
