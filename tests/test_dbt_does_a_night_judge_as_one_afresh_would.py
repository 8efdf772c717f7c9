"""A build that judges only what changed gives the rows of one that makes everything anew."""

import json
from datetime import timedelta
from pathlib import Path

import duckdb

from tests.invented_night import FATES, marts_file, report, whole_night
from tests.invented_warehouse import PROJECT, Warehouse, dbt_build, listing, outcome, reading
from warehouse.tables import metadata

WHICH_BUILD = ("made_in", "changed_in")
OF_ONE_BUILD = {"intermediate.int_changed_reports", "intermediate.int_to_judge", "intermediate.int_observations"}
KEPT = ("intermediate.int_part_topics", "intermediate.int_passage_prints")
"""Rows about what was once read stay, whatever becomes of it."""


def the_night_before() -> Warehouse:
    """The same councils with fewer papers, other governance, other days, no decisions, and a report that goes."""
    w = whole_night()
    held = {row["document_sha256"] for row in w.rows["readings"]}
    unread = set(sorted(held)[::3])
    for table, rows in w.rows.items():
        if "reader_version" in metadata.tables[table].columns:
            w.rows[table] = [row for row in rows if row["document_sha256"] not in unread]
    w.rows["decisions"] = []
    for row in w.rows["councils"]:
        row["governance_confidence"] = "unknown"
    for row in w.rows["listings"]:
        row["published_at"] = row.get("published_at") and row["published_at"] - timedelta(days=9)
        row["restricted"] = False
    w.rows["crawl_outcomes"] = w.rows["crawl_outcomes"][::2]
    outcome(w, FATES["dunholme"], "blocked")
    reading(w, "gone", [report("gone", "2024-07-10", title="Gone")])
    listing(w, FATES["dunholme"], "Gone", file="gone")
    return w


def replace_rows(home: Path, w: Warehouse) -> None:
    """The warehouse's own tables as `w` has them; what dbt made stays."""
    w.write(home / "other.duckdb")
    with duckdb.connect(home / "warehouse.duckdb") as db:
        db.execute(f"ATTACH '{home / 'other.duckdb'}' AS other (READ_ONLY)")
        for table in reversed(metadata.sorted_tables):
            db.execute(f"DELETE FROM {table.name}")
        for table in metadata.sorted_tables:
            db.execute(f"INSERT INTO {table.name} BY NAME FROM other.{table.name}")


def made(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """Rows of every table and mart that dbt made, in order, without what says which build made them."""
    with duckdb.connect(file, read_only=True) as db:
        names = db.execute(
            "SELECT table_schema || '.' || table_name FROM information_schema.tables "
            "WHERE table_schema = 'marts' OR table_schema = 'intermediate' AND table_type = 'BASE TABLE'"
        ).fetchall()
        return {
            name: db.execute(f"SELECT COLUMNS(c -> c NOT IN {WHICH_BUILD}) FROM {name} ORDER BY ALL").fetchall()
            for (name,) in names
            if name not in OF_ONE_BUILD
        }


def test_a_second_night_gives_the_rows_of_a_first(tmp_path: Path) -> None:
    the_night_before().write(tmp_path / "warehouse.duckdb")
    dbt_build(tmp_path, "--exclude-resource-type", "unit_test")
    before = made(tmp_path / "warehouse.duckdb")
    replace_rows(tmp_path, whole_night())
    dbt_build(tmp_path, "--exclude-resource-type", "unit_test")
    after, afresh = made(tmp_path / "warehouse.duckdb"), made(marts_file())
    changed = {name for name in after if before[name] != after[name]}
    assert changed >= {"marts.reports", "marts.rule_results", "marts.decisions", "intermediate.int_options"}
    for name in KEPT:
        assert [row for row in afresh[name] if row not in after[name]] == [], name
    assert [name for name in afresh if after[name] != afresh[name] and name not in KEPT] == []


def test_what_is_judged_rests_on_its_paper_and_its_circumstances() -> None:
    """An observation that looks further would not be made again when what it sees there changes."""
    nodes = json.loads((marts_file().parent / "dbt/target/manifest.json").read_text())["nodes"]

    def parents(model: str) -> set[str]:
        return {key.rsplit(".", 1)[1] for key in nodes[f"model.cleardays.{model}"]["depends_on"]["nodes"]}

    circumstances = parents("int_circumstances")
    papers = tables_of_papers() | {path.stem for path in (PROJECT / "seeds").glob("*.csv")}
    followed = {"int_changed_reports", "int_delegatees", "int_wordings", "implications"}
    of_reports = {m for m in parents("int_observations") if m.startswith("int_observed_")} - circumstances
    of_decisions_and_councils = {m for m in of_reports if "int_changed_reports" not in parents(m)}
    assert of_decisions_and_councils == {
        "int_observed_records",
        "int_observed_notices",
        "int_observed_call_in",
        "int_observed_topics",
        "int_observed_key_status",
    }
    for model in of_reports - of_decisions_and_councils:
        assert parents(model) <= circumstances | papers | followed, model


def tables_of_papers() -> set[str]:
    """Staging models of what was read in papers: keyed by file and reader, so that their rows never change."""
    return {f"stg_{name}" for name, table in metadata.tables.items() if "reader_version" in table.columns}
