"""审核关系: what must hold between figures, what is unknown, and what is broken."""

from datetime import date

import pytest

from reports.reconciliation import RULES, findings
from reports.registry import registry
from tests import factories as make
from tests.reports.indicator_cases import book_of, town_named
from unions.models import Union

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return town_named("示范镇总工会")


def outcome(town):
    return {finding.sentence: finding.holds for finding in findings(book_of(town))}


def test_every_rule_names_figures_that_exist_and_says_what_is_wrong():
    for rule in RULES:
        assert {*rule.left, *rule.right} <= set(registry.indicators)
        assert rule.operator in {"=", "<="}
        assert rule.message.endswith("。")


def test_an_empty_ledger_breaks_no_rule(town):
    assert False not in outcome(town).values()


def test_a_rule_over_an_unknown_figure_is_undecided(town):
    assert outcome(town)["会员数 ≤ 职工数"] is None
    make.HeadcountFactory(union__parent=town, staff=10, members=None)
    assert outcome(town)["会员数 ≤ 职工数"] is None


@pytest.mark.parametrize(("members", "holds"), [(99, True), (100, True), (101, False)])
def test_members_may_be_as_many_as_the_staff_and_no_more(town, members, holds):
    make.HeadcountFactory(union__parent=town, staff=100, members=members)
    assert outcome(town)["会员数 ≤ 职工数"] is holds


def test_a_roll_that_outgrew_the_return_is_found(town):
    union = make.UnionFactory(parent=town, roll_complete_from=date(2009, 1, 1))
    make.HeadcountFactory(union=union, staff=1, members=1)
    for _ in range(2):
        make.MembershipFactory(member__union=union)
    (broken,) = [found for found in findings(book_of(town)) if found.holds is False]
    assert (broken.left, broken.right) == (2, 1)
    assert broken.rule.message == "会员数不应大于职工数。"


KINDS = "村（社区）工会数＋镇联合工会数＋村联合工会数＋机关企事业单位工会数 ＝ 基层工会数"


def test_the_kinds_of_unions_sum_to_their_number(town):
    for kind in Union.Kind:
        make.UnionFactory(parent=town, kind=kind)
    assert outcome(town)[KINDS] is True


def test_a_union_of_an_unknown_kind_is_found(town):
    make.UnionFactory(parent=town, kind="")
    assert outcome(town)[KINDS] is False


def test_a_typed_number_of_unions_leaves_their_kinds_undecided(town):
    make.ReportedFigureFactory(union=town, code="unions.standing", value=184)
    assert outcome(town)[KINDS] is None


@pytest.mark.parametrize(
    ("maker", "numbers", "sentence"),
    [
        (
            make.ProposalFactory,
            {"raised": 3, "implemented": 4},
            "实施合理化建议数 ≤ 提出合理化建议数",
        ),
        (make.TrainingFactory, {"attendance": 5, "certificates": 6}, "取得证书数 ≤ 培训人次"),
        (make.HeadcountFactory, {"staff": 7, "women": 8}, "女职工数 ≤ 职工数"),
    ],
)
def test_a_part_above_its_whole_is_found(town, maker, numbers, sentence):
    maker(union__parent=town, **numbers)
    assert outcome(town)[sentence] is False


def test_regional_contracts_are_part_of_all(town):
    make.ContractFactory(union__parent=town, scope="regional")
    assert outcome(town)["新签区域性合同数 ≤ 新签续签合同数"] is True
    make.ReportedFigureFactory(union=town, code="contracts.signed_regional", value=9)
    assert outcome(town)["新签区域性合同数 ≤ 新签续签合同数"] is True
