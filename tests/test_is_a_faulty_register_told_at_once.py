import csv

import invented_paper as invented
import pytest

from warehouse.register import REGISTER, RegisterError, read_register, read_registered
from warehouse.topics import TopicError, read_topics


def test_the_register_of_the_country_is_whole():
    registered = read_registered(REGISTER)
    councils = read_register()
    assert len(councils) == 317
    assert {r.governance.confidence for r in registered if r.governance} == {"sourced", "general_knowledge"}
    assert all(r.tile for r in registered)
    assert all(c.base_url for c in councils if c.platform)
    assert {c.platform for c in councils} == {"moderngov", "cmis", None}
    assert all(len(c.names) >= 2 for c in councils)
    hosts = [h for c in councils for h in c.hosts]
    assert len(hosts) == len(set(hosts)) > 317  # a host that two councils share is nobody's own


def test_a_council_has_its_names_hosts_and_the_model_of_the_day(tmp_path):
    path = invented.write_register(tmp_path)
    (tmp_path / "aliases.csv").write_text("slug,alias\nsaltmere,Saltmere & Bay\nsaltmere,Saltmere DC\n")
    (tmp_path / "governance.csv").write_text(
        "gss_code,slug,model,valid_from,valid_to,source,confidence\n"
        "E99000001,saltmere,committee,2012,2024-05-21,a page,sourced\n"
        "E99000001,saltmere,leader_cabinet,2024-05-21,2025-05,a page,sourced\n"
        "E99000001,saltmere,committee,2025-05,,a page,sourced\n"
    )
    saltmere, north_holt = read_registered(path)
    assert saltmere.council.names == ("Saltmere", "Saltmere District Council", "Saltmere & Bay", "Saltmere DC")
    assert saltmere.council.hosts == ("saltmere.example",)  # an address of numbers is no name
    assert saltmere.governance.model == "leader_cabinet"
    assert (north_holt.council.platform, north_holt.platform_word, north_holt.governance) == (None, "unknown", None)


def test_every_fault_is_told_at_once_with_its_place_and_the_nearest_name(tmp_path):
    path = tmp_path / "councils.csv"
    header, saltmere, holt = (line.split(",") for line in invented.REGISTER.splitlines())
    saltmere[header.index("council_type")] = "distrct"
    saltmere[header.index("democracy_base_url")] = ""
    holt[header.index("gss_code")] = "E99000001"
    holt[header.index("democracy_platform")] = "modern gov"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([header, saltmere, holt, ["E99000003", "short"]])
    (tmp_path / "aliases.csv").write_text("slug,alias\nsaltmeer,Saltmere Bay\nsaltmere,The Bay\nnorth-holt,the bay\n")
    (tmp_path / "tiles.csv").write_text("gss_code,slug,layer,col,row\nE99000009,saltmere,lower,x,1\n")
    with pytest.raises(RegisterError) as told:
        read_register(path)
    faults = str(told.value).splitlines()
    expected = [
        ("councils.csv:2 council_type", "did you mean 'district'?"),
        ("councils.csv:2 democracy_base_url", "needs an address"),
        ("councils.csv:3 gss_code", "councils.csv:2"),
        ("councils.csv:3 democracy_platform", "did you mean 'moderngov'?"),
        ("councils.csv:4: 2 cells", "expected 10"),
        ("aliases.csv:2 slug", "did you mean 'saltmere'?"),
        ("aliases.csv:4 alias", "also saltmere's"),
        ("tiles.csv:2 gss_code", "E99000001"),
        ("tiles.csv:2 col", "whole number"),
    ]
    for place, hint in expected:
        assert any(place in fault and hint in fault for fault in faults), (place, faults)
    assert len(faults) == len(expected) + 1


def test_a_column_written_wrong_is_told_with_the_right_name(tmp_path):
    path = tmp_path / "councils.csv"
    path.write_text(invented.REGISTER.replace("council_type", "counciltype"))
    with pytest.raises(RegisterError, match=r"councils.csv:1 counciltype: .* did you mean 'council_type'"):
        read_register(path)
    with pytest.raises(RegisterError, match="no such file"):
        read_register(tmp_path / "nowhere.csv")


def test_the_topics_of_the_project_are_whole_and_a_faulty_one_is_told(tmp_path):
    shipped = read_topics(REGISTER.parents[2] / "dbt_project" / "topics")
    assert "productivity_plans_2024" in [t.name for t in shipped]
    invented.write_topics(tmp_path)
    (tmp_path / "bridges.yml").write_text(
        "topic: brigdes\ntitle: Bridges\nwindow: {from: 2024-05-01, until: 2024-01-01}\n"
        "is: [bridge, yes]\ndead_line: 2024-01-01\n"
    )
    with pytest.raises(TopicError) as told:
        read_topics(tmp_path)
    for part in ("dead_line: not a key of a topic; did you mean 'deadline'?", "expected 'bridges'", "window:", "is:"):
        assert part in str(told.value)
    assert "harbours.yml" not in str(told.value)


def test_list_pages_are_read_with_their_council(tmp_path):
    path = invented.write_register(tmp_path)
    path.write_text(invented.REGISTER.replace(",moderngov,", ",web,"))
    (tmp_path / "web_pages.csv").write_text(
        "slug,page,body,papers,meetings,date,title,note\n"
        r"saltmere,papers,Cabinet,,/meeting/\d+,,,x" + "\n"
        "saltmere,https://old.saltmere.example/list,,,,,,\n"
    )
    saltmere, north_holt = read_register(path)
    assert [(p.url, p.body, p.papers, p.meetings) for p in saltmere.pages] == [
        ("http://127.0.0.1:9001/papers", "Cabinet", None, r"/meeting/\d+"),
        ("https://old.saltmere.example/list", None, None, None),
    ]
    assert north_holt.pages == ()


def test_every_fault_of_a_list_page_is_told_by_line_and_column_before_anybody_is_asked(tmp_path):
    path = invented.write_register(tmp_path)
    lines = invented.REGISTER.replace(",moderngov,", ",web,")
    path.write_text(lines + lines.splitlines()[1].replace("E99000001,saltmere", "E99000003,eastmere") + "\n")
    (tmp_path / "web_pages.csv").write_text(
        "slug,page,body,papers,meetings,date,title\n"
        "saltmere,ftp://x,,(pdf,,,\n"
        "saltmere,papers,,.*,,(a)(b),\n"
        "saltmeer,papers,,,,,\n"
        "north-holt,papers,,,,,\n"
        "saltmere,papers\n"
    )
    with pytest.raises(RegisterError) as told:
        read_register(path)
    faults = str(told.value).splitlines()
    expected = [
        ("web_pages.csv:2 page", "expected http(s)://"),
        ("web_pages.csv:2 papers", "expected a regular expression, but missing )"),
        ("web_pages.csv:3 papers", "matches everything"),
        ("web_pages.csv:3 date", "at most one group"),
        ("web_pages.csv:4 slug", "did you mean 'saltmere'?"),
        ("web_pages.csv:5 slug", "north-holt has platform 'unknown'"),
        ("web_pages.csv:6: 2 cells", "expected 7"),
        ("councils.csv:4 democracy_platform", "needs a row of eastmere in web_pages.csv"),
    ]
    for place, hint in expected:
        assert any(place in fault and hint in fault for fault in faults), (place, faults)
    assert len(faults) == len(expected) + 1
