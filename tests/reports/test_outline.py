"""Shipped outlines against the real registry: every token known, no number typed into the prose."""

from itertools import pairwise

import pytest

import reports.indicators  # noqa: F401 - importing fills the registry
from reports.outlines import DEFAULT_OUTLINE, OUTLINES
from reports.registry import Change, registry
from reports.sentences import check_pattern, parse, typed_numbers

pytestmark = pytest.mark.engine_independent

PATTERNS = [
    pytest.param(pattern, id=f"{outline.name}-{number}")
    for outline in OUTLINES.values()
    for number, pattern in enumerate(outline.patterns())
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_token_of_a_shipped_outline_is_known(pattern):
    names = {indicator.name for indicator in registry}
    changes = {indicator.name for indicator in registry if isinstance(indicator, Change)}
    assert check_pattern(pattern, names, registry.lists, changes) == []


@pytest.mark.parametrize("pattern", PATTERNS)
def test_no_number_is_typed_into_a_shipped_outline(pattern):
    assert typed_numbers(parse(pattern)) == []


def test_outlines_are_filed_under_their_own_names():
    assert [outline.name for outline in OUTLINES.values()] == list(OUTLINES)
    assert DEFAULT_OUTLINE in OUTLINES


def test_headings_go_down_one_level_at_a_time():
    for outline in OUTLINES.values():
        for part in outline.parts:
            levels = [section.level for section in part.sections if section.level]
            steps = [later - earlier for earlier, later in pairwise(levels)]
            assert all(step <= 1 for step in steps)
