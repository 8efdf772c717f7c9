"""Word into PDF with LibreOffice, so that the same paper gives the same bytes."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

MADE = re.compile(rb"(?<=/CreationDate\(D:)\d{14}Z")
NAMES = re.compile(rb"(?<=<)[0-9A-F]{32}(?=>)|(?<=/DocChecksum /)[0-9A-F]{32}")


def to_pdf(folders: list[Path]) -> None:
    """report.pdf beside each report.docx, in one run of LibreOffice with a fresh profile. Raises CalledProcessError."""
    with tempfile.TemporaryDirectory() as space:
        work = Path(space)
        for folder in folders:
            shutil.copy(folder / "report.docx", work / f"{folder.name}.docx")
        command = ["soffice", f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to", "pdf"]
        files = [str(path) for path in sorted(work.glob("*.docx"))]
        subprocess.run([*command, "--outdir", str(work), *files], check=True, capture_output=True)
        for folder in folders:
            (folder / "report.pdf").write_bytes(_timeless((work / f"{folder.name}.pdf").read_bytes()))


def _timeless(body: bytes) -> bytes:
    """A PDF without the moment of its making and the names made from it; every length stays as it was."""
    return NAMES.sub(b"0" * 32, MADE.sub(b"20240101090000Z", body))
