"""What the generic tests cannot know: which date, which grade, which base."""

from datetime import date

import pytest

from reports.reconciliation import findings
from tests import factories as make
from tests.reports.indicator_cases import book_of, town_named
from unions.dates import Precision
from unions.models import Body, Recognition, Scheme, SchemeGrade, Union, WorkLog

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return town_named("示范镇总工会")


def value(town, code):
    return book_of(town).value(code)


def items(town, name):
    return list(book_of(town).names(name).items)


def grade(union, scheme, code, **fields):
    found, _ = Scheme.objects.get_or_create(code=scheme, defaults={"name": scheme})
    held = SchemeGrade.objects.get_or_create(scheme=found, code=code)[0] if code else None
    return make.RecognitionFactory(
        union=union, scheme=found, grade=held, **{"granted_on": None, **fields}
    )


def union_of(town, **fields):
    return make.UnionFactory(parent=town, **fields)


# Committees


def test_a_first_election_is_no_re_election(town):
    make.CommitteeTermFactory(union=union_of(town), term_no=1, elected_on=date(2009, 3, 1))
    make.CommitteeTermFactory(union=union_of(town), term_no=2, elected_on=date(2009, 3, 1))
    assert (value(town, "committees.elected"), value(town, "committees.re_elected")) == (2, 1)


def test_only_the_last_committee_of_a_union_is_in_office(town):
    union = union_of(town)
    old = make.CommitteeTermFactory(union=union, term_no=1, ends_on=date(2010, 6, 1))
    new = make.CommitteeTermFactory(union=union, term_no=2, elected_on=date(2009, 7, 1))
    make.OfficerFactory(term=old)
    make.OfficerFactory(term=new)
    assert value(town, "committees.in_term") == value(town, "committees.officers") == 1
    assert value(town, "committees.ending_next_year") == 0


def test_an_officer_who_left_is_counted_no_longer(town):
    term = make.CommitteeTermFactory(union=union_of(town))
    make.OfficerFactory(term=term, to_on=date(2009, 10, 31))
    make.OfficerFactory(term=term, to_on=date(2009, 11, 1))
    assert value(town, "committees.officers") == 1


def test_the_own_term_is_told_in_words_and_an_election_known_to_the_month_as_a_month(town):
    make.CommitteeTermFactory(
        union=town,
        term_no=3,
        elected_on=date(2009, 7, 31),
        elected_on_precision=Precision.MONTH,
        ends_on=date(2014, 7, 31),
    )
    assert items(town, "本会届次") == ["第三届"]
    assert items(town, "本会选举时间") == ["2009年7月"]


# Bodies


def test_a_union_needs_both_bodies_and_each_counts_once(town):
    kinds = (Body.Kind.MEDIATION, Body.Kind.SUPERVISION)
    both, one = union_of(town), union_of(town)
    for kind in (*kinds, Body.Kind.MEDIATION):
        make.BodyFactory(union=both, kind=kind)
    make.BodyFactory(union=one, kind=kinds[0])
    assert (value(town, "bodies.mediation"), value(town, "bodies.both")) == (2, 1)
    assert value(town, "bodies.both_rate") == 50


def test_a_body_wound_up_stands_no_more(town):
    make.BodyFactory(union=union_of(town), to_on=date(2009, 10, 31))
    assert value(town, "bodies.mediation") == 0


def test_the_adjustment_rate_asks_only_bodies_the_new_law_found(town):
    make.BodyFactory(union=union_of(town), adjusted_on=date(2008, 5, 1))
    make.BodyFactory(union=union_of(town), adjusted_on=date(2008, 4, 30))
    make.BodyFactory(union=union_of(town), from_on=date(2008, 5, 2))
    assert value(town, "bodies.mediation_before_law") == 2
    assert value(town, "bodies.mediation_adjusted_rate") == 50


# Grades


def test_a_higher_grade_replaces_the_lower_one_of_the_same_union(town):
    union = union_of(town)
    grade(union, "aaa", "a", granted_on=date(2007, 9, 1))
    grade(union, "aaa", "aaa", granted_on=date(2009, 9, 1))
    figures = ("recognitions.aaa", "recognitions.aaa_3a", "recognitions.aaa_a")
    assert [value(town, code) for code in figures] == [1, 1, 0]
    assert items(town, "A级工会") == []


def test_a_grade_that_lapsed_gives_way_to_the_older_one_that_stands(town):
    union = union_of(town)
    grade(union, "aaa", "a", granted_on=date(2007, 9, 1))
    grade(union, "aaa", "aaa", granted_on=date(2008, 9, 1), valid_to=date(2009, 10, 30))
    assert (value(town, "recognitions.aaa_3a"), value(town, "recognitions.aaa_a")) == (0, 1)


def test_totals_typed_as_quantities_replace_nothing_and_name_nobody(town):
    grade(town, "star", "three", granted_on=date(2008, 9, 1), quantity=27)
    grade(town, "star", "two", granted_on=date(2009, 9, 1), quantity=51)
    assert value(town, "recognitions.star") == 78
    assert items(town, "三星级职工之家") == []


def test_homes_of_several_firms_under_one_union_all_count(town):
    union = union_of(town)
    for number, name in enumerate(("甲厂职工之家", "乙厂职工之家"), start=1):
        grade(union, "star", "five", granted_on=date(2009, 9, number), name=name)
    assert value(town, "recognitions.star_five") == 2
    assert items(town, "五星级职工之家") == ["甲厂职工之家", "乙厂职工之家"]


def test_an_application_is_no_grade(town):
    grade(union_of(town), "aaa", "aaa", applied_on=date(2009, 5, 1))
    assert value(town, "recognitions.aaa") == 0


# Rates with their bases


def test_participation_is_measured_against_enterprise_unions_and_cumulatively(town):
    unions = [union_of(town) for _ in range(4)]
    union_of(town, kind=Union.Kind.VILLAGE)
    for union, year in zip(unions[:3], (2007, 2008, 2009), strict=True):
        grade(union, "harmony", "participating", applied_on=date(year, 5, 1))
    grade(unions[0], "harmony", "advanced", applied_on=date(2009, 5, 1))
    assert value(town, "recognitions.harmony") == 1
    assert value(town, "recognitions.harmony_rate") == 75
    assert book_of(town).figure("recognitions.harmony_advanced_rate").display == "33.3"


def test_model_sites_are_told_by_kind_of_union(town):
    village = union_of(town, kind=Union.Kind.VILLAGE)
    grade(village, "school", "model", applied_on=date(2009, 5, 1))
    grade(union_of(town), "school", "site", applied_on=date(2009, 5, 1))
    figures = ("school", "school_enterprise", "school_model_village", "school_model_enterprise")
    assert [value(town, f"recognitions.{code}") for code in figures] == [2, 1, 1, 0]


def test_district_level_is_part_of_all_learning_organisations(town):
    for level in (Recognition.Level.COUNTY, Recognition.Level.TOWN, Recognition.Level.TOWN):
        grade(union_of(town), "learning_org", "", granted_on=date(2009, 5, 1), level=level)
    assert value(town, "recognitions.learning_org") == 3
    assert value(town, "recognitions.learning_org_county") == 1


# Work without a register of its own


def test_technical_help_tells_enterprises_and_problems_apart(town):
    for unit, quantity in (("家", 36), ("项", 33), ("次", 5)):
        make.WorkLogFactory(union=town, kind=WorkLog.Kind.HELP, unit=unit, quantity=quantity)
    assert (value(town, "worklogs.helped"), value(town, "worklogs.solved")) == (36, 33)


def test_a_mechanism_of_an_earlier_year_is_told_with_its_year(town):
    kind = WorkLog.Kind.MECHANISM
    make.WorkLogFactory(union=town, kind=kind, title="档案盒制度", happened_on=date(2005, 12, 31))
    assert items(town, "历年工作机制") == ["档案盒制度（2005年）"]
    assert items(town, "工作机制") == []


# Rules


def test_a_recognition_without_a_grade_breaks_the_sum_of_grades(town):
    grade(union_of(town), "aaa", "", granted_on=date(2009, 5, 1))
    (broken,) = [found for found in findings(book_of(town)) if found.holds is False]
    assert broken.rule.message == "3A、2A、A级之和应等于AAA级规范化工会数，请补填等次。"


def test_more_participants_than_enterprise_unions_is_pointed_out(town):
    grade(town, "living", "participating", applied_on=date(2009, 5, 1), quantity=61)
    broken = [found.rule for found in findings(book_of(town)) if found.holds is False]
    assert [rule.left for rule in broken] == [("recognitions.living_total",)]
    assert not broken[0].blocks
