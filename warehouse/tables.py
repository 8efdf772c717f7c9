"""The schema, nothing else: what was read, what was listed and what came of asking. dbt says what it means.

Extraction rows are append-only and keyed by (document, part, reader_version). A part is a report's place in its file,
from 0: one for most
papers, several for a pack. Names of columns are the names of the contract wherever both have them.
"""

from typing import Any

from sqlalchemy import Boolean, Column, Date, DateTime, Double, Integer, MetaData, PrimaryKeyConstraint, String, Table
from sqlalchemy.dialects.postgresql import ARRAY

metadata = MetaData()


def _required(name: str, kind: Any) -> Column[Any]:
    return Column(name, kind, nullable=False)


def _extraction(name: str, *columns: Column[Any]) -> Table:
    """A table of rows read from a part of a document by one version of the reader; `seq` counts from 0 where a part
    has several."""
    key = ["document_sha256", "part", "reader_version"]
    own = [c.name for c in columns if c.info.get("key")]
    return Table(
        name,
        metadata,
        _required("document_sha256", String),
        _required("part", Integer),
        _required("reader_version", String),
        *columns,
        PrimaryKeyConstraint(*key, *own),
    )


def _key(name: str, kind: Any) -> Column[Any]:
    return Column(name, kind, nullable=False, info={"key": True})


def _of_topic(name: str, *columns: Column[Any]) -> Table:
    own = [c.name for c in columns if c.info.get("key")]
    return Table(name, metadata, _required("topic", String), *columns, PrimaryKeyConstraint("topic", *own))


# ---------------------------------------------------------------- the register and the campaigns in use: replaced by
# every run

councils = Table(
    "councils",
    metadata,
    Column("gss_code", String, primary_key=True),
    _required("slug", String),
    _required("name", String),
    Column("official_name", String),
    _required("council_type", String),
    _required("region", String),
    Column("county_slug", String),
    Column("website", String),
    Column("platform", String),
    Column("base_url", String),
    Column("governance_model", String),
    Column("governance_from", Date),
    Column("governance_until", Date),
    Column("governance_confidence", String),
    _required("in_scope_2024", Boolean),
    _required("is_sui_generis", Boolean),
    Column("tile_layer", String),
    Column("tile_column", Integer),
    Column("tile_row", Integer),
)

topics = Table(
    "topics",
    metadata,
    Column("topic", String, primary_key=True),
    _required("title", String),
    _required("window_from", Date),
    _required("window_until", Date),
    Column("deadline", Date),
)

topic_phrases = _of_topic("topic_phrases", _key("phrase", String), _required("says", String))  # is, is_not

topic_terms = _of_topic(
    "topic_terms",
    _key("kind", String),  # beside, partnership, not_the_plan, theme, barrier
    _key("code", String),  # of the theme or barrier
    _key("phrase", String),
)

topic_bands = _of_topic(
    "topic_bands",
    _key("seq", Integer),
    _required("band", String),
    Column("ends_on", Date),  # the last band has no end
    _required("words", String),
)

topic_questions = _of_topic(
    "topic_questions",
    _key("seq", Integer),
    _required("question", String),  # of warehouse.topics.ANSWERS
    _required("words", String),
)

# ---------------------------------------------------------------- what sites offered, and what came of asking

listings = Table(
    "listings",
    metadata,
    Column("listing_id", String, primary_key=True),  # of council, url, meeting date, body, item and title
    _required("gss_code", String),
    _required("url", String),
    _required("title", String),
    Column("body", String),
    Column("body_type", String),  # of `body`, by the vocabulary that papers are read with
    Column("meeting_date", Date),
    Column("meeting", String),
    Column("item", String),
    Column("published_at", DateTime),
    _required("restricted", Boolean),
)

sightings = Table(
    "sightings",
    metadata,
    _required("listing_id", String),
    _required("document_sha256", String),
    _required("first_seen_at", DateTime),
    _required("last_seen_at", DateTime),
    PrimaryKeyConstraint("listing_id", "document_sha256"),
)

answers = Table(
    "answers",
    metadata,
    Column("url", String, primary_key=True),  # whichever council it was asked for
    _required("document_sha256", String),  # what the url gave when its host was last asked
    Column("etag", String),
    Column("last_modified", String),  # as the host writes it
    _required("asked_at", DateTime),
    Column("failed_at", DateTime),  # asked again since, and nothing was got
)

crawl_outcomes = Table(
    "crawl_outcomes",
    metadata,
    Column("outcome_id", String, primary_key=True),
    _required("run_id", String),
    Column("at", DateTime, nullable=False, quote=True),  # a reserved word of DuckDB
    _required("gss_code", String),
    _required("stage", String),
    _required("outcome", String),
    Column("url", String),
    Column("detail", String),
    Column("searched_from", Date),
    Column("searched_until", Date),
)

# ---------------------------------------------------------------- what people decided: reviews.csv, replaced by every
# build

reviews = Table(
    "reviews",
    metadata,
    *(_required(name, String) for name in ("document_sha256", "field", "decision", "reader_state")),
    *(Column(name, String) for name in ("value", "quote", "reader_value", "who", "note")),
    _required("part", Integer),
    _required("decided_on", Date),
    PrimaryKeyConstraint("document_sha256", "part", "field"),
)

# ---------------------------------------------------------------- what was read

readings = Table(
    "readings",
    metadata,
    _required("document_sha256", String),
    _required("reader_version", String),
    _required("media_type", String),
    _required("size_bytes", Integer),
    _required("read_state", String),
    Column("why", String),
    Column("pages", Integer),
    Column("words", Integer),
    _required("fallback_pages", Integer),
    _required("ocr_pages", Integer),
    _required("read_at", DateTime),
    PrimaryKeyConstraint("document_sha256", "reader_version"),
)

reports = _extraction(
    "reports",
    _required("kind", String),
    Column("first_page", Integer),
    Column("last_page", Integer),
    _required("sketch", ARRAY(Integer)),  # MinHash of its words: copies and formats of one report have like sketches
)

report_fields = _extraction(
    "report_fields",
    _key("field", String),
    _required("state", String),
    Column("value", String),  # text; a list or a record as JSON
)

report_people = _extraction(
    "report_people",
    _key("seq", Integer),
    _required("role_kind", String),
    Column("name", String),
    Column("role", String),
    Column("label", String),
    Column("portfolio", String),
    Column("phone", String),
    Column("email", String),
)

recommendations = _extraction(
    "recommendations",
    _key("seq", Integer),
    Column("number", String),
    _required("text", String),
    Column("action", String),  # the weightiest of `actions`
    _required("actions", ARRAY(String)),
)

delegations = _extraction(
    "delegations",
    _key("recommendation_seq", Integer),
    _key("seq", Integer),
    _required("delegated_to", String),
    Column("in_consultation_with", String),
    Column("scope", String),
)

decisions = _extraction(
    "decisions",
    _key("seq", Integer),
    Column("title", String),
    Column("number", String),  # of the minute
    Column("item", String),  # of the agenda
    Column("reference", String),
    _required("text", String),
    _required("outcome", String),
    _required("actions", ARRAY(String)),
    Column("decided_on", Date),  # of a record; minutes have their meeting's day
    Column("reasons", String),
    Column("alternatives", String),
    Column("key_decision", Boolean),
    Column("subject_to_call_in", Boolean),
    Column("call_in_ends", Date),
    Column("published_on", Date),
    Column("effective_on", Date),
    _required("is_procedural", Boolean),
)

implications = _extraction(
    "implications",
    _key("seq", Integer),
    _required("heading", String),
    _required("types", ARRAY(String)),
    _required("stance", String),
    Column("text", String),
    Column("word_count", Integer),
)

papers = _extraction(
    "papers",
    _key("paper_kind", String),  # appendix, background_paper
    _key("seq", Integer),
    Column("label", String),
    Column("title", String),
    Column("url", String),
)

passages = _extraction(
    "passages",
    _key("seq", Integer),
    _required("heading", String),
    _required("text", String),
    Column("first_page", Integer),
)

evidence = _extraction(
    "evidence",
    _key("path", String),
    _key("seq", Integer),
    Column("value", String),
    _required("quote", String),
    Column("page", Integer),
    _required("first_block", Integer),
    _required("first_offset", Integer),
    _required("last_block", Integer),
    _required("last_offset", Integer),
    _required("rule", String),
    _required("confidence", Double),
)

issues = _extraction(
    "issues",
    _key("seq", Integer),
    _required("code", String),
    _required("message", String),
    Column("path", String),
    Column("page", Integer),
)
