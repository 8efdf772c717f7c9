"""Campaigns as rows of the warehouse."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Table

from warehouse import tables
from warehouse.topics import Topic


def topic_rows(topics: Iterable[Topic]) -> dict[Table, list[dict[str, Any]]]:
    """The rows of every table about campaigns, by table."""
    rows: dict[Table, list[dict[str, Any]]] = {table: [] for table in TABLES}
    for topic in topics:
        of = {"topic": topic.name}
        window = {"window_from": topic.window.since, "window_until": topic.window.until}
        rows[tables.topics].append({**of, "title": topic.title, **window, "deadline": topic.deadline})
        for says, phrases in (("is", topic.phrases), ("is_not", topic.is_not)):
            rows[tables.topic_phrases] += [{**of, "phrase": p, "says": says} for p in phrases]
        rows[tables.topic_terms] += [{**of, "kind": t.kind, "code": t.code, "phrase": t.phrase} for t in topic.terms]
        rows[tables.topic_bands] += [
            {**of, "seq": seq, "band": b.name, "ends_on": b.until, "words": b.words}
            for seq, b in enumerate(topic.bands)
        ]
        rows[tables.topic_questions] += [
            {**of, "seq": seq, "question": q.asks, "words": q.words} for seq, q in enumerate(topic.questions)
        ]
    return rows


TABLES = (tables.topics, tables.topic_phrases, tables.topic_terms, tables.topic_bands, tables.topic_questions)
