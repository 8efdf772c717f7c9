"""What must hold of nights at the nation: manners by the sites' own log, coverage and counts by what was published.

Each check gives one line for each thing that is not as it must be; none where all is well.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import duckdb

from demo.nation.sites import Stand
from demo.site import ROBOTS, Asked

UNWHOLE = {"papers_truncated", "papers_endless"}
"""Traps after which a paper has to be asked for again."""
CRAWL_DELAY, RETRY_AFTER = 0.5, 1.0
CLOCK = 0.002
"""As much may be lost between the two sides' clocks, in seconds."""
FATES = ["loaded", "no_report", "restricted", "refused", "failed", "not_asked", "withdrawn", "not_read", "relisted"]
"""Where a listing ends, each in one of these columns of `reconciliation`."""
TIMED = (
    "first_seen_at",
    "last_seen_at",
    "at",
    "run_id",
    "outcome_id",
    "tried_at",
    "known_from",
    "known_until",
    "detail",
)
"""Columns that say when something was seen or tried, or by which run."""
NOT_COMPARED = ("publication", "release_changes", "crawl_outcomes")
"""Tables that tell of releases, and with a row for each attempt."""


def impolite(asked: Sequence[Asked], stands: Sequence[Stand], pause: float) -> Iterator[str]:
    """Hosts that were asked before they had rested, two things at once, or what robots.txt disallows."""
    quirks = {stand.site.slug: stand.site.quirks for stand in stands}
    by_host: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        by_host[one.council].append(one)
    for host, its in by_host.items():
        rest = CRAWL_DELAY if "robots_slow" in quirks[host] else pause
        for first, second in pairwise(sorted(its, key=lambda a: a.at)):
            least = RETRY_AFTER if first.status == 429 else 0.0 if first.path == "/robots.txt" else rest
            if second.at - first.at < least - CLOCK:
                yield f"{host}: {second.path} was asked for {second.at - first.at:.3f} s after {first.path}"
        yield from (f"{host}: {one.at_once} at once, {one.path}" for one in its if one.at_once > 1)
        yield from (f"{host}: {one.path} is disallowed" for one in its if _is_disallowed(quirks[host], one.path))


def _is_disallowed(quirks: frozenset[str], path: str) -> bool:
    rules = [line.split()[1] for quirk in quirks & ROBOTS.keys() for line in ROBOTS[quirk] if "Disallow" in line]
    starts = [rule.removeprefix("/*") for rule in rules]
    return path != "/robots.txt" and any(path.startswith(start) or f"{start}?" in path for start in starts)


def twice(asked: Sequence[Asked], stands: Sequence[Stand]) -> Iterator[str]:
    """Papers that were sent whole more than once."""
    unwhole = {stand.site.slug for stand in stands if stand.site.quirks & UNWHOLE}
    sent: dict[tuple[str, str], int] = defaultdict(int)
    for one in asked:
        sent[one.council, one.path] += one.is_paper and one.status == 200 and one.council not in unwhole
    yield from (f"{host}: {path} was sent {times} times" for (host, path), times in sent.items() if times > 1)


def uncovered(release: Path, stands: Sequence[Stand], topic: str) -> Iterator[str]:
    """Councils whose coverage is not what their site makes it, or whose papers are not all listed and accounted for."""
    with duckdb.connect(release / "cleardays.duckdb", read_only=True) as db:
        sql = "SELECT slug, coverage FROM national_coverage WHERE topic = ?"
        coverage = dict(db.execute(sql, [topic]).fetchall())
        counted = f"sum(listed), sum({' + '.join(FATES)})"
        sums = db.execute(f"SELECT slug, {counted} FROM reconciliation JOIN councils USING (gss_code) GROUP BY slug")
        listed = {slug: (had, told) for slug, had, told in sums.fetchall()}
    for stand in stands:
        for slug in stand.councils:
            if coverage.pop(slug) != stand.coverage:
                yield f"{slug} ({_traps(stand)}): not {stand.coverage}"
            had, told = listed.get(slug, (0, 0))
            if had != told or (had != stand.papers and stand.coverage in ("covered", "found_unread", "nothing_found")):
                yield f"{slug} ({_traps(stand)}): {stand.papers} papers, {had} listed, {told} accounted for"
    yield from (f"{slug}: {said}, without a site" for slug, said in coverage.items() if said != "no_platform")


def _traps(stand: Stand) -> str:
    return ", ".join(stand.site.quirks) or "no trap"


def unlike(one: Path, other: Path) -> Iterator[str]:
    """Tables of two releases whose rows differ by more than when and by which run they came."""
    with duckdb.connect() as db:
        for name, release in (("one", one), ("other", other)):
            db.execute(f"ATTACH '{release / 'cleardays.duckdb'}' AS {name} (READ_ONLY)")
        tables = db.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'one'").fetchall()
        for (table,) in tables:
            if table in NOT_COMPARED:
                continue
            left = ", ".join(TIMED)
            rows = f"SELECT COLUMNS(c -> c NOT IN ({', '.join(repr(t) for t in TIMED)})) FROM {{}}.{table}"
            (differ,) = db.execute(
                f"SELECT count(*) FROM (({rows.format('one')} EXCEPT ALL {rows.format('other')}) "
                f"UNION ALL ({rows.format('other')} EXCEPT ALL {rows.format('one')}))"
            ).fetchone() or (0,)
            if differ:
                yield f"{table}: {differ} rows differ, times ({left}) apart"
