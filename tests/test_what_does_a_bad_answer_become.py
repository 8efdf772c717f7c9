import gzip
import socket
import time

import pytest

from extractors.model import Fetched, Happened, Outcome, Stage
from flows.fetch import make_fetch
from flows.settings import Settings
from tests.invented_site import HTML, quick, site

LOGIN = b'<!DOCTYPE html><html><title>Login</title><form><input name="u"><input type="password" name="p"></form></html>'
STUB = (
    b'<html><head><script>window.location.href = "https:" + window.location.href.substring(5);</script></head></html>'
)
CHALLENGE = b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body></body></html>"
ARTICLE = (
    b"<!DOCTYPE html><html><body><p>"
    + b"Report of the Director of Finance on the captcha. " * 40
    + b"</p></body></html>"
)


@pytest.mark.parametrize(
    ("answer", "happened"),
    [
        ((404, HTML, b""), Happened.NOT_FOUND),
        ((410, HTML, b""), Happened.NOT_FOUND),
        ((401, HTML, b""), Happened.LOGIN_PAGE),
        ((403, HTML, b"<h1>Forbidden</h1>"), Happened.BLOCKED),
        ((403, HTML, CHALLENGE), Happened.BLOCKED),
        ((503, HTML, CHALLENGE), Happened.BLOCKED),
        ((200, HTML, CHALLENGE), Happened.BLOCKED),
        ((200, HTML, LOGIN), Happened.LOGIN_PAGE),
        ((200, HTML, STUB), Happened.BAD_REDIRECT),
        ((500, {}, b"System.InvalidOperationException: Missing parameter: sToDate."), Happened.SERVER_ERROR),
        ((418, {}, b""), Happened.MALFORMED),
        ((302, {}, b""), Happened.BAD_REDIRECT),
        ((302, {"Location": "http://saltmere:port/"}, b""), Happened.BAD_REDIRECT),
        ((200, {"Content-Encoding": "gzip"}, b"not packed at all"), Happened.MALFORMED),
        ((200, {"Content-Length": "10", "Connection": "close"}, b"short"), Happened.UNREACHABLE),
        ((200, {}, b"x" * 2001), Happened.TOO_LARGE),
        ((200, {"Content-Encoding": "gzip"}, gzip.compress(b"0" * 1_000_000)), Happened.TOO_LARGE),
    ],
)
def test_it_becomes_an_outcome_by_name(answer, happened):
    with site({"/a": answer}) as council:
        got = make_fetch(quick(size_cap=2000, silence_seconds=1), True)(f"{council.url}/a", "saltmere", Stage.FETCH)
    assert isinstance(got, Outcome)
    assert (got.council, got.stage, got.happened, got.url) == ("saltmere", Stage.FETCH, happened, f"{council.url}/a")
    assert got.detail


def test_pages_that_are_papers_are_taken():
    page = (
        b'<html><body><p>Report</p><script>window.location.hash = "x";</script>'
        + b"<p>word</p>" * 60
        + b"</body></html>"
    )
    with site({"/a": (200, HTML, ARTICLE), "/b": (200, HTML, page), "/empty": (200, {}, b"")}) as council:
        got = [make_fetch(quick(), True)(f"{council.url}/{p}", "saltmere", Stage.FETCH) for p in ("a", "b", "empty")]
    assert [g.body for g in got if isinstance(g, Fetched)] == [ARTICLE, page, b""]


def test_a_redirect_to_a_login_or_an_error_page_is_told():
    answers = {
        "/a": (302, {"Location": "/mgLogin.aspx?x=1"}, b""),
        "/mgLogin.aspx?x=1": (200, HTML, b"<html>Hello</html>"),
        "/b": (302, {"Location": "/mgError.aspx"}, b""),
        "/mgError.aspx": (200, HTML, b"<html>Sorry</html>"),
    }
    with site(answers) as council:
        told = [make_fetch(quick(), True)(f"{council.url}/{p}", "saltmere", Stage.FETCH) for p in "ab"]
    assert [t.happened for t in told if isinstance(t, Outcome)] == [Happened.LOGIN_PAGE, Happened.NOT_FOUND]


def test_nobody_there_is_unreachable():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/a"
        got = make_fetch(quick(), True)(url, "saltmere", Stage.FIND)
    assert isinstance(got, Outcome)
    assert got.happened is Happened.UNREACHABLE


def test_a_name_that_leads_nowhere_is_unreachable():
    got = make_fetch(quick(contact="etl@example.org"))("https://saltmere.invalid/a", "saltmere", Stage.FIND)
    assert isinstance(got, Outcome)
    assert got.happened is Happened.UNREACHABLE


def test_silence_and_dripping_have_an_end():
    def silent(handler):
        time.sleep(1)

    def drip_head(handler):
        for letter in "HTTP/1.1 200 OK\r\nX-Slow: " + "a" * 200:
            handler.wfile.write(letter.encode())
            time.sleep(0.05)

    def drip_body(handler):
        handler.send_response(200)
        handler.end_headers()
        for _ in range(200):
            handler.wfile.write(b"a")
            time.sleep(0.05)

    for slow in (silent, drip_head, drip_body):
        with site({"/a": slow}) as council:
            began = time.monotonic()
            fetch = make_fetch(quick(silence_seconds=0.4, request_seconds=0.6), True)
            got = fetch(f"{council.url}/a", "saltmere", Stage.FETCH)
            assert time.monotonic() - began < 5
        assert isinstance(got, Outcome)
        assert got.happened is Happened.TIMED_OUT, slow


def test_the_slowest_answers_that_real_sites_gave_are_waited_for():
    cmis_month, own_server = 40, 60
    longest = Settings.model_fields["silence_seconds"].default
    assert max(cmis_month, own_server) < longest < Settings.model_fields["request_seconds"].default
