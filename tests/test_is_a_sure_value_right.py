"""Confidence against truth, on papers of other councils than those that a rule's record comes from."""

from functools import cache

import pytest

from bench.accuracy import cases, judged, values_of
from bench.calibration import SURE_RIGHT, Bin, Value, first_looks, held_out, right_when_sure


@cache
def values() -> list[Value]:
    return values_of(judged(list(cases(corpus=None))))


def test_of_the_sure_values_nearly_all_are_right():
    sure = right_when_sure(list(held_out(values(), first_looks())))
    assert sure.values > len(values()) / 2
    assert sure.share >= SURE_RIGHT


def test_a_council_is_not_judged_by_its_own_papers():
    papers = [*[Value("a", "title", True)] * 8, *[Value("b", "title", False)] * 8]
    judged_by_others = dict(zip(["a"] * 8 + ["b"] * 8, held_out(papers, ()), strict=True))
    assert judged_by_others["a"] == (pytest.approx(0.1), True)
    assert judged_by_others["b"] == (pytest.approx(0.9), False)


def test_an_interval_is_wide_where_little_was_judged():
    few, many = Bin(0.9, 0.95, 10, 10).interval, Bin(0.9, 0.95, 1000, 1000).interval
    assert few == (pytest.approx(0.722, abs=0.001), 1.0)
    assert many[0] > 0.99
