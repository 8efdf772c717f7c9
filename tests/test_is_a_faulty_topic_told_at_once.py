import pytest

from flows.build import TOPICS
from warehouse.topics import ANSWERS, TopicError, read_topics

WHOLE = """\
topic: harbours
title: Harbours
window: {from: 2024-01-01, until: 2024-12-31}
deadline: 2024-07-19
bands:
  - {band: in_time, until: 2024-07-19, words: By 19 July}
  - {band: late, words: After 19 July}
is: [harbour plan]
is_not: [airport plan]
beside: [ministry]
plan:
  is_not: [letter]
  themes: {quays: [quay, quays], barriers: [what stands in our way]}
  barriers: {money: [money]}
questions:
  - {asks: found, words: "Is it held?"}
  - {asks: deadline_band, words: "When?"}
examples: {"yes": [Harbour Plan], "no": [Airport Plan]}
"""


def told(folder, text):
    (folder / "harbours.yml").write_text(text)
    with pytest.raises(TopicError) as error:
        read_topics(folder)
    return str(error.value).splitlines()[1:]


def test_a_whole_topic_is_read(tmp_path):
    (tmp_path / "harbours.yml").write_text(WHOLE)
    (topic,) = read_topics(tmp_path)
    assert [(b.name, str(b.until)) for b in topic.bands] == [("in_time", "2024-07-19"), ("late", "None")]
    assert [q.asks for q in topic.questions] == ["found", "deadline_band"]
    assert {(t.kind, t.code) for t in topic.terms} == {
        ("beside", "beside"),
        ("not_the_plan", "not_the_plan"),
        ("theme", "quays"),
        ("theme", "barriers"),
        ("barrier", "money"),
    }


@pytest.mark.parametrize(
    ("was", "now", "fault"),
    [
        ("asks: found", "asks: fonud", "questions: 'fonud' is nothing that can be answered; did you mean 'found'?"),
        ("asks: found", "asks: xyzzy", "expected one of found, body,"),
        ("asks: found", "asks: deadline_band", "questions: 'deadline_band' stands there twice"),
        (
            "asks: found",
            "ask: found",
            "questions 1 ask: not a key of a topic; expected asks, words; did you mean 'asks'?",
        ),
        (
            "themes:",
            "theems:",
            "plan theems: not a key of a topic; expected is_not, themes, barriers; did you mean 'themes'",
        ),
        ("quays: [quay, quays]", "quays: []", "plan themes quays: no phrase; expected at least one"),
        ("quays: [quay, quays]", "quays: quay", "plan themes quays: expected a list of phrases"),
        (
            "barriers: [what",
            "hurdles: [what",
            "plan barriers: looked for under the theme `barriers`; expected one of that",
        ),
        ("until: 2024-07-19, w", "until: 2024-07-18, w", "bands: the first is until 2024-07-18; expected the deadline"),
        ("{band: late, w", "{band: late, until: 2024-07-01, w", "bands: expected each `until` a later day"),
        ("band: late", "band: in_time", "bands: 'in_time' stands there twice"),
        ("band: late", "name: late", "bands 2 name: not a key of a topic; expected band, until, words"),
        ('"yes": [', "yes: [", 'examples: expected the keys "yes" and "no", in quotes'),
        ("beside: [ministry]", "beside: ministry", "beside: expected a list of phrases"),
        ("besid", "beisd", "beisde: not a key of a topic; did you mean 'beside'?"),
    ],
)
def test_a_slip_names_its_file_its_key_and_the_nearest_name(tmp_path, was, now, fault):
    faults = told(tmp_path, WHOLE.replace(was, now, 1))
    assert any(str(tmp_path / "harbours.yml") in line and fault in line for line in faults), faults


def test_all_slips_are_told_together(tmp_path):
    faults = told(tmp_path, WHOLE.replace("asks: found", "asks: fonud").replace("band: late", "band: in_time"))
    assert len(faults) == 2


def test_a_topic_asks_at_least_something(tmp_path):
    faults = told(tmp_path, WHOLE[: WHOLE.index("questions:")])
    assert faults == [f"{tmp_path / 'harbours.yml'} questions: none; expected a list of `asks` and `words`"]


def test_the_project_asks_all_that_can_be_answered():
    assert {q.asks for topic in read_topics(TOPICS) for q in topic.questions} == set(ANSWERS)
