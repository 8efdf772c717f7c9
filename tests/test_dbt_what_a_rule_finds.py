import pytest

from tests.invented_night import FATES, ask
from tests.invented_warehouse import sha


def results(file: str) -> dict[str, tuple[object, object]]:
    rows = ask(
        """
        select rule_id, status, qualifier from rule_results join reports using (report_id)
        where document_sha256 = ? and part = 0
        """,
        sha(file),
    )
    return {str(rule): (status, qualifier) for rule, status, qualifier in rows}


@pytest.mark.parametrize(
    ("rule_id", "expected"),
    [
        ("A02", ("met", None)),  # out on the 18th in London, met on the 26th: five clear working days
        ("B01", ("met", "none_declared")),
        ("B07", ("met", None)),
        ("B08", ("met", "none_declared")),
        ("C01", ("met", None)),
        ("D01", ("met", None)),
        ("D02", ("met", "none_declared")),
        ("D03", ("not_met", "empty")),
        ("D05", ("not_met", None)),
        ("D06", ("cannot_tell", "considered_without_comment")),
        ("D10", ("not_applicable", None)),
        ("D07", ("cannot_tell", "personal_data_unknown")),
        ("A01", ("not_applicable", None)),  # a cabinet's meetings have a rule of their own
        ("A04", ("cannot_tell", "agenda_not_held")),  # the pack that is held does not say of which body it is
        ("A05", ("not_applicable", None)),
        ("A07", ("not_applicable", None)),
        ("B03", ("not_applicable", "none_declared")),
        ("B04", ("met", None)),
        ("C08", ("not_applicable", None)),
        ("E02", ("met", None)),
    ],
)
def test_a_full_report(rule_id: str, expected: tuple[str, str | None]) -> None:
    assert results("a.docx")[rule_id] == expected


def test_a_standing_sentence_without_a_list_is_no_failure() -> None:
    assert results("b.docx")["B01"] == ("cannot_tell", "empty_list")


def test_key_decisions_are_asked_only_of_a_known_executive() -> None:
    assert results("b.docx")["C01"] == ("cannot_tell", "governance_unknown")
    assert results("a-later.docx")["C01"] == ("not_applicable", None), "full council takes no key decisions"
    assert results("j.pdf")["C01"] == ("cannot_tell", "decision_page_not_held"), "the decision may say what it does not"


def test_a_half_read_report_is_never_judged() -> None:
    assert {status for status, _ in results("m.docx").values()} <= {"cannot_tell", "not_applicable"}
    assert results("m.docx")["B01"] == ("cannot_tell", "incomplete")


def test_our_gaps_never_count_against_a_council() -> None:
    columns = "slug, status, qualifier"
    sql = f"select {columns} from rule_results join councils using (gss_code) where rule_id = ?"
    considered = {str(slug): (status, qualifier) for slug, status, qualifier in ask(sql, "P02")}
    assert len(considered) == len(FATES)
    assert considered["alderwick"] == ("met", None)
    assert considered["brackenby"] == ("not_met", "late")
    assert considered["larkfield"] == ("not_met", "officer_only")
    assert considered["dunholme"] == ("cannot_tell", "nothing_found")
    assert considered["eastmere"] == ("cannot_tell", "blocked")


def test_a_rule_about_decisions_speaks_only_of_those_that_are_held() -> None:
    sql = "select slug, status, qualifier from rule_results join councils using (gss_code) where rule_id = ?"
    decided = {str(slug): (status, qualifier) for slug, status, qualifier in ask(sql, "P04")}
    assert decided.pop("alderwick") == ("met", None)
    assert decided.pop("saltby") == ("not_met", "late")
    assert set(decided.values()) == {("cannot_tell", "no_decision_held")}, "a proposed record among them"
    endorsed = {str(slug): (status, qualifier) for slug, status, qualifier in ask(sql, "P03")}
    assert endorsed.pop("alderwick") == ("met", None)
    assert endorsed["saltby"] == ("cannot_tell", "noted_only")
    assert endorsed["brackenby"] == ("cannot_tell", "noting_proposed")
    assert {status for status, _ in endorsed.values()} == {"cannot_tell"}


def test_a_decision_is_judged_as_one() -> None:
    sql = """
        select rule_id, status, qualifier, results.evidence, decisions.title
        from rule_results as results join decisions on results.judged_id = decisions.decision_id
        where results.report_id is null and decisions.gss_code = ?
    """
    told = {str(rule): tuple(said) for rule, *said in ask(sql, FATES["alderwick"])}
    assert set(told) == {"B05", "B06", "C02", "C03", "C04", "C06", "C07"}
    assert told["B05"] == ("cannot_tell", "formal_record_not_held", "/decisions/1/text", "PRODUCTIVITY PLAN")
    assert told["B06"][:2] == ("not_applicable", None), "a meeting decided"
    assert told["C02"][:2] == ("cannot_tell", "key_status_unknown")
    assert told["C06"][:2] == ("cannot_tell", "call_in_not_stated")


def test_whatever_cannot_be_told_says_why() -> None:
    assert ask("select count(*) from compliance_rules") == [(46,)]
    assert ask("select distinct rule_id from rule_results where status = 'cannot_tell' and qualifier is null") == []
    unheld = "select rule_id, lacks from compliance_rules where not is_observed and rule_id = 'A05'"
    assert ask(unheld) == [("A05", "private_meeting_notices_not_held")]
    observed = "select count(*) from compliance_rules where is_observed"
    assert ask(observed)[0][0] >= 32
    assert ask("select 1 from compliance_rules where authority is null or amount_is is null") == []


def test_every_officer_report_faces_every_rule() -> None:
    ((reports,),) = ask("select count(*) from reports where kind = 'officer_report'")
    ((rules,),) = ask("select count(*) from compliance_rules where judged_about = 'report'")
    assert ask("select count(*) from rule_results where report_id is not null") == [(reports * rules,)]
    assert ask("select 1 from rule_results join reports using (report_id) where kind <> 'officer_report'") == []


def test_a_share_leaves_out_what_could_not_be_told() -> None:
    sql = """
        select quarter, met, not_met, share_met, denominator from council_compliance
        where gss_code = ? and rule_id = ? order by quarter
    """
    assert ask(sql, FATES["alderwick"], "B01") == [("2024-Q2", 1, 1, 0.5, 2), ("2024-Q3", 0, 1, 0.0, 1)]
    assert ask(sql, FATES["alderwick"], "C01") == [("2024-Q2", 1, 0, 1.0, 1), ("2024-Q3", 0, 0, None, 0)]


def test_a_result_can_be_walked_back_to_its_quote() -> None:
    sql = """
        select evidence.quote from rule_results
        join reports on rule_results.report_id = reports.report_id
        join evidence on rule_results.report_id = evidence.report_id and rule_results.evidence = evidence.path
        where rule_results.rule_id = 'B07' and reports.document_sha256 = ?
    """
    assert ask(sql, sha("a.docx")) == [("So that it may be sent in time",)]
