"""In a real browser, opened as files unless a host is needed: keyboard, filters, accessibility, size, SQL."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from shown_site import SLOW, chromium, demo_site, served, site_after

from warehouse.site.engine import ENGINE, copy_engine

pytestmark = pytest.mark.needs_chromium
expect.set_options(timeout=SLOW)
SHOTS = Path(__file__).parents[1] / "var" / "screenshots"
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
KINDS = {
    "map": "index.html",
    "map-of-a-rule": "index.html#by=rule.A02",
    "council": "council/thornmere.html",
    "council-not-searched": "council/quernford.html",
    "rows": "council/thornmere.html#rule=D01&status=met",
    "rules": "rules.html",
    "trends": "trends.html",
    "search": "search.html#words=productivity",
    "sql": "sql.html",
    "downloads": "downloads.html",
    "method": "method.html",
    "accuracy": "accuracy.html",
    "review": "review.html",
    "questions": "questions.html",
}
COUNTRY = """
    CREATE TEMP TABLE added AS
    SELECT c.*, t.layer, t.col, t.row FROM read_csv('{register}/councils.csv', all_varchar = true) c
    JOIN read_csv('{register}/tiles.csv') t USING (gss_code, slug);
    INSERT INTO councils BY NAME SELECT gss_code, slug, name, council_type, region, website, layer AS tile_layer,
        col AS tile_column, "row" AS tile_row FROM added;
    INSERT INTO national_coverage BY NAME SELECT gss_code, slug, topic, 'not_tried' AS coverage, 0 AS reports
        FROM added CROSS JOIN topics;
    INSERT INTO topic_answers BY NAME SELECT a.gss_code, a.slug, q.topic, q.seq, q.question, q.words,
        'not_searched' AS status FROM added a
        CROSS JOIN (SELECT DISTINCT topic, seq, question, words FROM topic_answers) q;
"""


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(SLOW)
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    assert not said, said
    context.close()


def focused(page):
    return page.evaluate(
        "(document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent).trim()"
    )


def tab_to(page, words, most=400):
    for _ in range(most):
        page.keyboard.press("Tab")
        if re.search(words, focused(page)):
            return
    raise AssertionError(f"{most} times Tab and never on {words}; last on {focused(page)!r}")


def test_from_the_map_to_a_quote_by_keyboard_alone(page):
    page.goto((demo_site() / "index.html").as_uri())
    tab_to(page, "^Aldermoss: Covered$", most=40)
    page.keyboard.press("ArrowRight")
    assert focused(page) == "Marrick Sands: Covered"
    page.keyboard.press("ArrowDown")
    assert page.locator("#tip").inner_text() == "Thornmere: Covered"
    page.keyboard.press("Enter")
    page.wait_for_url("**/council/thornmere.html")
    tab_to(page, "^Homelessness and Rough Sleeping")
    page.keyboard.press("Enter")
    page.wait_for_url("**#report=*")
    assert focused(page) == "Homelessness and Rough Sleeping Strategy 2024-2029"
    tab_to(page, "^page 1$")
    beside = page.evaluate("document.activeElement.closest('.value').innerText")
    assert beside.count("Homelessness and Rough Sleeping Strategy 2024-2029") == 2, "the value beside its quote"
    assert page.evaluate("document.activeElement.href").endswith("#page=1")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid", "the focus can be seen"


def test_a_filter_narrows_map_list_and_numbers_and_stands_in_the_address(page):
    page.goto((demo_site() / "index.html").as_uri())
    page.select_option("select[name=region]", "South West")
    expect(page.locator("#list tbody tr")).to_have_count(3)
    assert page.locator("#list tbody th").all_inner_texts() == ["Penhallow Vale", "Selden Moor", "Wexcombe"]
    assert page.locator(".tiles a:not(.is-out)").count() == 3
    assert page.get_by_label("3 councils: Covered").inner_text() == "3"
    assert page.locator("#status").inner_text() == "3 of 16 councils. Show all"
    page.select_option("select[name=type]", "unitary")
    expect(page.locator("#list tbody tr")).to_have_count(1)
    assert "region=South+West&type=unitary" in page.url
    page.select_option("select[name=by]", "rule.D04")
    expect(page.locator("#view-title")).to_have_text(re.compile("^D04"))
    page.reload()
    assert page.locator("#list tbody th").all_inner_texts() == ["Wexcombe"]


def test_every_number_leads_to_as_many_rows(page):
    page.goto((demo_site() / "council" / "thornmere.html").as_uri())
    links = page.locator("#overview a[href^='#rule='], #overview a[href^='#stage='], #overview a[href^='#timely=']")
    asked = links.evaluate_all("found => found.map(a => [a.getAttribute('href'), a.textContent])")
    assert len(asked) > 60
    for hash_, number in asked:
        page.evaluate("hash => { location.hash = hash }", hash_)
        expect(page.locator("#chosen > p")).to_have_text(re.compile(f"^{number} "))
        rows = page.locator("#chosen tbody tr, #chosen .papers li").count()
        assert rows == int(number), hash_


def test_words_find_papers_and_lead_to_them(page):
    page.goto((demo_site() / "search.html").as_uri())
    page.fill("input[name=words]", "Homelessness STRAT")
    page.keyboard.press("Enter")
    page.wait_for_selector("#found li")
    assert page.locator("#found a").all_inner_texts() == ["Homelessness and Rough Sleeping Strategy 2024-2029"]
    page.click("#found a")
    assert page.locator("#report h1").inner_text() == "Homelessness and Rough Sleeping Strategy 2024-2029"
    page.goto((demo_site() / "search.html").as_uri() + "#words=zzyzx")
    expect(page.locator("#status")).to_have_text(re.compile("^0 of"))


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (360, "dark")])
def test_no_page_breaks_a_rule_of_accessibility(browser, width, scheme):
    SHOTS.mkdir(parents=True, exist_ok=True)
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    context.set_default_timeout(SLOW)
    page = context.new_page()
    found = []
    for kind, where in (KINDS | {"report": None}).items():
        if where is None:
            page.goto((demo_site() / "council" / "thornmere.html").as_uri())
            page.click("text=Homelessness and Rough Sleeping")
        else:
            page.goto("about:blank")
            page.goto((demo_site() / where.partition("#")[0]).as_uri() + where[len(where.partition("#")[0]) :])
        page.wait_for_timeout(100)
        page.screenshot(path=SHOTS / f"{kind}-{width}-{scheme}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{kind} is wider than the screen"
        broken = Axe().run(page, options=WCAG).response["violations"]
        found += [(kind, v["id"], [n["html"][:160] for n in v["nodes"]][:3]) for v in broken]
    context.close()
    assert not found, found


def test_the_whole_country_s_first_view_is_small(page, tmp_path):
    register = Path(__file__).parents[1] / "warehouse" / "register"
    with served(site_after(tmp_path / "site", COUNTRY.format(register=register))) as host:
        sizes = []
        page.on("response", lambda response: sizes.append(len(response.body())))
        page.goto(host)
        page.wait_for_selector("#list tbody tr:nth-child(333)")
        assert page.locator(".tiles a").count() == 333
        page.locator(".map").screenshot(path=SHOTS / "country-1440-light.png")
        assert sum(sizes) < 300_000, sizes


def test_what_a_paper_says_stays_text(page, tmp_path):
    bad = "<script>document.title = ''run''</script><img src=x onerror=alert(1)>"
    site = site_after(
        tmp_path / "site",
        f"UPDATE reports SET title = '{bad}', url = 'javascript:document.title=1' WHERE title LIKE 'Homeless%';"
        f"UPDATE evidence SET quote = '{bad}' WHERE path = '/title';"
        f"UPDATE unread_papers SET title = '{bad}', url = 'javascript:alert(1)', detail = '{bad}';",
    )
    for file in ("council/thornmere.html", "council/ivelbourne.html", "council/thornmere.js"):
        assert "<script>document" not in (site / file).read_text(), file
        assert "<img src=x" not in (site / file).read_text(), file
        assert 'href="javascript:' not in (site / file).read_text(), file
    page.goto((site / "council" / "thornmere.html").as_uri())
    page.click("#papers a:has-text('<script>')")
    assert page.locator("#report h1").inner_text().startswith("<script>document.title")
    assert page.title().startswith("<script>")
    assert page.locator("#report img, #report script, a[href^='javascript']").count() == 0


def test_without_its_engine_or_a_host_the_sql_box_says_so(page, tmp_path):
    page.goto((site_after(tmp_path / "site", "SELECT 1") / "sql.html").as_uri())
    assert "needs a web host" in page.locator("#status").inner_text()
    assert page.locator("#sql button").is_disabled()
    with served(tmp_path / "site") as host:
        page.goto(f"{host}sql.html")
        assert "make sql-box" in page.locator("#status").inner_text()


@pytest.mark.needs_sql_engine
def test_sql_is_answered_in_the_browser_from_the_release_s_own_file(page, tmp_path):
    site = site_after(tmp_path / "site", "SELECT 1")
    assert copy_engine(ENGINE, site / "engine")
    (site / "sql.html").write_text((site / "sql.html").read_text().replace('data-engine=""', 'data-engine="engine"'))
    with served(site) as host:
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{host}sql.html#q=SELECT count(*) AS councils FROM councils")
        page.keyboard.press("Tab")
        page.focus("#question")
        page.keyboard.press("Control+Enter")
        page.wait_for_selector("#answer table", timeout=3 * SLOW)
        assert page.locator("#answer table").inner_text().split() == ["councils", "16"]
        assert all(url.startswith((host, "blob:")) for url in asked), asked
