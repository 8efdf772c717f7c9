"""A sample on the disk: papers with labels to check, and how right the reader is by those that were checked."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from extractors.as_json import as_json
from extractors.labels.draft import draft
from extractors.labels.judge import Verdict, f1, judge
from extractors.labels.shape import codes, faults
from extractors.model import ReadState
from extractors.read.legacy import SUFFIX
from warehouse import archive
from warehouse.reread import ReadAll, Told, counted, untold
from warehouse.sample import Drawn

SUFFIXES = SUFFIX | {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/pdf": "pdf",
    "text/html": "html",
}
LABEL = "expected.json"


class LabelError(ValueError):
    """Labels that are not as a label is to be; the message names each fault."""


class NothingCheckedError(RuntimeError):
    """There is no label that a person has checked."""


@dataclass(frozen=True)
class Scored:
    """What came of holding today's readings against the labels. Verdicts by the name of their paper."""

    checked: tuple[str, ...]
    unchecked: tuple[str, ...]
    not_read: tuple[str, ...]
    """Papers that gave no text today, and are not judged."""
    verdicts: tuple[tuple[str, Verdict], ...]

    @cached_property
    def fields(self) -> Mapping[str, Counter[str]]:
        """Right, false and missed by field."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for _, verdict in self.verdicts:
            counts[verdict.field][verdict.outcome] += 1
        return dict(sorted(counts.items()))

    @property
    def micro_f1(self) -> float:
        """F1 over all values of all fields."""
        return f1(sum(self.fields.values(), Counter()))


def write_sample(
    home: Path, drawn: Sequence[Drawn], to: Path, read: ReadAll, told: Told = untold
) -> Iterator[tuple[str, bool]]:
    """Write each paper with a label to begin with into a folder of its own, and how to check them beside.

    Yields each folder's name and whether it is new: a label that is there is left as it is.
    """
    to.mkdir(parents=True, exist_ok=True)
    (to / "README.md").write_text(_how_to(), encoding="utf8")
    new = {name_of(d): d for d in drawn if not (to / name_of(d) / LABEL).exists()}
    reads = counted(read, told, len(new))
    jobs = ((archive.get(home, one.document_sha256), None) for one in new.values())
    said = {reading.document.sha256: as_json(reading)["reports"][0]["report"] for reading in reads(jobs)}
    for one in drawn:
        name = name_of(one)
        if name in new:
            folder = to / name
            folder.mkdir(exist_ok=True)
            suffix = SUFFIXES.get(one.media_type, "bin")
            (folder / f"report.{suffix}").write_bytes(archive.get(home, one.document_sha256))
            label = {"id": name, "url": one.url, "checked": False, **draft(said[one.document_sha256])}
            (folder / LABEL).write_text(json.dumps(label, indent=1, ensure_ascii=False) + "\n", encoding="utf8")
        yield name, name in new


def name_of(drawn: Drawn) -> str:
    """The folder of a paper: whose it is, what of, and the beginning of its report_id."""
    words = re.findall(r"[a-z0-9]+", (drawn.title or drawn.kind).casefold())
    return "-".join([drawn.council, *words[:6], drawn.report_id[:6]])


def score(folder: Path, read: ReadAll) -> Scored:
    """Read the papers of the checked labels and judge what is read. Raises LabelError and NothingCheckedError."""
    labels = _labels(folder)
    unchecked = tuple(path.parent.name for path, label in labels.items() if not label["checked"])
    papers = [(file, label) for path, label in labels.items() if label["checked"] for file in _papers(path)]
    if not papers:
        raise NothingCheckedError(
            f"{folder}: none of {len(labels)} labels is checked ({', '.join(unchecked)}): hold each against its"
            ' paper and set "checked": true; README.md there says how'
        )
    readings = read((file.read_bytes(), None) for file, _ in papers)
    said = {reading.document.sha256: as_json(reading) for reading in readings}
    not_read: list[str] = []
    verdicts: list[tuple[str, Verdict]] = []
    for file, label in papers:
        out = said[sha256(file.read_bytes()).hexdigest()]
        if out["document"]["read_state"] == ReadState.READ:
            verdicts += [(file.parent.name, v) for v in judge(label, out["reports"][0]["report"])]
        else:
            not_read.append(f"{file.parent.name}: {out['document']['read_state']}")
    checked = tuple(dict.fromkeys(file.parent.name for file, _ in papers))
    return Scored(checked, unchecked, tuple(not_read), tuple(verdicts))


def _labels(folder: Path) -> dict[Path, dict[str, Any]]:
    """Every label by its path; those that are checked have the shape of one."""
    found: dict[Path, dict[str, Any]] = {}
    wrong: list[str] = []
    for path in sorted(folder.glob(f"*/{LABEL}")):
        try:
            label = json.loads(path.read_text(encoding="utf8"))
        except ValueError as error:
            wrong.append(f"{path}: no JSON ({error})")
            continue
        if not isinstance(label, dict) or label.get("checked") is not False:
            wrong += [f"{path}: {fault}" for fault in faults(label)]
            wrong += [] if _papers(path) else [f"{path}: no report.* beside it; put the paper back"]
        found[path] = label
    if wrong:
        raise LabelError("\n".join(wrong))
    if not found:
        raise LabelError(f"{folder}: no */{LABEL} here; `cleardays sample 20 --to {folder}` draws papers")
    return found


def _papers(label: Path) -> list[Path]:
    return sorted(label.parent.glob("report.*"))


def _how_to() -> str:
    said = files("extractors.labels").joinpath("README.md").read_text(encoding="utf8")
    listed = "\n".join(f"- {key}: {', '.join(some)}" for key, some in codes().items())
    return f"{said}\n## Codes\n\n{listed}\n"
