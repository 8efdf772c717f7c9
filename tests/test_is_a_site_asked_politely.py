import threading
from itertools import pairwise

from extractors.model import Fetched, Happened, Outcome, Stage, Validators
from flows.fetch import make_fetch
from flows.hosts import NOT_ASKED
from flows.tasks import patient
from flows.wire import user_agent
from tests.invented_site import quick, site

PAPER = (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7 paper")


def test_a_paper_comes_with_its_bytes_and_who_asked_says_so():
    with site({"/a.pdf": PAPER}) as council:
        got = make_fetch(quick(contact="etl@example.org"), True)(f"{council.url}/a.pdf", "saltmere", Stage.FETCH)
    assert isinstance(got, Fetched)
    assert (got.body, got.url, got.headers["content-type"]) == (PAPER[2], f"{council.url}/a.pdf", "application/pdf")
    assert {a.agent for a in council.asked} == {"cleardays/0.1.0 (+mailto:etl@example.org)"}


def test_a_contact_may_be_a_page():
    assert user_agent(quick(contact="https://example.org/us")) == "cleardays/0.1.0 (+https://example.org/us)"


def test_robots_txt_is_read_once_and_obeyed():
    robots = b"User-agent: cleardays\nDisallow: /private\n\nUser-agent: *\nDisallow: /\n"
    with site({"/robots.txt": (200, {}, robots), "/a.pdf": PAPER, "/private/b.pdf": PAPER}) as council:
        fetch = make_fetch(quick(), True)
        assert isinstance(fetch(f"{council.url}/a.pdf", "saltmere", Stage.FETCH), Fetched)
        refused = fetch(f"{council.url}/private/b.pdf", "saltmere", Stage.FETCH)
    assert isinstance(refused, Outcome)
    assert refused.happened is Happened.ROBOTS_DISALLOWED
    assert council.paths == ["/robots.txt", "/a.pdf"]


def test_a_missing_robots_txt_allows_and_a_broken_one_forbids():
    with site({"/a.pdf": PAPER}) as council:
        assert isinstance(make_fetch(quick(), True)(f"{council.url}/a.pdf", "saltmere", Stage.FETCH), Fetched)
    with site({"/robots.txt": (503, {}, b"later"), "/a.pdf": PAPER}) as council:
        got = make_fetch(quick(), True)(f"{council.url}/a.pdf", "saltmere", Stage.FETCH)
    assert isinstance(got, Outcome)
    assert (got.happened, got.detail) == (Happened.UNREACHABLE, "robots.txt: HTTP 503")
    assert council.paths == ["/robots.txt"]


def test_robots_txt_of_where_a_redirect_leads_counts_too():
    shut = {"/robots.txt": (200, {}, b"User-agent: *\nDisallow: /"), "/a.pdf": PAPER}
    with site(shut) as other, site({"/a.pdf": (302, {"Location": f"{other.url}/a.pdf"}, b"")}) as council:
        got = make_fetch(quick(), True)(f"{council.url}/a.pdf", "saltmere", Stage.FETCH)
    assert isinstance(got, Outcome)
    assert got.happened is Happened.ROBOTS_DISALLOWED
    assert got.url == f"{council.url}/a.pdf"
    assert other.paths == ["/robots.txt"]


def test_a_host_is_asked_one_thing_at_a_time_with_a_rest_after_each():
    with site({f"/{n}": PAPER for n in range(4)}) as council:
        fetch = make_fetch(quick(pause=0.1), True)
        threads = [
            threading.Thread(target=fetch, args=(f"{council.url}/{n}", "saltmere", Stage.FETCH)) for n in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    asked = sorted(council.asked, key=lambda a: a.began)
    rests = [later.began - earlier.ended for earlier, later in pairwise(asked)]
    assert len(rests) == 4
    assert min(rests) > 0.09


def test_crawl_delay_and_retry_after_are_waited_for():
    robots = (200, {}, b"User-agent: *\nCrawl-delay: 0.2")
    busy = (429, {"Retry-After": "1"}, b"busy")
    with site({"/robots.txt": robots, "/a": PAPER, "/b": [busy, PAPER]}) as council:
        fetch = patient(make_fetch(quick(), True), quick())
        assert isinstance(fetch(f"{council.url}/a", "saltmere", Stage.FETCH), Fetched)
        assert isinstance(fetch(f"{council.url}/b", "saltmere", Stage.FETCH), Fetched)
    rests = [later.began - earlier.ended for earlier, later in pairwise(council.asked)]
    assert council.paths == ["/robots.txt", "/a", "/b", "/b"]
    assert rests[1] > 0.19
    assert rests[2] > 0.99


def test_a_host_that_wants_more_rest_than_we_give_is_left_alone():
    for answers in (
        {"/robots.txt": (200, {}, b"User-agent: *\nCrawl-delay: 86400")},
        {"/a": (429, {"Retry-After": "86400"}, b"busy")},
    ):
        with site(answers) as council:
            fetch = patient(make_fetch(quick(), True), quick())
            told = [fetch(f"{council.url}/a", "saltmere", Stage.FETCH) for _ in range(3)]
        assert [t.happened for t in told if isinstance(t, Outcome)] == [Happened.RATE_LIMITED] * 3
        assert len(council.paths) <= 2


def test_a_host_that_leaves_three_urls_unanswered_is_left_alone_at_that_stage():
    def hang_up(handler):
        handler.close_connection = True
        handler.connection.close()

    with site({"/good": PAPER} | {f"/{n}": hang_up for n in range(5)}) as council:
        fetch = make_fetch(quick(), True)
        told = [fetch(f"{council.url}/{n}", "saltmere", Stage.FETCH) for n in range(5)]
        other_stage = fetch(f"{council.url}/good", "saltmere", Stage.FIND)
    assert [t.happened for t in told] == [Happened.UNREACHABLE] * 5
    assert [(t.detail or "").startswith(NOT_ASKED) for t in told] == [False, False, False, True, True]
    assert isinstance(other_stage, Fetched)


def test_a_host_without_an_answer_for_robots_txt_is_left_alone_after_one_url():
    with site({"/robots.txt": (503, {}, b"later"), "/a": PAPER, "/b": PAPER}) as council:
        fetch = patient(make_fetch(quick(), True), quick())
        told = [fetch(f"{council.url}/{path}", "saltmere", Stage.FIND) for path in ("a", "b")]
    assert [t.happened for t in told] == [Happened.UNREACHABLE] * 2
    assert (told[1].detail or "").startswith(NOT_ASKED)
    assert council.paths == ["/robots.txt"] * (quick().retries + 1)


def test_what_may_pass_is_asked_again_and_nothing_else_is():
    with site({"/down": [(502, {}, b""), (502, {}, b""), PAPER], "/gone": (404, {}, b"")}) as council:
        fetch = patient(make_fetch(quick(), True), quick())
        assert isinstance(fetch(f"{council.url}/down", "saltmere", Stage.FETCH), Fetched)
        fetch(f"{council.url}/gone", "saltmere", Stage.FETCH)
    assert council.paths == ["/robots.txt", "/down", "/down", "/down", "/gone"]


def test_a_council_has_its_time_and_no_more():
    with site({"/a": PAPER}) as council:
        got = patient(make_fetch(quick(), True), quick(council_seconds=1e-9))(
            f"{council.url}/a", "saltmere", Stage.FETCH
        )
    assert isinstance(got, Outcome)
    assert got.happened is Happened.TIMED_OUT
    assert council.paths == []


def test_who_has_a_paper_asks_whether_it_has_changed():
    had = []

    def changed_or_not(handler):
        had.append({name: handler.headers.get(name) for name in ("If-None-Match", "If-Modified-Since")})
        handler.send_response(304)
        handler.end_headers()

    given = Validators('"3f80f"', "Mon, 02 Sep 2024 08:00:00 GMT")
    with site({"/a": changed_or_not, "/b": changed_or_not}) as council:
        fetch = make_fetch(quick(), True)
        same = fetch(f"{council.url}/a", "saltmere", Stage.FETCH, given)
        odd = fetch(f"{council.url}/b", "saltmere", Stage.FETCH)
    assert (same.happened, odd.happened) == (Happened.UNCHANGED, Happened.BAD_REDIRECT)
    assert had == [{"If-None-Match": given.etag, "If-Modified-Since": given.last_modified}, dict.fromkeys(had[0])]


def test_a_host_that_answers_ten_urls_with_errors_is_left_alone_at_that_stage():
    with site({f"/{n}": (500, {}, b"sorry") for n in range(12)} | {"/good": PAPER}) as council:
        fetch = make_fetch(quick(), True)
        told = [fetch(f"{council.url}/{n}", "saltmere", Stage.FETCH) for n in range(12)]
        other_stage = fetch(f"{council.url}/good", "saltmere", Stage.FIND)
    assert [t.happened for t in told] == [Happened.SERVER_ERROR] * 12
    assert [(t.detail or "").startswith(NOT_ASKED) for t in told] == [False] * 10 + [True] * 2
    assert isinstance(other_stage, Fetched)


def test_councils_on_one_install_share_its_rest():
    with site({"/a": PAPER, "/b": PAPER}) as install:
        fetch = make_fetch(quick(pause=0.2), True)
        fetch(f"{install.url}/a", "saltmere", Stage.FETCH)
        fetch(f"{install.url}/b", "thornmere", Stage.FETCH)
    assert install.paths == ["/robots.txt", "/a", "/b"]
    assert install.asked[2].began - install.asked[1].ended > 0.19
