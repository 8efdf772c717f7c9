"""Old binary Word, rich text and OpenDocument -> Document, by way of LibreOffice.

LibreOffice would fetch what a hostile file links to. It runs with a profile of its own that follows no links and asks
a proxy that is not there, and in a network of its own without a way out where the system allows that.
"""

import atexit
import ctypes
import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

from extractors.model import Document, ReadState
from extractors.read.docx import read_docx
from extractors.read.limits import UnreadableError

SECONDS = 60
PACKAGE = "libreoffice-writer"
SUFFIX = {"application/msword": "doc", "application/rtf": "rtf", "application/vnd.oasis.opendocument.text": "odt"}
CONFIGURATION = (
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""No links followed, no active content, and a proxy on a port where nothing listens."""

ALONE = ("--pid", "--fork", "--kill-child")
"""LibreOffice's own child, which does the work, would outlive it."""


def read_legacy(data: bytes, sha256: str, media_type: str) -> Document:
    """The blocks of a .doc, .rtf or .odt; `unsupported`, naming the package, where LibreOffice is not installed.
    Raises UnreadableError."""
    office = shutil.which("soffice")
    if office is None:
        why = f"an old office format; it is read where LibreOffice is installed (Debian: {PACKAGE})"
        return Document(sha256, media_type, len(data), ReadState.UNSUPPORTED, why=why)
    converted = _converted(office, data, SUFFIX[media_type])
    if isinstance(converted, str):
        return Document(sha256, media_type, len(data), ReadState.CORRUPT, why=converted)
    return replace(read_docx(converted, sha256), media_type=media_type, size=len(data))


def _converted(office: str, data: bytes, suffix: str) -> bytes | str:
    """The file as .docx, or why there is none."""
    with tempfile.TemporaryDirectory(prefix="cleardays-") as folder:
        given, made = Path(folder, f"paper.{suffix}"), Path(folder, "out", "paper.docx")
        given.write_bytes(data)
        options = [f"-env:UserInstallation={_profile().as_uri()}", "--headless", "--norestore", "--convert-to", "docx"]
        command = [*_offline(), office, *options, "--outdir", str(made.parent), str(given)]
        try:
            said = subprocess.run(
                command,
                capture_output=True,
                timeout=SECONDS,
                check=False,
                preexec_fn=_die_with_us,
                cwd=folder,
                env=_environment(),
            )
        except subprocess.TimeoutExpired:
            why = f"LibreOffice was not done with it after {SECONDS} seconds"
            raise UnreadableError(ReadState.TIMED_OUT, why) from None
        if made.exists():
            return made.read_bytes()
        return f"LibreOffice could not read it: {said.stderr.decode(errors='replace').strip()[-200:]}"


@cache
def _profile() -> Path:
    """A profile for this process alone, gone with it."""
    folder = Path(tempfile.mkdtemp(prefix="cleardays-office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "user").mkdir()
    (folder / "user" / "registrymodifications.xcu").write_text(_settings(), encoding="utf8")
    return folder


def _settings() -> str:
    items = (
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in CONFIGURATION
    )
    return f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{"".join(items)}</oor:items>'


@cache
def _offline() -> tuple[str, ...]:
    """A command before the command that takes the network away, and that ends all that LibreOffice began when it ends
    itself, where the system lets us."""
    for words in (("unshare", *root, "--net", *ends) for ends in (ALONE, ()) for root in ((), ("--map-root-user",))):
        if (
            shutil.which(words[0])
            and subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0
        ):
            return words
    return ()


def _environment() -> dict[str, str]:
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy"), "http://127.0.0.1:9")
    places = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(_profile()), "TMPDIR": tempfile.gettempdir()}
    return {**places, "LANG": "C.UTF-8", **nowhere}


def _die_with_us() -> None:
    """In the child: end when the reader ends, also when that is killed (Linux)."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
