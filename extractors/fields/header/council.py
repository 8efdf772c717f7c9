"""Which council's paper it is, by the names and addresses that the paper itself prints."""

import re
from collections.abc import Sequence

from extractors.evidence import stated
from extractors.model import Council, Region, Span, Stated, fold
from extractors.outline import Outline
from extractors.values import emails, urls

_COMPILED: dict[tuple[str, ...], "re.Pattern[str]"] = {}


def council_of(outline: Outline, councils: Sequence[Council]) -> Stated[str] | None:
    """The slug of the council whose name, or whose own mail or web address, the paper prints; the one named first
    and most."""
    document = outline.document
    by_host = {host: c.slug for c in councils for host in c.hosts}
    votes: dict[str, list[tuple[int, Span]]] = {}
    names = _names(councils)
    for i, block in enumerate(document.blocks):
        for a, b in [*emails(block.text), *urls(block.text)]:
            slug = by_host.get(_host(block.text[a:b]))
            if slug:
                votes.setdefault(slug, []).append((2, Span(i, a, i, b)))
        for link in block.links:
            slug = by_host.get(_host(link.url.removeprefix("mailto:")))
            if slug:
                votes.setdefault(slug, []).append((1, Span(i, link.start, i, link.end)))
        for m in names.finditer(block.text) if names is not None else ():
            slug = _slug(councils, m.group())
            if slug:
                near = 3 if i <= outline.front or block.region is not Region.BODY else 1
                votes.setdefault(slug, []).append((near, Span(i, m.start(), i, m.end())))
    if not votes:
        return None
    best = max(votes, key=lambda slug: (sum(w for w, _ in votes[slug]), -votes[slug][0][1].first))
    return stated(document, best, votes[best][0][1], "council.named")


def _names(councils: Sequence[Council]) -> "re.Pattern[str] | None":
    """One pattern for all names that say "council" or the like; a bare place name is no proof."""
    full = {
        n
        for c in councils
        for n in c.names
        if re.search(r"\b(?:council|borough of|corporation|authority)\b", n, re.IGNORECASE)
    }
    return _pattern(tuple(sorted(full, key=len, reverse=True))) if full else None


def _pattern(names: tuple[str, ...]) -> "re.Pattern[str]":
    if names not in _COMPILED:
        _COMPILED[names] = re.compile(
            r"(?<![\w-])(?:" + "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in names) + r")(?!\w)", re.IGNORECASE
        )
    return _COMPILED[names]


def _slug(councils: Sequence[Council], name: str) -> str | None:
    wanted = fold(name).casefold()
    return next((c.slug for c in councils if any(n.casefold() == wanted for n in c.names)), None)


def _host(address: str) -> str:
    host = address.rsplit("@", 1)[-1] if "@" in address else re.sub(r"^(?:https?://)?", "", address).split("/", 1)[0]
    return host.casefold().removeprefix("www.")
