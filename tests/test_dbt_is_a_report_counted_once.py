from hashlib import sha256

from tests.invented_night import FATES, ask
from tests.invented_warehouse import sha


def test_word_pdf_and_pack_are_one_report_and_word_speaks() -> None:
    rows = ask(
        """
        select report_id, document_sha256 from reports
        where gss_code = ? and title = 'Productivity Plan' and meeting_date = '2024-06-26'
        """,
        FATES["alderwick"],
    )
    ((report_id, document),) = rows
    assert document == sha("a.docx")
    places = ask("select document_sha256, part from report_places where report_id = ? order by all", report_id)
    assert sorted(places) == sorted([(sha("a.docx"), 0), (sha("a.pdf"), 0), (sha("a-pack.pdf"), 1)])


def test_the_first_seen_copy_names_it_whatever_speaks() -> None:
    expected = sha256(f"{FATES['alderwick']}{sha('a.pdf')}0".encode()).hexdigest()[:16]
    assert ask("select title from reports where report_id = ?", expected) == [("Productivity Plan",)]


def test_the_same_words_at_another_meeting_are_another_report() -> None:
    rows = ask(
        "select meeting_date::varchar from reports where gss_code = ? and title = 'Productivity Plan' order by all",
        FATES["alderwick"],
    )
    assert rows == [("2024-06-26",), ("2024-09-25",)]


def test_the_pack_keeps_its_title_to_itself() -> None:
    rows = ask(
        "select kind, title, title_source from reports where document_sha256 = ? order by part", sha("a-pack.pdf")
    )
    assert rows == [("reports_pack", "Reports pack", "listing"), ("officer_report", "Audit plan", "paper")]


def test_a_paper_of_partners_is_a_report_of_each_of_them() -> None:
    rows = ask(
        """
        select gss_code, body, body_source, meeting_date_source, report_id from reports
        where document_sha256 = ? order by gss_code
        """,
        sha("op.docx"),
    )
    assert [r[:4] for r in rows] == [
        (FATES["otterby"], "Policy Committee", "listing", "listing"),
        (FATES["pennfold"], "Cabinet", "listing", "listing"),
    ]
    assert rows[0][4] != rows[1][4]


def test_only_the_newest_reading_of_a_file_speaks() -> None:
    rows = ask("select meeting_date::varchar, reader_version from reports where gss_code = ?", FATES["brackenby"])
    assert rows == [("2024-07-23", "2")]
    assert ask(
        "select actions from recommendations join reports using (report_id) where gss_code = ?", FATES["brackenby"]
    ) == [(["note"],)]


def test_every_report_has_every_field() -> None:
    ((least, most),) = ask(
        """
        with counted as (
            select count(field) as n from reports left join report_fields using (report_id) group by report_id
        )
        select min(n), max(n) from counted
        """
    )
    assert least == most > 20
