"""名单: names in printing order, items told apart, and lists that agree with their figures."""

from datetime import date

import pytest

from reports.registry import UnknownFigure
from tests import factories as make
from tests.reports.indicator_cases import book_of, town_named
from unions.models import Competition, Training

pytestmark = pytest.mark.django_db
MERIT = Competition.Kind.MERIT


@pytest.fixture
def town():
    return town_named("示范镇总工会")


def names(town, name):
    found = book_of(town).names(name)
    assert found.total == len(found.items)
    return list(found.items)


def test_large_enterprises_to_be_named_come_first_in_their_order(town):
    contest = make.CompetitionFactory(union=town)
    for name, order in (("丙厂", None), ("乙厂", 2), ("甲厂", 1), ("丁厂", None)):
        union = make.UnionFactory(parent=town)
        make.EmployerFactory(union=union, name=name, is_above_scale=True)
        make.EntryFactory(competition=contest, union=union, name_order=order)
    assert names(town, "参赛规模企业") == ["甲厂", "乙厂", "丙厂", "丁厂"]
    assert book_of(town).value("参赛规模企业数") == 4


def test_the_best_place_of_several_contests_decides(town):
    unions = {name: make.UnionFactory(parent=town) for name in ("甲厂", "乙厂")}
    for name, union in unions.items():
        make.EmployerFactory(union=union, name=name, is_above_scale=True)
    for order_of in ({"甲厂": 3, "乙厂": 2}, {"甲厂": 1, "乙厂": None}):
        contest = make.CompetitionFactory(union=town)
        for name, order in order_of.items():
            make.EntryFactory(competition=contest, union=unions[name], name_order=order)
    assert names(town, "参赛规模企业") == ["甲厂", "乙厂"]


def test_contests_are_named_with_their_cup_in_order_of_days(town):
    make.CompetitionFactory(union=town, name="电工技能竞赛", held_on=date(2009, 9, 1))
    make.CompetitionFactory(union=town, name="行车工技能竞赛", cup="兴源杯")
    assert names(town, "技能竞赛名称") == ["“兴源杯”行车工技能竞赛", "电工技能竞赛"]


def test_partners_and_criteria_are_told_apart_and_named_once(town):
    make.CompetitionFactory(
        union=town, kind=MERIT, co_hosts="镇机关工会、项目办", criteria="比态度、比业绩"
    )
    make.CompetitionFactory(union=town, kind=MERIT, co_hosts="项目办", held_on=date(2009, 8, 1))
    assert names(town, "立功竞赛联办单位") == ["镇机关工会", "项目办"]
    assert names(town, "立功竞赛内容") == ["比态度", "比业绩"]


def test_trainings_are_named_once_and_legal_education_is_none(town):
    for day, title, partners in (
        (date(2009, 5, 1), "电工、木工培训", "成校"),
        (date(2009, 3, 1), "安全培训", "成校、安监所"),
        (date(2009, 7, 1), "安全培训", ""),
    ):
        make.TrainingFactory(union__parent=town, title=title, partners=partners, held_on=day)
    make.TrainingFactory(
        union__parent=town, title="普法", kind=Training.Kind.LAW, partners="司法所"
    )
    assert names(town, "培训项目") == ["安全培训", "电工、木工培训"]
    assert names(town, "培训联办单位") == ["成校", "安监所"]


def test_unions_whose_contracts_end_next_year_agree_with_their_number(town):
    def sign(name, signed, expires):
        union = make.UnionFactory(parent=town, name=name)
        make.ContractFactory(union=union, signed_on=signed, expires_on=expires)
        return union

    sign("乙厂工会", date(2008, 3, 1), date(2010, 12, 31))
    first = sign("甲厂工会", date(2008, 3, 1), date(2010, 1, 1))
    make.ContractFactory(union=first, signed_on=date(2008, 3, 1), expires_on=date(2010, 7, 1))
    sign("今年到期工会", date(2008, 3, 1), date(2009, 12, 31))
    sign("后年到期工会", date(2008, 3, 1), date(2011, 1, 1))
    sign("截至日后签订工会", date(2009, 11, 1), date(2010, 10, 31))
    assert names(town, "明年到期合同") == ["甲厂工会", "乙厂工会"]
    assert book_of(town).value("明年到期合同数") == 3


def test_a_list_that_nobody_defined_is_unknown(town):
    with pytest.raises(UnknownFigure, match="没有名为“先进名单”的数据项。"):
        book_of(town).names("先进名单")


def test_every_list_is_empty_in_an_empty_ledger(town):
    book = book_of(town)
    assert all(book.names(name).total == 0 for name in book.catalogue.lists)


def test_lists_of_a_sibling_town_stay_there(town):
    neighbour = town_named("邻镇总工会")
    make.CompetitionFactory(union=neighbour)
    make.TrainingFactory(union=neighbour, partners="成校")
    make.ContractFactory(union=neighbour, expires_on=date(2010, 6, 1))
    book = book_of(town)
    assert all(book.names(name).total == 0 for name in book.catalogue.lists)
