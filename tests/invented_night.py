"""Councils by fate: what a night brought from each, and what dbt made of it. One dbt run serves every test."""

import atexit
import shutil
import tempfile
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

import duckdb
import yaml

from tests.invented_warehouse import PROJECT, Part, Warehouse, council, dbt_build, listing, outcome, reading, topic

WINDOW = {"searched_from": date(2024, 2, 1), "searched_until": date(2024, 12, 31)}
FATES = {
    "alderwick": "E07900001",  # one report: Word, PDF and in a pack
    "brackenby": "E07900002",  # considered four days late
    "caldermoor": "E07900003",  # the report is a scan
    "dunholme": "E07900004",  # searched to the end, nothing there
    "eastmere": "E07900005",  # blocks
    "fenwick": "E07900006",  # robots.txt
    "garside": "E07900007",  # does not answer
    "hallow": "E07900008",  # no platform
    "inglewood": "E07900009",  # never asked
    "jesmore": "E07900010",  # searched in 2025 only, where it has reports
    "kelsby": "E07900011",  # a mention in a passage
    "larkfield": "E07900012",  # an officer decided
    "mossdale": "E07900013",  # half read
    "norham": "E07900014",  # the plan of its fire service
    "otterby": "E07900015",  # shares a paper with pennfold
    "pennfold": "E07900016",
    "quarley": "E07900017",  # its papers are listed, and blocked
    "ruskin": "E07900018",  # one report by each example of the topic
    "saltby": "E07900019",  # minutes are held, the report is not
    "tillmere": "E07900020",  # a record of decision that nobody has signed
}
COMMITTEE_SYSTEM = {"dunholme", "otterby"}


def examples(answer: str) -> list[str]:
    """Titles that the topic's own file calls on the topic, or not."""
    path = PROJECT / "topics" / "productivity_plans_2024.yml"
    return list(yaml.safe_load(path.read_text(encoding="utf-8"))["examples"][answer])


def words(about: str, count: int = 120) -> str:
    """A text of its own: no five words of it in a row stand in any other's."""
    return " ".join(f"{about}{chr(97 + i % 26)}{chr(97 + i // 26)}" for i in range(count))


def report(
    about: str,
    on: str | None,
    body_type: str | None = "cabinet_executive",
    title: str = "Productivity Plan",
    **more: object,
) -> Part:
    fields = {"title": title, **({"meeting_date": on} if on else {}), **({"body_type": body_type} if body_type else {})}
    fields |= more.pop("fields", {})  # type: ignore[arg-type]
    return Part(words(about), fields, **more)  # type: ignore[arg-type]


def whole_night() -> Warehouse:
    w = Warehouse()
    topic(w)
    for slug, code in FATES.items():
        model = "committee" if slug in COMMITTEE_SYSTEM else "leader_cabinet"
        council(w, code, slug, model, "general_knowledge" if slug == "brackenby" else "sourced")
    _alderwick(w)
    _brackenby(w)
    _unfound(w)
    _odd(w)
    _partners(w)
    _decided(w)
    for i, title in enumerate((*examples("yes"), *examples("no"))):
        listing(w, FATES["ruskin"], title, date(2024, 5, 1), title)
        reading(w, title, [Part(words(f"ruskin{chr(97 + i)}"), {"title": title})])
    return w


def _alderwick(w: Warehouse) -> None:
    code, on = FATES["alderwick"], date(2024, 6, 26)
    plan = report(
        "alder",
        "2024-06-26",
        actions=[["approve", "delegate"], ["note"]],
        implications=[
            ("financial", "stated"),
            ("legal", "none_declared"),
            ("risk", "considered_without_comment"),
            ("equality", "empty"),
        ],
        fields={
            "background_papers_stance": "none_declared",
            "alternatives": ("none_stated", "None"),
            "reasons": "So that it may be sent in time",
            "key_decision": "false",
        },
    )
    same = report("alder", None, title="Productivity plan.")
    open_on = datetime(2024, 6, 17, 23, 30)  # the 18th in London
    listing(
        w, code, "Productivity Plan", on, "a.docx", published_at=open_on, body="Cabinet", seen=datetime(2024, 6, 18)
    )
    listing(w, code, "Productivity Plan", on, "a.pdf", published_at=open_on, body="Cabinet", seen=datetime(2024, 6, 17))
    listing(w, code, "Reports pack", on, "a-pack.pdf", seen=datetime(2024, 6, 20))
    reading(w, "a.docx", [plan])
    reading(w, "a.pdf", [plan], kind="pdf")
    other = report("audit", "2024-06-26", "audit", "Audit plan")
    reading(w, "a-pack.pdf", [Part(words("front"), kind="reports_pack"), same, other], kind="pdf")
    # the same words a month later are another report
    listing(w, code, "Productivity Plan", date(2024, 9, 25), "a-later.docx")
    reading(w, "a-later.docx", [report("alder", "2024-09-25", "full_council", actions=[["adopt"]])])
    listing(w, code, "Exempt contract", on, restricted=True, url="https://a.example/closed")
    listing(w, code, "Gone", on, url="https://a.example/gone")
    outcome(w, code, "not_found", "fetch", url="https://a.example/gone")
    listing(w, code, "Never asked", on)
    outcome(w, code, "searched", **WINDOW)


def _brackenby(w: Warehouse) -> None:
    code = FATES["brackenby"]
    listing(w, code, "Productivity Plan", date(2024, 7, 23), "b.docx")
    was = report("brack", "2024-07-19", actions=[["approve"]])
    now = report("brack", "2024-07-23", actions=[["note"]], fields={"background_papers_stance": "none_listed"})
    reading(w, "b.docx", [was], version="1")
    reading(w, "b.docx", [now], version="2")


def _unfound(w: Warehouse) -> None:
    listing(w, FATES["caldermoor"], "Productivity Plan", date(2024, 7, 10), "c.pdf")
    reading(w, "c.pdf", read_state="scanned", kind="pdf")
    outcome(w, FATES["caldermoor"], "searched", **WINDOW)
    # two searches that touch make a whole; a report elsewhere does not matter
    outcome(w, FATES["dunholme"], "searched", searched_from=date(2024, 1, 1), searched_until=date(2024, 6, 30))
    outcome(w, FATES["dunholme"], "searched", searched_from=date(2024, 7, 1), searched_until=date(2025, 1, 31))
    outcome(
        w,
        FATES["eastmere"],
        "searched",
        run="night-0",
        at=datetime(2025, 2, 1),
        searched_from=date(2024, 3, 1),
        searched_until=date(2024, 4, 1),
    )
    outcome(w, FATES["eastmere"], "blocked")
    outcome(w, FATES["fenwick"], "robots_disallowed", "fetch", url="https://f.example/")
    outcome(w, FATES["garside"], "blocked", run="night-0", at=datetime(2025, 2, 1))
    outcome(w, FATES["garside"], "unreachable")
    outcome(w, FATES["hallow"], "no_platform")
    listing(w, FATES["quarley"], "Report 7", date(2024, 7, 10), url="https://q.example/7")
    outcome(w, FATES["quarley"], "searched", **WINDOW)
    outcome(w, FATES["quarley"], "blocked", "fetch", url="https://q.example/7")


def _odd(w: Warehouse) -> None:
    listing(w, FATES["jesmore"], "Budget", date(2025, 1, 30), "j.pdf")
    reading(w, "j.pdf", [report("jes", "2025-01-30", title="Budget and the Productivity Plan")], kind="pdf")
    outcome(w, FATES["jesmore"], "searched", searched_from=date(2025, 1, 1), searched_until=date(2025, 3, 31))
    listing(w, FATES["kelsby"], "Budget", date(2024, 6, 5), "k.docx")
    reading(
        w,
        "k.docx",
        [Part(words("kel") + " the Productivity Plan will follow", {"title": "Budget", "meeting_date": "2024-06-05"})],
    )
    outcome(w, FATES["kelsby"], "searched", **WINDOW)
    listing(w, FATES["larkfield"], "Productivity Plans", date(2024, 7, 1), "l.docx")
    reading(w, "l.docx", [report("lark", "2024-07-01", "officer_decision", "DLUHC - Productivity in Local Government")])
    outcome(w, FATES["larkfield"], "searched", **WINDOW)
    listing(w, FATES["mossdale"], "Productivity Plan", date(2024, 7, 2), "m.docx")
    reading(w, "m.docx", [report("moss", "2024-07-02", issues=["incomplete"])])
    listing(w, FATES["norham"], "Efficiency and Productivity Plan", date(2024, 7, 2), "n.docx")
    reading(w, "n.docx", [report("nor", "2024-07-02", title="Fire service: Efficiency & Productivity Plan")])


def _partners(w: Warehouse) -> None:
    for slug, body in (("otterby", "Policy Committee"), ("pennfold", "Cabinet")):
        listing(w, FATES[slug], "A joint plan", date(2024, 6, 12), "op.docx", body=body)
    reading(w, "op.docx", [report("partner", None, None, title="Productivity Plan for both")])


def _decided(w: Warehouse) -> None:
    """Minutes are listed under the meeting that confirms them; they say themselves of which meeting they are."""
    last_minutes = {"title": "MINUTES", "text": "that the minutes be signed", "is_procedural": True}
    plan = {"title": "PRODUCTIVITY PLAN", "number": "18.", "text": "That the plan be approved.", "item": "5"}
    minutes = report("aldermin", "2024-06-26", title="Minutes", kind="minutes", decisions=[last_minutes, plan])
    listing(w, FATES["alderwick"], "Last minutes", date(2024, 7, 10), "a-minutes.pdf", body="Cabinet")
    reading(w, "a-minutes.pdf", [replace(minutes, fields=minutes.fields | {"body": "CABINET"})], kind="pdf")
    noted = {"text": "that the Productivity Plan be noted", "title": "Plans", "outcome": "noted", "actions": ["note"]}
    minutes = report("salt", "2024-07-30", "full_council", title="Minutes", kind="minutes", decisions=[noted])
    listing(w, FATES["saltby"], "Council minutes", date(2024, 7, 30), "s.pdf")
    reading(w, "s.pdf", [minutes], kind="pdf")
    listing(w, FATES["tillmere"], "Proposed decision", date(2024, 7, 11), "t.pdf")
    who = "individual_executive_decision"
    reading(w, "t.pdf", [report("till", "2024-07-11", who, kind="decision_notice", actions=[["approve"]])], kind="pdf")


@cache
def marts_file() -> Path:
    """The warehouse after dbt has built and tested it."""
    home = Path(tempfile.mkdtemp(prefix="cleardays-dbt-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    whole_night().write(home / "warehouse.duckdb")
    dbt_build(home)
    return home / "warehouse.duckdb"


def ask(sql: str, *values: object) -> list[tuple[object, ...]]:
    """Rows of the marts."""
    with duckdb.connect(str(marts_file()), read_only=True) as connection:
        connection.execute("set schema = 'marts'")
        return connection.execute(sql, list(values)).fetchall()
