"""A paper's fingerprint: papers with like words have like sketches, whatever their format.

MinHash with one permutation (Li, Owen, Zhang 2012: one hash per shingle, spread over bins, empty bins borrow from the
next). The share of
equal positions of two sketches estimates the share of five-word runs that the two texts have in common.
"""

import re
from zlib import crc32

BINS = 64
RUN = 5


def sketch(text: str) -> tuple[int, ...]:
    """64 numbers below 2**26, or () for a text of fewer than five words. Numbers, bullets and letter case do not count.

    >>> sketch("1.1 The Cabinet is asked to approve the plan") == sketch("The cabinet is asked\\nto approve the Plan.")
    True
    >>> sketch("None")
    ()
    """
    words = re.findall(r"[a-z]{2,}", text.casefold())
    if len(words) < RUN:
        return ()
    least = [-1] * BINS
    for i in range(len(words) - RUN + 1):
        value, place = divmod(crc32(" ".join(words[i : i + RUN]).encode()), BINS)
        if least[place] < 0 or value < least[place]:
            least[place] = value
    return tuple(_borrow(least, i) for i in range(BINS))


def _borrow(least: list[int], place: int) -> int:
    for step in range(BINS):
        value = least[(place + step) % BINS]
        if value >= 0:
            return value
    raise AssertionError("a text of five words fills at least one bin")
