"""Amounts of money with the sentences that state them: in recommendations and in financial implications."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from extractors.evidence import text_at
from extractors.model import Amount, Document, Implication, Recommendation, Span, Text

MONEY = re.compile(r"£\s?\d[\d,]*(?:\.\d+)?(?:\s?(?:m|bn|k|million|billion|thousand)\b)?", re.IGNORECASE)
SENTENCE_END = re.compile(r"(?<=[.;:])\s+(?=[A-Z(£])")

LONGEST = 500
"""Characters of a sentence on either side of an amount: more is a list without full stops."""


def amounts_of(
    document: Document, recommendations: Sequence[Recommendation], implications: Sequence[Implication]
) -> tuple[Amount, ...]:
    """Every amount in a recommendation or under a financial heading, in order."""
    texts = [r.text for r in recommendations]
    texts += [i.text for i in implications if i.text is not None and "financial" in i.types]
    return tuple(a for text in texts for a in _amounts(document, text))


def _amounts(document: Document, text: Text) -> Iterator[Amount]:
    span = text.evidence[0].span
    for n in range(span.first, span.last + 1):
        words = document.blocks[n].text
        low, high = span.start if n == span.first else 0, span.end if n == span.last else len(words)
        ends = [m.start() for m in SENTENCE_END.finditer(words, low, high)]
        for money in MONEY.finditer(words, low, high):
            amount = text_at(document, Span(n, money.start(), n, money.end()), "amount")
            start, end = _sentence(ends, money.start(), low, high)
            sentence = text_at(document, Span(n, start, n, end), "amount.sentence")
            if amount is not None and sentence is not None:
                yield Amount(amount, sentence)


def _sentence(ends: Sequence[int], at: int, low: int, high: int) -> tuple[int, int]:
    """Where the sentence around a place begins and ends."""
    after = bisect_right(ends, at)
    start, end = ends[after - 1] if after else low, ends[after] if after < len(ends) else high
    return max(start, at - LONGEST), min(end, at + LONGEST)
