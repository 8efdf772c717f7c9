import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = ("flows", "extractors", "warehouse", "dbt_project", "demo", "docs")
ACCUSES = re.compile(r"\bbreach", re.IGNORECASE)


def test_a_rule_that_is_not_met_is_called_so_and_nothing_worse():
    suffixes = {".py", ".sql", ".yml", ".csv", ".md"}
    inside = [p for room in ROOMS for p in (ROOT / room).rglob("*") if p.suffix in suffixes]
    # what papers say is theirs to say
    ours = [p for p in (*inside, *ROOT.glob("*.md")) if p.is_file() and "papers" not in p.relative_to(ROOT).parts]
    assert len(ours) > 200
    assert [p.name for p in ours if ACCUSES.search(p.read_text(encoding="utf-8"))] == []
