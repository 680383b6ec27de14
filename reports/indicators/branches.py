"""分会, employers covered, and second-level unions (D1-11/12)."""

from datetime import date

from reports.indicators.organisation import INDUSTRY, OWNERSHIP
from reports.indicators.shapes import of_standing
from reports.registry import Flow, Indicator, NamedRows, Ratio, Reported, Rows, Stock
from unions.models import Employer, Union
from unions.models.organisation import UnionQuerySet


def branches(root: Union) -> UnionQuerySet:
    return Union.objects.subtree_of(root).filter(kind=Union.Kind.BRANCH)


def standing(root: Union, day: date) -> UnionQuerySet:
    return branches(root).active_on(day)


def founded(root: Union, start: date, end: date) -> UnionQuerySet:
    return branches(root).founded_between(start, end).order_by("founded_on", "code")


def covered(root: Union, day: date) -> Rows:
    """Employers of unions that stand, each once."""
    unions = Union.objects.active_on(day)
    return of_standing(Employer.objects.subtree_of(root).filter(union__in=unions), day)


INDICATORS: tuple[Indicator, ...] = (
    Flow(
        code="branches.founded",
        name="新建分会数",
        unit="个",
        definition="成立日期在期间内的分会，不计入基层工会。",
        source="D1-12",
        rows=founded,
        union_path="",
    ),
    Stock(
        code="branches.standing",
        name="分会数",
        unit="个",
        definition="截至日已成立、未撤销的分会，不计入基层工会。",
        source="D1-12",
        rows=standing,
        union_path="",
    ),
    Stock(
        code="employers.covered",
        name="涵盖单位数",
        unit="家",
        definition="截至日已成立、未撤销的工会涵盖的单位。",
        rows=covered,
        dimensions=(OWNERSHIP, INDUSTRY),
    ),
    Ratio(
        code="contracts.coverage_rate",
        name="合同覆盖率",
        unit="%",
        decimals=1,
        definition="合同覆盖企业数除以涵盖单位数，保留一位小数。",
        numerator="contracts.covered_employers",
        denominator="employers.covered",
        base="已建会的涵盖单位",
        inputs=("contracts.covered_employers", "employers.covered"),
    ),
    Reported(
        code="branches.units",
        name="下属基层单位数",
        unit="个",
        definition="本单位下属的基层单位，手工填报。",
        source="D1-11",
    ),
    Reported(
        code="branches.units_with_union",
        name="建立二级工会单位数",
        unit="个",
        definition="下属基层单位中已建立二级工会的，手工填报。",
        source="D1-11",
    ),
    Ratio(
        code="branches.units_rate",
        name="二级工会建立率",
        unit="%",
        decimals=1,
        definition="建立二级工会的单位除以下属基层单位，保留一位小数。",
        source="D1-11",
        numerator="branches.units_with_union",
        denominator="branches.units",
        base="下属基层单位",
        inputs=("branches.units_with_union", "branches.units"),
    ),
)
LISTS: tuple[NamedRows, ...] = (NamedRows("新建分会", "期间内成立的分会，按先后。", founded),)
