"""Collective contracts signed, in force and ending (D9-17/18)."""

from datetime import date

from reports.periods import Period
from reports.registry import Dimension, Flow, Indicator, NamedRows, Part, Stock
from unions.models import CollectiveContract, ContractCoverage, Employer, Union
from unions.models.contracts import ContractQuerySet
from unions.models.employers import EmployerQuerySet
from unions.models.organisation import UnionQuerySet

Kind, Scope, Action = (
    CollectiveContract.Kind,
    CollectiveContract.Scope,
    CollectiveContract.Action,
)
KIND = Dimension("合同类别", "kind", {kind.label: (kind.value,) for kind in Kind})
SCOPE = Dimension("合同范围", "scope", {scope.label: (scope.value,) for scope in Scope})
ACTION = Dimension("新签续签", "action", {action.label: (action.value,) for action in Action})


def signed(root: Union, start: date, end: date) -> ContractQuerySet:
    return CollectiveContract.objects.subtree_of(root).signed_between(start, end)


def in_force(root: Union, day: date) -> ContractQuerySet:
    """A contract ends with the union that signed it."""
    contracts = CollectiveContract.objects.subtree_of(root).in_force_on(day)
    return contracts.exclude(union__in=_gone(day))


def covered(root: Union, day: date) -> EmployerQuerySet:
    """An employer once, however many contracts cover it, also those of other unions."""
    contracts = CollectiveContract.objects.in_force_on(day).exclude(union__in=_gone(day))
    coverage = ContractCoverage.objects.filter(contract__in=contracts)
    employers = Employer.objects.subtree_of(root).exclude(union__in=_gone(day))
    return employers.filter(pk__in=coverage.values("employer"))


def _gone(day: date) -> UnionQuerySet:
    return Union.objects.filter(dissolved_on__lte=day)


def ending(root: Union, day: date, end: date) -> list[str]:
    """Unions whose contracts end next year, each once, the first to end first."""
    contracts = ending_next_year(root, day).order_by("expires_on", "union__code")
    return list(dict.fromkeys(contracts.values_list("union__name", flat=True)))


def ending_next_year(root: Union, day: date) -> ContractQuerySet:
    """Signed by the day, also for later, and running out in the calendar year after it."""
    year = Period.for_year(day.year + 1)
    contracts = CollectiveContract.objects.subtree_of(root).unexpired_on(day)
    return contracts.exclude(union__in=_gone(day)).expiring_between(year.start, year.end)


def _part(code: str, name: str, dimension: Dimension, label: str, source: str = "") -> Part:
    return Part(
        code=code,
        name=name,
        unit="份",
        whole="contracts.signed",
        dimension=dimension.name,
        labels=(label,),
        definition=f"新签续签合同中{dimension.name}为{label}的。",
        source=source,
        inputs=("contracts.signed",),
    )


INDICATORS: tuple[Indicator, ...] = (
    Flow(
        code="contracts.signed",
        name="新签续签合同数",
        unit="份",
        definition="期间内签订的集体合同和专项协议份数，新签、续签都计。",
        source="D9-17",
        rows=signed,
        dimensions=(KIND, SCOPE, ACTION),
    ),
    _part("contracts.signed_regional", "新签区域性合同数", SCOPE, "区域性", "D9-18"),
    _part("contracts.renewed", "续签合同数", ACTION, "续签"),
    _part("contracts.signed_wage", "新签续签工资协议数", KIND, "工资专项协议", "D9-17"),
    Stock(
        code="contracts.in_force",
        name="有效合同数",
        unit="份",
        definition="截至日已生效（没有生效日期的看签订日期）、未到期的集体合同和专项协议份数，工会已撤销的不计。",
        rows=in_force,
        dimensions=(KIND, SCOPE),
    ),
    Stock(
        code="contracts.covered_employers",
        name="合同覆盖企业数",
        unit="家",
        definition="截至日被有效合同覆盖的单位，一家有几份合同也只计一次。",
        rows=covered,
    ),
    Stock(
        code="contracts.ending_next_year",
        name="明年到期合同数",
        unit="份",
        definition="截至日已签订、下一年内到期的合同份数。",
        rows=ending_next_year,
    ),
)
LISTS: tuple[NamedRows, ...] = (
    NamedRows(
        "明年到期合同",
        "下一年内到期的合同所属工会，按到期先后。",
        ending,
        of_next_year=True,
    ),
)
