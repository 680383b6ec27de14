"""在档: which hardship cases stand on a day."""

from datetime import date

import pytest

from members.models import AidCase, AidStep
from tests.factories import AidCaseFactory

State = AidStep.State


def on_file(*steps, day):
    case = AidCaseFactory()
    for state, happened_on in steps:
        AidStep.objects.create(case=case, state=state, happened_on=happened_on)
    return AidCase.objects.on_file_at(day).filter(pk=case.pk).exists()


FILED = (State.FILED, date(2008, 3, 1))
LIFTED = (State.LIFTED, date(2009, 2, 1))
AGAIN = (State.FILED, date(2009, 8, 1))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("steps", "day", "expected"),
    [
        ((FILED,), date(2008, 2, 29), False),
        ((FILED,), date(2008, 3, 1), True),
        ((FILED, LIFTED), date(2009, 1, 31), True),
        ((FILED, LIFTED), date(2009, 2, 1), False),
        ((FILED, LIFTED, AGAIN), date(2009, 7, 31), False),
        ((FILED, LIFTED, AGAIN), date(2009, 8, 1), True),
    ],
)
def test_a_case_stands_from_its_filing_until_it_is_lifted_and_again_when_filed_again(
    steps, day, expected
):
    assert on_file(*steps, day=day) is expected
