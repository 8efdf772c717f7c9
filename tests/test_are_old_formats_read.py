"""Old binary Word, rich text and OpenDocument are read through LibreOffice, which may not fetch what they link to."""

import http.server
import shutil
import subprocess
import threading
from pathlib import Path

import pytest

from extractors.model import ReadState
from extractors.read.document import document_of

PAPER = Path(__file__).parent.parent / "demo" / "reports" / "thornmere-leisure-contract" / "report.docx"
RICH = rb"{\rtf1\ansi {\b Recommendation}\par That the plan be approved.\par %s}"

needs_office = pytest.mark.needs_libreoffice


def converted(folder: Path, suffix: str) -> bytes:
    """The demo's paper saved by LibreOffice in another format."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", str(folder), str(PAPER)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return next(folder.glob(f"*.{suffix}")).read_bytes()


@needs_office
@pytest.mark.parametrize("suffix", ["doc", "odt", "rtf"])
def test_the_same_words_are_read_as_from_the_word_file(tmp_path, suffix):
    old, new = document_of(converted(tmp_path, suffix)), document_of(PAPER.read_bytes())
    assert old.read_state is ReadState.READ, old.why
    missing = {b.text for b in new.blocks if b.region == "body"} - {b.text for b in old.blocks}
    assert len(missing) <= 0.02 * len(new.blocks), missing


@needs_office
def test_what_a_file_links_to_is_not_asked_for():
    asked: list[str] = []

    class Counting(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Counting) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/picture.png".encode()
        picture = rb'{\field{\*\fldinst INCLUDEPICTURE "%s" \\d}{\fldrslt }}' % address
        read = document_of(RICH % picture)
        server.shutdown()
    assert [b.text for b in read.blocks] == ["Recommendation", "That the plan be approved."]
    assert asked == []


def test_without_libreoffice_the_package_is_named(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    read = document_of(RICH % b"")
    assert read.read_state is ReadState.UNSUPPORTED
    assert "libreoffice-writer" in read.why
