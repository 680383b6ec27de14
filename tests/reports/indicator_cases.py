"""One row for every counted indicator, so that the generic tests reach it.

A case makes a grassroots union under a town with one record dated ``day`` and tells what the
indicator counts for it. Days are those of YEAR, counted to AS_OF, events told until UNTIL.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from members.models import AidStep, Membership
from reports.book import FigureBook
from reports.figures import Scope
from reports.indicators import MODULES
from reports.periods import Period
from reports.registry import Counted, Dimension, Flow, Indicator, Registry, Stock
from tests import factories as make
from tests.reports.work_cases import WORK_CASES
from tests.reports.work_makers import LONG_AGO, Case, split, under
from unions.models import CollectiveContract, Training, Union

YEAR = Period.for_year(2009)
AS_OF, UNTIL = date(2009, 10, 31), date(2009, 11, 30)

INDICATORS: tuple[Indicator, ...] = tuple(i for module in MODULES for i in module.INDICATORS)
BY_CODE: dict[str, Any] = {indicator.code: indicator for indicator in INDICATORS}
COUNTED = {code: i for code, i in BY_CODE.items() if isinstance(i, Counted)}
FLOWS = [code for code, i in COUNTED.items() if isinstance(i, Flow)]
STOCKS = [code for code, i in COUNTED.items() if isinstance(i, Stock)]

# Distinct people or unions of a period: the months may add up to more than the year.
DISTINCT = {"aid.helped", "proposals.unions", "competitions.large_enterprises", "audits.unions"}
# A worker in hardship stays on file when the factory and its union are gone.
OUTLIVES_ITS_UNION = {"aid.on_file"}


def case_of(code: str) -> Case:
    if code not in CASES:
        pytest.fail(f"{code} has no row factory: add one to CASES in {__file__}")
    return CASES[code]


def one_of_each(book: FigureBook) -> list[str]:
    """For every type of record the code with most breakdowns: its page lists as all others do."""
    codes = sorted(COUNTED, key=lambda code: len(COUNTED[code].dimensions))
    return [*{book.rows(COUNTED[code]).model: code for code in codes}.values()]


def strays_of(dimension: Dimension) -> list[str]:
    """A value outside every part; a tick has none."""
    return [] if (True,) in dimension.parts.values() else ["?"]


def town_named(name: str, parent: Union | None = None) -> Union:
    return make.UnionFactory(name=name, kind=Union.Kind.TOWN, parent=parent)


def book_of(
    root: Union, period: Period = YEAR, as_of: date | None = None, catalogue: Registry | None = None
) -> Any:
    """A FigureBook as of AS_OF for the whole YEAR, of another period to its end."""
    until = UNTIL if period == YEAR and as_of is None else None
    day = AS_OF if period == YEAR and as_of is None else as_of
    scope = Scope.of(root, period, day, until)
    return FigureBook(scope, catalogue) if catalogue else FigureBook(scope)


def window_of(code: str) -> Period:
    indicator = BY_CODE[code]
    is_event = isinstance(indicator, Flow) and indicator.is_event
    return YEAR.until(UNTIL if is_event else AS_OF)


def founded(town: Union, day: date, **fields: Any) -> Union:
    return make.UnionFactory(parent=town, founded_on=day, **fields)


def dissolved(town: Union, day: date, **fields: Any) -> Union:
    return under(town, dissolved_on=day, **fields)


def returned(town: Union, day: date, **fields: Any) -> Union:
    of_union, fields = split(fields)
    union = under(town, **of_union)
    parts = {"women": 41, "migrants": 7, "women_members": 33, "migrant_members": 6}
    make.HeadcountFactory(union=union, as_of=day, staff=100, members=83, **parts, **fields)
    return union


def on_roll(town: Union, day: date, **fields: Any) -> Union:
    of_union, fields = split(fields)
    union = under(town, roll_complete_from=LONG_AGO, **of_union)
    make.MembershipFactory(member__union=union, from_on=day, **fields)
    return union


def left(town: Union, day: date) -> Union:
    union, end = under(town), Membership.End.WITHDRAWN
    make.MembershipFactory(member__union=union, from_on=LONG_AGO, to_on=day, end_reason=end)
    return union


def signed(town: Union, day: date, **fields: Any) -> Union:
    union = under(town)
    contract = make.ContractFactory(
        union=union, signed_on=day, expires_on=date(2010, 6, 30), **fields
    )
    make.CoverageFactory(contract=contract, employer__union=union)
    return union


def aided(town: Union, day: date, **fields: Any) -> Union:
    union = under(town)
    case = make.AidCaseFactory(union=union, **fields)
    make.AidStepFactory(case=case, state=AidStep.State.FILED, happened_on=day)
    make.AidPaymentFactory(case=case, paid_on=day, amount=Decimal("300.50"))
    return union


def paid(town: Union, day: date, **fields: Any) -> Union:
    union = under(town)
    amount = Decimal("300.50")
    make.AidPaymentFactory(case__union=union, paid_on=day, amount=amount, **fields)
    return union


def competed(town: Union, day: date, **fields: Any) -> Union:
    union = under(town)
    make.EmployerFactory(union=union, is_above_scale=True)
    competition = make.CompetitionFactory(union=town, held_on=day, **fields)
    make.EntryFactory(competition=competition, union=union)
    return union


def proposed(town: Union, day: date) -> Union:
    union, start = under(town), date(day.year, 1, 1)
    numbers = {"raised": 10, "implemented": 4, "benefit": Decimal("1500.25")}
    make.ProposalFactory(union=union, period_from=start, period_to=day, **numbers)
    return union


def trained(town: Union, day: date, **fields: Any) -> Union:
    union = under(town)
    numbers = {"sessions": 3, "attendance": 60, "certificates": 5}
    make.TrainingFactory(union=union, held_on=day, **numbers, **fields)
    return union


def taught_law(town: Union, day: date) -> Union:
    return trained(town, day, kind=Training.Kind.LAW)


def renewed(town: Union, day: date, **fields: Any) -> Union:
    return signed(town, day, **{"action": CollectiveContract.Action.RENEWAL, **fields})


CASES: dict[str, Case] = {
    **WORK_CASES,
    "unions.founded": Case(founded),
    "unions.dissolved": Case(dissolved),
    "unions.standing": Case(founded),
    "headcounts.staff": Case(returned, 100),
    "headcounts.women": Case(returned, 41),
    "headcounts.migrants": Case(returned, 7),
    "headcounts.members": Case(returned, 83),
    "headcounts.women_members": Case(returned, 33),
    "headcounts.migrant_members": Case(returned, 6),
    "members.roll": Case(on_roll),
    "members.joined": Case(on_roll),
    "members.left": Case(left),
    "contracts.signed": Case(renewed),
    "contracts.in_force": Case(signed),
    "contracts.covered_employers": Case(signed),
    "contracts.ending_next_year": Case(signed),
    "aid.helped": Case(aided),
    "aid.amount": Case(paid, Decimal("300.50")),
    "aid.on_file": Case(aided),
    "competitions.held": Case(competed),
    "competitions.large_enterprises": Case(competed),
    "proposals.unions": Case(proposed),
    "proposals.raised": Case(proposed, 10),
    "proposals.implemented": Case(proposed, 4),
    "proposals.benefit": Case(proposed, Decimal("1500.25")),
    "training.classes": Case(trained, 3),
    "training.attendance": Case(trained, 60),
    "training.certificates": Case(trained, 5),
    "training.law_attendance": Case(taught_law, 60),
}
