"""合同与民主管理: contracts in force whose particulars are missing or do not agree."""

from datetime import date

from reports.data_checks.check import Check, Rows
from reports.indicators.shapes import of_standing
from unions.dates import display_date
from unions.models import CollectiveContract, Union
from unions.models.contracts import ContractQuerySet

__all__ = ["CHECKS"]

LINE = "合同与民主管理"


def unexpired(root: Union, day: date) -> ContractQuerySet:
    """Old contracts are left alone: nobody completes what counts no more."""
    contracts = CollectiveContract.objects.subtree_of(root).unexpired_on(day)
    return of_standing(contracts, day)


def without_predecessor(root: Union, day: date) -> Rows:
    return unexpired(root, day).without_predecessor()


def without_coverage(root: Union, day: date) -> Rows:
    return unexpired(root, day).without_coverage()


def without_covered_staff(root: Union, day: date) -> Rows:
    return unexpired(root, day).without_covered_staff()


def joint_for_one(root: Union, day: date) -> Rows:
    return unexpired(root, day).joint_for_one()


def covering_more_than_employed(root: Union, day: date) -> Rows:
    return unexpired(root, day).covering_more_than_employed()


def overlapping(root: Union, day: date) -> Rows:
    return unexpired(root, day).overlapping()


def signed_before_founding(root: Union, day: date) -> Rows:
    return unexpired(root, day).signed_before_founding()


CHECKS = (
    Check(
        code="contracts.without_predecessor",
        name="续签合同没有上一份",
        line=LINE,
        explanation="登记为续签，但没有选续签自哪一份。请在合同中选上一份；上一份没有登记的先补登；其实是新签的改为新签。",
        rows=without_predecessor,
    ),
    Check(
        code="contracts.without_coverage",
        name="合同没有覆盖单位",
        line=LINE,
        explanation="没有登记覆盖哪些单位，合同覆盖企业数会少算。请在合同下方逐家选上覆盖单位。",
        rows=without_coverage,
    ),
    Check(
        code="contracts.without_covered_staff",
        name="合同没有覆盖职工数",
        line=LINE,
        explanation="没有填覆盖职工数，合同覆盖职工数会少算。请对照合同文本补填。",
        rows=without_covered_staff,
    ),
    Check(
        code="contracts.joint_for_one",
        name="区域性、行业性合同只覆盖一家",
        line=LINE,
        explanation="区域性、行业性合同应覆盖两家以上单位。请补登覆盖单位；只有一家的请把范围改为单独。",
        rows=joint_for_one,
    ),
    Check(
        code="contracts.covering_more_than_employed",
        name="覆盖职工多于单位职工",
        line=LINE,
        explanation="合同覆盖职工数大于覆盖单位的职工数之和。请核对覆盖职工数和各涵盖单位的职工数。",
        rows=covering_more_than_employed,
        note=lambda row: f"覆盖{row.covered_staff}人，单位职工共{row.employed}人",
        rests_on=("employed",),
    ),
    Check(
        code="contracts.overlapping",
        name="同类合同期限重叠",
        line=LINE,
        explanation="同一家工会、同类同范围的两份合同有几天都有效，会算两份。请核对生效和到期日期；登记重了的删去一份。",
        rows=overlapping,
        note=lambda row: (
            f"和{display_date(row.other_from)}至{display_date(row.other_to)}的一份重叠"
        ),
        rests_on=("other", "other_from", "other_to"),
    ),
    Check(
        code="contracts.signed_before_founding",
        name="合同早于工会成立",
        line=LINE,
        explanation="合同的签订日期早于这家工会的成立日期。请核对两个日期。",
        rows=signed_before_founding,
        note=lambda row: f"签订于{display_date(row.signed_on)}",
    ),
)
