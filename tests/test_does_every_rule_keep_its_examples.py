"""The examples that rules carry in their docstrings are true."""

import doctest
import pkgutil
from importlib import import_module

import pytest

import extractors
import flows
import warehouse

ROOMS = (extractors, flows, warehouse)
MODULES = [m.name for room in ROOMS for m in pkgutil.walk_packages(room.__path__, f"{room.__name__}.")]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_hold(name):
    assert doctest.testmod(import_module(name)).failed == 0


def test_there_are_examples_to_hold():
    finder = doctest.DocTestFinder(exclude_empty=True)
    assert sum(bool(t.examples) for m in MODULES for t in finder.find(import_module(m))) > 15
