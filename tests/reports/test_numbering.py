"""Heading numbers of official papers."""

import pytest

from reports.renderers.numbering import HeadingNumbers, chinese


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九")],
)
def test_numbers_are_written_as_spoken(number, words):
    assert chinese(number) == words


def test_all_ninety_nine_numbers_differ():
    assert len({chinese(number) for number in range(1, 100)}) == 99


@pytest.mark.parametrize("number", [0, 100, -1])
def test_a_number_outside_one_to_ninety_nine_is_refused_with_its_value(number):
    with pytest.raises(ValueError, match=str(number)):
        chinese(number)


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
