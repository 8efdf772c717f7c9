"""cleardays councils."""

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.asking import check_contact
from flows.commands.show import Csv, Json, show
from flows.days import today
from flows.fetch import make_fetch
from flows.probe import Site, probe
from flows.settings import Settings, load_settings
from warehouse.register import REGISTER, Registered, read_registered

Finding = tuple[str, str, str, str]


def main(
    check: Annotated[bool, typer.Option("--check", help="What in the register may want a person's look.")] = False,
    probes: Annotated[bool, typer.Option("--probe", help="With --check: ask each site, and tell what moved.")] = False,
    register: Annotated[
        Path, typer.Option(exists=True, help="The register of councils.", show_default="the one within")
    ] = REGISTER,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Let loopback and private addresses through.")
    ] = False,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """The councils of the register; with --check, rows without a platform, on a shared install, or by http only.

    With --probe as well, every site is asked what it is (see `cleardays probe`), and those are told that moved, changed
    their software or do not answer. Exit code 0: findings are no fault.

    Example: cleardays councils --check

    Example: cleardays councils --check --probe --csv > moved.csv
    """
    councils = read_registered(register)
    if not (check or probes):
        rows = [(c.council.slug, c.council.name, c.council_type, c.platform_word, c.council.base_url) for c in councils]
        show(("slug", "name", "council_type", "platform", "base_url"), rows, as_json=as_json, as_csv=as_csv)
        return
    found = [*_without_platform(councils), *_shared(councils), *_by_http(councils)]
    if probes:
        found += _moved(load_settings(), councils, allow_private)
    show(("slug", "finding", "value", "mend"), found, as_json=as_json, as_csv=as_csv)


def _without_platform(councils: Sequence[Registered]) -> Iterator[Finding]:
    for row in councils:
        council, word = row.council, row.platform_word or "none"
        if council.platform is None:
            mend = f"cleardays probe {council.slug} --url ITS_LIST_OF_MEETINGS"
            yield council.slug, "no_platform", word, mend
        elif find_spec(f"flows.platforms.{council.platform}") is None:
            yield council.slug, "not_read_yet", word, "this release reads no such sites"


def _shared(councils: Sequence[Registered]) -> Iterator[Finding]:
    """Installs of several councils: asked no faster than one, and their committees are to be told apart."""
    on: defaultdict[str, list[str]] = defaultdict(list)
    for row in councils:
        if row.council.base_url:
            on[row.council.base_url.casefold()].append(row.council.slug)
    for row in councils:
        others = [s for s in on.get((row.council.base_url or "").casefold(), ()) if s != row.council.slug]
        if others:
            said = f"{row.council.base_url} with {', '.join(others)}"
            yield row.council.slug, "shared_install", said, "nothing, where the councils share their site"


def _by_http(councils: Sequence[Registered]) -> Iterator[Finding]:
    for row in councils:
        if (row.council.base_url or "").startswith("http://"):
            yield row.council.slug, "http_only", row.council.base_url or "", f"cleardays probe {row.council.slug}"


def _moved(settings: Settings, councils: Sequence[Registered], allow_private: bool) -> list[Finding]:
    asked = [(c.council.slug, c.council.base_url, c.platform_word) for c in councils if c.council.base_url]
    asked = [(slug, base, word) for slug, base, word in asked if base.startswith("http")]
    check_contact(settings, [(slug, base) for slug, base, _ in asked])
    fetch, day = make_fetch(settings, allow_private), today(datetime.now(UTC))

    def look(slug: str, base: str) -> Site:
        site = probe(slug, base, fetch, day)
        print(f"{slug}: {site.platform or 'could not be told'}", file=sys.stderr, flush=True)
        return site

    with ThreadPoolExecutor(settings.councils_at_once) as pool:
        sites = pool.map(lambda one: look(one[0], one[1]), asked)
        return [f for (slug, base, word), site in zip(asked, sites, strict=True) for f in _told(slug, base, word, site)]


def _told(slug: str, base: str, word: str | None, site: Site) -> Iterator[Finding]:
    mend = f"cleardays probe {slug}"
    if site.platform is None:
        yield slug, "not_told", site.facts[-1].says if site.facts else "no answer", mend
    elif site.platform != word:
        yield slug, "other_software", f"{word or 'none'} in the register, {site.platform} by its answers", mend
    if site.platform and site.base_url and site.base_url.casefold() != base.casefold():
        yield slug, "moved", f"{base} leads to {site.base_url}", mend
