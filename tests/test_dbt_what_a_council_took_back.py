from extractors.model import Happened, ReadState
from tests.invented_changes import BASE, ONE, TWO, changed_home
from tests.invented_warehouse import PROJECT, sha
from warehouse.read import query

NO_GAP = {
    *("searched", "settled", "vanished", "withdrawn", "incomplete", "no_platform", "fetched", "unchanged", "held"),
    *("read", "not_read", "loaded", "restricted"),
}


def ask(sql):
    return query(changed_home(), sql)[1]


def test_a_replaced_paper_is_one_report_and_its_newest_version_speaks():
    assert ask(
        "SELECT document_sha256, recommendations.action FROM reports JOIN recommendations USING (report_id)"
    ) == [(sha("plan-2"), "note")]
    places = "SELECT document_sha256, is_replaced, first_seen_at, last_seen_at FROM report_places WHERE title = 'Plan'"
    assert ask(f"{places} ORDER BY first_seen_at") == [
        (sha("plan-1"), True, ONE, ONE),
        (sha("plan-2"), False, TWO, TWO),
    ]


def test_what_was_taken_back_is_in_no_table_but_by_its_name():
    assert ask("SELECT title FROM reports ORDER BY 1") == [("Kept",), ("Plan",)]
    gone = f"('{sha('recalled')}', '{sha('missing')}')"
    for table in ("documents", "reports", "report_places", "evidence"):
        assert ask(f"SELECT count(*) FROM {table} WHERE document_sha256 IN {gone}") == [(0,)], table
    assert ask("SELECT title, url, outcome, first_seen_at, withdrawn_at FROM withdrawn_papers ORDER BY 1") == [
        ("Missing", f"{BASE}/missing", "not_found", ONE, TWO),
        ("Recalled", f"{BASE}/recalled", "withdrawn", ONE, TWO),
    ]


def test_every_listing_is_accounted_for_with_its_reason():
    columns = "listed, fetched, read, loaded, restricted, refused, failed, not_asked, withdrawn, not_read"
    assert ask(f"SELECT {columns} FROM reconciliation") == [(11, 4, 2, 2, 2, 0, 2, 1, 2, 2)]
    assert ask("SELECT title, reason, lies_with FROM unread_papers ORDER BY 1") == [
        ("Behind A Login", "login_page", "council"),
        ("No Room", "no_space", "us"),
        ("Nowhere", "not_found", "council"),
        ("Scan", "scanned", "council"),
        ("Slow", "read_timed_out", "us"),
        ("Unlucky", "server_error", "either"),
    ]


def test_every_way_in_which_a_paper_is_not_read_has_words_for_its_council():
    lines = (PROJECT / "seeds" / "unread_reasons.csv").read_text(encoding="utf-8").splitlines()[1:]
    told = {line.split(",")[0] for line in lines}
    assert {str(h) for h in Happened} - NO_GAP <= told
    assert {str(s) for s in ReadState} - {"read", "timed_out"} <= told
