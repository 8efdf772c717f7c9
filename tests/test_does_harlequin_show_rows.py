"""The page of docs/bi for Harlequin: its command in a terminal, its query, and what then stands on the screen."""

import json

import pytest
from recipes import blocks, copy_of_demo, environment, notebook, publishing

from warehouse.read import query

pytestmark = pytest.mark.bi

TERMINAL = """
import fcntl, os, pty, select, struct, termios, time
import pyte

screen = pyte.Screen(160, 50)
stream = pyte.ByteStream(screen)

def start(command):
    global terminal
    screen.reset()
    child, terminal = pty.fork()
    if child == 0:
        os.execvp("bash", ["bash", "-c", command])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 160, 0, 0))
    wait_for("cleardays", "Run Query")

def ask(sql):
    os.write(terminal, f"\\x1b[200~{sql}\\x1b[201~".encode())  # as a paste
    wait_for(*sql.splitlines())
    os.write(terminal, b"\\n")  # Ctrl+J

def wait_for(*words):
    '''Until the screen shows them.'''
    patience = time.monotonic() + 120
    while not all(word in "\\n".join(screen.display) for word in words):
        assert time.monotonic() < patience, words + ("not in",) + tuple(screen.display)
        if select.select([terminal], [], [], 1)[0]:
            stream.feed(os.read(terminal, 65536))
"""


def test_harlequin(tmp_path):
    home = copy_of_demo(tmp_path)
    _, start = blocks("harlequin", "sh")
    (question,) = blocks("harlequin", "sql")
    settings = {
        "PATH": f"{environment('harlequin')}:/usr/bin:/bin",
        "HOME": str(tmp_path),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
    }
    with notebook("harlequin", home, settings) as notes:

        def call(function, *words):
            notes.cell(f"{function}(*{json.dumps(words)})")

        notes.cell(TERMINAL)
        call("start", start)
        call("ask", question)
        for coverage, councils in query(home, question)[1]:
            call("wait_for", coverage, str(councils))
        release = publishing(home, lambda: None)  # while it is open
        call("start", f"export HOME=$PWD; {start}")  # a second one, with an empty editor
        call("ask", "SELECT release_id AS newest FROM publication")
        call("wait_for", release)
