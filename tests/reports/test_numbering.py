"""Heading numbers of official papers."""

import pytest

from reports.renderers.numbering import HeadingNumbers

pytestmark = pytest.mark.engine_independent


def test_each_level_has_its_own_marks():
    numbers = HeadingNumbers()
    assert [numbers.next(level) for level in (1, 2, 3, 4)] == ["一、", "（一）", "1.", "（1）"]


def test_a_heading_restarts_the_levels_below_it_only():
    numbers = HeadingNumbers()
    marks = [numbers.next(level) for level in (1, 2, 3, 2, 3, 3, 1, 2)]
    assert marks == ["一、", "（一）", "1.", "（二）", "1.", "2.", "二、", "（一）"]


def test_a_new_part_begins_with_one_again():
    numbers = HeadingNumbers()
    for level in (1, 1, 2):
        numbers.next(level)
    numbers.restart()
    assert [numbers.next(1), numbers.next(2)] == ["一、", "（一）"]


def test_second_level_may_stand_without_a_first():
    assert HeadingNumbers().next(2) == "（一）"
