import socket

import httpx
import pytest

from extractors.model import Fetched, Happened, Outcome, Stage
from flows.addresses import Refused, place
from flows.fetch import make_fetch
from tests.invented_site import quick, site


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://localhost/",
        "http://10.0.0.8/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://[fe80::1]/",
        "http://[::ffff:10.0.0.8]/",
        "http://[64:ff9b::a00:8]/",
        "http://[2002:a00:8::]/",
        "http://224.0.0.1/",
        "file:///etc/passwd",
        "ftp://198.51.100.7/a.pdf",
        "javascript:alert(1)",
        "http://",
        "http://user:secret@93.184.215.14/",
        "not a url",
    ],
)
def test_no_address_but_a_public_one_is_asked(url):
    got = make_fetch(quick(contact="etl@example.org"))(url, "saltmere", Stage.FETCH)
    assert isinstance(got, Outcome)
    assert got.happened is Happened.ADDRESS_REFUSED
    assert "secret" not in (got.detail or "")


def test_a_public_address_passes_the_guard():
    where = place(httpx.URL("https://93.184.215.14/"), allow_private=False)
    assert not isinstance(where, Refused)
    assert (where.addresses, where.is_loopback) == (("93.184.215.14",), False)


def test_one_private_address_among_several_is_enough_to_refuse(monkeypatch):
    def two(*_args, **_named):
        return [(2, 1, 6, "", (address, 80)) for address in ("93.184.215.14", "10.0.0.8")]

    monkeypatch.setattr(socket, "getaddrinfo", two)
    assert isinstance(place(httpx.URL("http://saltmere.example/"), allow_private=False), Refused)


def test_only_this_machine_is_asked_before_there_is_a_contact():
    got = make_fetch(quick(), True)("http://10.0.0.8/a.pdf", "saltmere", Stage.FETCH)
    assert isinstance(got, Outcome)
    assert got.happened is Happened.ADDRESS_REFUSED
    assert "CLEARDAYS_CONTACT" in (got.detail or "")


def test_a_redirect_is_looked_at_like_the_first_address():
    leads = {
        "/meta": (302, {"Location": "http://169.254.169.254/"}, b""),
        "/file": (302, {"Location": "file:///etc/passwd"}, b""),
    }
    with site(leads) as council:
        told = [make_fetch(quick(), True)(f"{council.url}{path}", "saltmere", Stage.FETCH) for path in leads]
    assert [t.happened for t in told if isinstance(t, Outcome)] == [Happened.ADDRESS_REFUSED] * 2


def test_redirects_are_followed_five_times_and_no_more():
    hops = {f"/{n}": (301, {"Location": f"{n + 1}"}, b"") for n in range(6)}
    with site(hops | {"/5": (200, {}, b"there")}) as council:
        got = make_fetch(quick(), True)(f"{council.url}/0", "saltmere", Stage.FETCH)
        assert isinstance(got, Fetched)
        assert (got.body, got.url) == (b"there", f"{council.url}/5")
    with site(hops | {"/6": (200, {}, b"there")}) as council:
        got = make_fetch(quick(), True)(f"{council.url}/0", "saltmere", Stage.FETCH)
        assert isinstance(got, Outcome)
        assert got.happened is Happened.BAD_REDIRECT
