"""What one night is to do."""

from dataclasses import dataclass
from pathlib import Path

from extractors.model import Council, Outcome, Window


@dataclass(frozen=True, slots=True)
class Errand:
    """Which councils to ask, for which meetings. `beforehand` is what went wrong before the first question."""

    run_id: str
    register: Path
    councils: tuple[Council, ...]
    window: Window
    beforehand: tuple[Outcome, ...] = ()
