"""docs/data-dictionary.md and docs/questions.md, made of what dbt's yml says: `make reference`.

python -m bench.reference            writes both
python -m bench.reference --check    ends with 1 where one is not what would be written
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from flows.questions import question_sql, questions
from warehouse.dbt_manifest import MADE_HERE

ROOT = Path(__file__).parents[1]
PROJECT = ROOT / "dbt_project"
DICTIONARY, QUESTIONS = ROOT / "docs" / "data-dictionary.md", ROOT / "docs" / "questions.md"
MADE = "Made by `make reference` from"


def main() -> int:
    """Write both pages, or check them. Exits with 1 where a checked page is out of date."""
    pages = {DICTIONARY: dictionary(), QUESTIONS: all_questions()}
    if "--check" in sys.argv[1:]:
        old = [path for path, text in pages.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
        print("\n".join(f"{path.relative_to(ROOT)} is out of date; `make reference` writes it" for path in old), end="")
        return int(bool(old))
    for path, text in pages.items():
        path.write_text(text, encoding="utf-8")
    return 0


def dictionary() -> str:
    """Every table of a release, its grain, and each column with its type and what it means."""
    marts = [one for path in sorted((PROJECT / "models" / "marts").glob("*.yml")) for one in _read(path)["models"]]
    lines = [
        "# Data dictionary",
        f"{MADE} `dbt_project/models/marts`. The same words lie in each release: as comments in `cleardays.duckdb`, "
        "and in `datapackage.json`.",
        ", ".join(f"[{name}](#{name})" for name in sorted([*MADE_HERE, *(mart["name"] for mart in marts)])),
    ]
    for mart in marts:
        lines += [f"## {mart['name']}", _folded(mart["description"]), "\n".join(_columns(mart["columns"]))]
    for name, said in MADE_HERE.items():
        columns = [{"name": column, "description": words} for column, words in said.columns.items()]
        lines += [f"## {name}", said.description, "\n".join(_columns(columns))]
    return "\n\n".join(lines) + "\n"


def all_questions() -> str:
    """Each numbered question with its words and its SQL."""
    words = {one["name"]: one["description"] for one in _read(PROJECT / "analyses" / "analyses.yml")["analyses"]}
    lines = [
        "# The questions that are written already",
        f"{MADE} `dbt_project/analyses`. `cleardays query --question N` asks one of the newest release; the SQL below "
        "runs in any tool that has it open.",
    ]
    for number, path in enumerate(questions(), 1):
        lines += [f"## {number}. {_folded(words[path.stem])}", f"```sql\n{question_sql(number).strip()}\n```"]
    return "\n\n".join(lines) + "\n"


def _columns(columns: list[dict[str, Any]]) -> Iterator[str]:
    yield "| column | type | meaning |"
    yield "|---|---|---|"
    for one in columns:
        said = _folded(one["description"]).replace("|", "\\|")
        yield f"| `{one['name']}` | {one.get('data_type', '')} | {said} |"


def _folded(text: str) -> str:
    return " ".join(text.split())


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)  # as dbt reads it


if __name__ == "__main__":
    sys.exit(main())
