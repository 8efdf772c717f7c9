"""Rows into the warehouse: one transaction, in bulk by Arrow. Running it twice changes nothing."""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, replace
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, select, text

from extractors.model import Happened, Listing, Outcome, Reading, Stage
from extractors.vocabulary import body_type
from warehouse import tables
from warehouse.archive import Sighting, to_utc
from warehouse.bulk import insert
from warehouse.register import REGISTER, Registered, read_registered
from warehouse.rows import Rows, reading_rows
from warehouse.suppressions import Suppressed, concealed_listing, concealed_rows, read_suppressions
from warehouse.topic_rows import topic_rows
from warehouse.topics import read_topics

SAME_SIGHTING_HOURS = 12
NEWEST_ANSWER = (
    "ON CONFLICT (url) DO UPDATE SET document_sha256 = excluded.document_sha256, etag = excluded.etag, "
    "last_modified = excluded.last_modified, asked_at = excluded.asked_at, failed_at = NULL "
    "WHERE excluded.asked_at >= asked_at"
)
FAILED = "UPDATE answers SET failed_at = :at WHERE url IN (SELECT unnest(:urls)) AND asked_at < :at"
GOT = (Happened.FETCHED, Happened.UNCHANGED, Happened.HELD, Happened.NO_SPACE)


class UnknownCouncilError(ValueError):
    """A listing names a council that the register in use does not have."""


def load(
    engine: Engine,
    *,
    run_id: str,
    at: datetime,
    sightings: Iterable[Sighting] = (),
    readings: Iterable[Reading] = (),
    outcomes: Iterable[Outcome] = (),
) -> None:
    """Add what was listed, read and tried. A reading that is there by (document, reader_version) is left as it is.

    What the suppression list beside the warehouse names is left out. Raises UnknownCouncilError where a listing's
    council is not in the register in use; then nothing is loaded.
    """
    at = to_utc(at)
    suppressed = read_suppressions(Path(engine.url.database or "").parent)
    with engine.begin() as connection:
        code_of = _codes(connection)
        seen = [replace(s, listing=concealed_listing(s.listing, suppressed)) for s in sightings]
        _load_sightings(connection, seen, at, code_of)
        _load_readings(connection, readings, at, suppressed)
        told = list(outcomes)
        _load_outcomes(connection, run_id, at, told, code_of)
        _load_answers(connection, seen, told, at)


def load_register(engine: Engine, path: Path = REGISTER) -> int:
    """Put the register in use in place of the one that was: a CSV, or a folder with `councils.csv`.

    Raises RegisterError with all its faults.
    """
    rows = [_council_row(r) for r in read_registered(path)]
    _replace(engine, {tables.councils: rows})
    return len(rows)


def load_topics(engine: Engine, folder: Path) -> int:
    """Put the campaigns of a folder, one yml each, in place of those that were. Raises TopicError with all faults."""
    topics = read_topics(folder)
    _replace(engine, topic_rows(topics))
    return len(topics)


def known(engine: Engine, reader_version: str, ocr_version: str | None = None) -> frozenset[str]:
    """The sha256 of every document that this version of the reader has read, with whatever result.

    With an `ocr_version`, a document that proved to be pictures is known only once that has tried it.
    """
    table = tables.readings.c
    tried = table.reader_version == reader_version
    if ocr_version is not None:
        tried = (tried & (table.read_state != "scanned")) | (table.reader_version == ocr_version)
    with engine.connect() as connection:
        return frozenset(connection.execute(select(table.document_sha256).where(tried)).scalars())


def recognised(engine: Engine) -> frozenset[str]:
    """The sha256 of every document in whose pictures some version of the reader recognised text."""
    table = tables.readings.c
    tried = (table.ocr_pages > 0) & (table.read_state == "read")
    with engine.connect() as connection:
        return frozenset(connection.execute(select(table.document_sha256).where(tried)).scalars())


def read_state_of(engine: Engine, document_sha256: str, reader_version: str | None = None) -> str | None:
    """The read state of a document's newest reading, or of the reading by one version; None where there is none."""
    table = tables.readings
    query = select(table.c.read_state).where(table.c.document_sha256 == document_sha256)
    if reader_version is not None:
        query = query.where(table.c.reader_version == reader_version)
    with engine.connect() as connection:
        state: str | None = connection.execute(
            query.order_by(table.c.read_at.desc(), table.c.reader_version.desc())
        ).scalar()
    return state


def _codes(connection: Connection) -> dict[str, str]:
    councils = connection.execute(select(tables.councils.c.slug, tables.councils.c.gss_code))
    return dict(councils.tuples().all())


def listing_id(listing: Listing) -> str:
    """A listing's name: what is promised, where and for which meeting, whenever it is seen. 16 hex digits."""
    day = listing.meeting_date.isoformat() if listing.meeting_date else None
    return _digest([listing.council, listing.url, day, listing.body, listing.item, listing.title])


def _digest(parts: list[Any]) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def _load_sightings(
    connection: Connection, sightings: list[Sighting], at: datetime, code_of: Mapping[str, str]
) -> None:
    unknown = sorted({s.listing.council for s in sightings} - set(code_of))
    if unknown:
        raise UnknownCouncilError(_unknown_councils(unknown, code_of))
    listings = {listing_id(s.listing): s.listing for s in sightings}
    rows = [_listing_row(name, listing, code_of[listing.council]) for name, listing in listings.items()]
    # a site may add a publication time or lift a restriction: the newest word is kept here, all of them in the journal
    newest = ", ".join(f"{c} = excluded.{c}" for c in ("meeting", "restricted"))
    kept = "published_at = coalesce(excluded.published_at, published_at)"
    insert(connection, tables.listings, rows, f"ON CONFLICT (listing_id) DO UPDATE SET {newest}, {kept}")
    pairs = dict.fromkeys((listing_id(s.listing), s.document_sha256) for s in sightings if s.document_sha256)
    seen = [{"listing_id": i, "document_sha256": d, "first_seen_at": at, "last_seen_at": at} for i, d in pairs]
    again = f"excluded.last_seen_at >= last_seen_at + INTERVAL {SAME_SIGHTING_HOURS} HOUR"
    insert(
        connection,
        tables.sightings,
        seen,
        "ON CONFLICT (listing_id, document_sha256) DO UPDATE SET "
        "first_seen_at = least(first_seen_at, excluded.first_seen_at), "
        f"last_seen_at = CASE WHEN {again} THEN excluded.last_seen_at ELSE last_seen_at END",
    )


def _load_answers(
    connection: Connection, sightings: Iterable[Sighting], outcomes: Iterable[Outcome], at: datetime
) -> None:
    """The newest answer of each url whose host was asked (a folder has none), and which gave nothing since."""
    rows = {}
    for sighting in sightings:
        url, given = sighting.listing.url, sighting.validators
        if given is not None and sighting.document_sha256 and url.startswith(("http://", "https://")):
            rows[url] = {"url": url, "document_sha256": sighting.document_sha256, "asked_at": at, **asdict(given)}
    insert(connection, tables.answers, [*rows.values()], NEWEST_ANSWER)
    failed = [o.url for o in outcomes if o.stage is Stage.FETCH and o.url and o.happened not in GOT]
    if failed:
        connection.execute(text(FAILED), {"urls": failed, "at": at})


def _unknown_councils(unknown: list[str], valid: Collection[str]) -> str:
    hints = []
    for slug in unknown:
        close = get_close_matches(slug, valid, n=1)
        hints.append(f"{slug!r}" + (f" (did you mean {close[0]!r}?)" if close else ""))
    return f"not in the register in use: {', '.join(hints)}; name the register that has them with --register"


def _load_readings(connection: Connection, readings: Iterable[Reading], at: datetime, suppressed: Suppressed) -> None:
    key = (tables.readings.c.document_sha256, tables.readings.c.reader_version)
    new: dict[tuple[str, str], Reading] = {}
    for reading in readings:
        new.setdefault((reading.document.sha256, reading.reader_version), reading)
    shas = [sha256 for sha256, _ in new]
    there = (
        {(sha256, version) for sha256, version in connection.execute(select(*key).where(key[0].in_(shas)))}
        if shas
        else set()
    )
    rows: Rows = {}
    for name, reading in new.items():
        if name not in there:
            for table, some in concealed_rows(reading_rows(reading, at), name[0], suppressed).items():
                rows.setdefault(table, []).extend(some)
    for table_name, some in rows.items():
        insert(connection, tables.metadata.tables[table_name], some)


def _load_outcomes(
    connection: Connection, run_id: str, at: datetime, outcomes: Iterable[Outcome], code_of: Mapping[str, str]
) -> None:
    """An outcome may be about a council that no register has (a manifest's typing error): its word is kept as it is."""
    times: Counter[str] = Counter()
    rows = []
    for outcome in outcomes:
        code = code_of.get(outcome.council, outcome.council)
        since, until = (outcome.window.since, outcome.window.until) if outcome.window else (None, None)
        said = [run_id, code, outcome.stage, outcome.happened, outcome.url, outcome.detail]
        window = [d and d.isoformat() for d in (since, until)]
        same = _digest([*said, window])
        names = ("run_id", "gss_code", "stage", "outcome", "url", "detail")
        row = dict(zip(names, said, strict=True)) | {"at": at, "searched_from": since, "searched_until": until}
        rows.append({"outcome_id": _digest([*said, window, times[same]]), **row})
        times[same] += 1
    insert(connection, tables.crawl_outcomes, rows, "ON CONFLICT DO NOTHING")


def _listing_row(name: str, listing: Listing, gss_code: str) -> dict[str, Any]:
    published_at = to_utc(listing.published_at) if listing.published_at else None
    columns = ("url", "title", "body", "meeting_date", "meeting", "item", "restricted")
    said = {c: getattr(listing, c) for c in columns}
    kind = body_type(listing.body) if listing.body else None
    return {"listing_id": name, "gss_code": gss_code, "published_at": published_at, "body_type": kind, **said}


def _council_row(registered: Registered) -> dict[str, Any]:
    council, governance, tile = registered.council, registered.governance, registered.tile
    return {
        **{c: getattr(council, c) for c in ("gss_code", "slug", "name", "base_url")},
        **{c: getattr(registered, c) for c in ("official_name", "council_type", "region", "county_slug", "website")},
        "platform": registered.platform_word,
        "governance_model": governance.model if governance else None,
        "governance_from": governance.since if governance else None,
        "governance_until": governance.until if governance else None,
        "governance_confidence": governance.confidence if governance else None,
        "in_scope_2024": True,  # the register holds the councils that were asked, and no others
        "is_sui_generis": registered.council_type == "sui_generis",
        "tile_layer": tile.layer if tile else None,
        "tile_column": tile.column if tile else None,
        "tile_row": tile.row if tile else None,
    }


def _replace(engine: Engine, rows: Mapping[Table, list[dict[str, Any]]]) -> None:
    with engine.begin() as connection:
        for table, some in rows.items():
            connection.execute(delete(table))
            insert(connection, table, some)
