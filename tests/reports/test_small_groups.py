"""Aid is told to the county by number, never of a group of fewer than five people."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from tests import factories as make
from tests.pages import text_of
from tests.reports.indicator_cases import book_of
from tests.reports.pages import SCOPE, get
from tests.reports.spreadsheet import Spreadsheet

HELPED, AMOUNT = "aid.helped", "aid.amount"


def help_people(union, count, amount=500):
    for _ in range(count):
        make.AidPaymentFactory(case=make.AidCaseFactory(union=union), amount=amount)


def told(response) -> dict[str, object]:
    return dict(response.context["by_union"])


@pytest.mark.parametrize("code", [HELPED, AMOUNT])
def test_small_unions_stand_together_with_enough_others(as_, world, code):
    """示范机械 has 1 case of its own; 4 + 6 + 9 are added: the 1 and the 4 make five."""
    first = make.UnionFactory(parent=world.town, name="四人工会")
    second = make.UnionFactory(parent=world.town, name="六人工会")
    third = make.UnionFactory(parent=world.town, name="九人工会")
    for union, count in ((first, 4), (second, 6), (third, 9)):
        help_people(union, count)
    each = 1 if code == HELPED else 500
    groups = told(get(as_("county_viewer"), "reports:figure", code))
    rest = "其余2家工会合计（有的不足5人，不分列）"
    assert groups == {"六人工会": 6 * each, "九人工会": 9 * each, rest: 5 * each}


def test_one_small_union_takes_the_next_along_so_that_nobody_subtracts(as_, world):
    second = make.UnionFactory(parent=world.town, name="六人工会")
    third = make.UnionFactory(parent=world.town, name="九人工会")
    help_people(second, 6)
    help_people(third, 9)
    groups = told(get(as_("county_viewer"), "reports:figure", HELPED))
    assert groups == {"九人工会": 9, "其余2家工会合计（有的不足5人，不分列）": 7}


def test_fewer_than_five_in_the_whole_town_are_not_told_at_all(as_, world):
    help_people(world.village_joint, 3)
    make.ReportedFigureFactory(union=world.enterprise, code=HELPED, value=2)
    county = as_("county_viewer")
    for code in (HELPED, AMOUNT, "aid.on_file"):
        response = get(county, "reports:figure", code)
        assert response.context["figure"].display == "–", code
        assert response.context["breakdowns"] == [], code
        assert set(told(response).values()) <= {None}, code
        assert not response.context["typed"], code
    assert "不足5人的不显示" in text_of(response)
    rows = {row["figure"].code: row for row in get(county, "reports:figures").context["rows"]}
    assert {rows[code]["figure"].value for code in (HELPED, AMOUNT)} == {None}
    assert rows["unions.standing"]["figure"].value == 2


def workbook_of(client, union):
    query = {**SCOPE, "union": union.code}
    return Spreadsheet(client.get(reverse("reports:statistics_file"), query).content)


def told_in(book, sheet, key, *headings):
    row = book.rows(sheet).get(key, {})
    return tuple(row[heading].value if heading in row else None for heading in headings)


def test_the_workbook_tells_the_county_of_no_single_union_and_the_town_of_its_own(as_, world):
    make.AidStepFactory(case=world.aid_case, state="filed", happened_on=date(2009, 1, 5))
    codes = (HELPED, AMOUNT, "aid.on_file")
    county, staff = (workbook_of(as_(who), world.enterprise) for who in ("county_viewer", "staff"))
    assert {told_in(county, "汇总", code, "本期") for code in codes} == {(None,)}
    assert [told_in(staff, "汇总", code, "本期")[0] for code in codes] == [1, 500, 1]


def test_towns_of_few_people_stand_in_the_rest_of_the_county_workbook(as_, world):
    """One person each in 示范镇 and 邻镇, six in a third town: the three stand together."""
    third = make.UnionFactory(parent=world.county, kind="town", name="三镇总工会")
    help_people(make.UnionFactory(parent=third), 6)
    headings = ("受助困难职工数（名）", "救助款（元）")
    county = as_("county_viewer")

    def told_of(*keys):
        book = workbook_of(county, world.county)
        return [told_in(book, "分镇", key, *headings) for key in keys]

    rest, nothing = "本级及手工填报、不足5人不分列的镇", (None, None)
    together = [nothing, nothing, nothing, (8, 4000), (8, 4000)]
    assert told_of("D01", "D02", third.code, rest, "合计") == together
    help_people(world.enterprise, 4)
    help_people(world.foreign_enterprise, 8)  # now 5, 9 and 6 people
    assert told_of("D01", "合计", rest) == [(5, 2500), (20, 10000), nothing]


def test_the_panels_of_the_home_page_tell_no_town_of_few(as_, world):
    make.TargetFactory(union=world.town, year=2009, code=AMOUNT, value=1000)
    county = as_("county_viewer")

    def panel(who, code):
        return text_of(as_(who).get(f"/reports/desk/{code}/", {"union": "D01"}))

    assert "救助款 – 元" in panel("county_viewer", "figures")
    assert "不足5人，不显示" in panel("county_viewer", "targets")
    assert "完成" not in panel("county_viewer", "targets").partition("救助款")[2].partition("。")[0]
    assert "救助款 500 元" in panel("staff", "figures")
    assert "完成 50%" in panel("staff", "targets")
    help_people(world.enterprise, 4)
    assert "救助款 2500 元" in text_of(county.get("/reports/desk/figures/", {"union": "D01"}))


def test_the_county_is_shown_no_data_check_of_aid(as_, world):
    """The case was filed long ago, is of no member, and nobody has looked at it since."""
    world.aid_case.steps.update(state="filed", happened_on=date(2007, 1, 5))
    titles = ("困难档案超过一年没有复核", "在档困难职工不是在籍会员")
    pages = (
        ("/reports/checks/", {"union": "D01"}),
        ("/reports/checks/", {"union": "D01", "by": "union"}),
        ("/reports/desk/checks/", {"union": "D01"}),
    )
    for who, expected in (("staff", True), ("county_viewer", False)):
        for address, query in pages:
            page = text_of(as_(who).get(address, query))
            assert [title in page for title in titles] == [expected] * 2, (who, address, query)
        one = as_(who).get("/reports/checks/aid.unchecked/", {"union": "D01"})
        assert one.status_code == (200 if expected else 404)


def test_no_single_union_is_told_even_of_many(as_, world):
    help_people(world.enterprise, 12)
    page = get(as_("county_viewer"), "reports:figure", HELPED, union=world.enterprise.code)
    assert page.context["figure"].value is None
    assert told(page) == {}


@pytest.mark.parametrize("who", ["staff", "chair"])
def test_the_own_town_sees_every_number(as_, world, who):
    response = get(as_(who), "reports:figure", HELPED, union=world.enterprise.code)
    assert response.context["figure"].value == 1
    assert "钱示例" in text_of(response)


def test_breakdowns_are_told_when_every_part_is_large_enough(as_, world):
    for category in ("deep", "relative"):
        for _ in range(5):
            case = make.AidCaseFactory(union=world.enterprise, category=category)
            make.AidPaymentFactory(case=case)
    county = as_("county_viewer")
    ((name, parts),) = get(county, "reports:figure", HELPED).context["breakdowns"]
    assert (name, parts["深度困难"], parts["相对困难"]) == ("困难类别", 5, 6)
    make.AidPaymentFactory(case=make.AidCaseFactory(union=world.enterprise, category="accidental"))
    assert get(county, "reports:figure", HELPED).context["breakdowns"] == []


def test_a_person_with_two_files_is_helped_once(world):
    """Plain SQL counts distinct people: by ID number, without one by file."""
    number = make.id_number(31)
    for union in (world.enterprise, world.village_joint):
        make.AidPaymentFactory(case=make.AidCaseFactory(union=union, id_number=number))
    make.AidCaseFactory(union=world.enterprise, id_number=number)  # never paid
    make.AidPaymentFactory(case=make.AidCaseFactory(union=world.enterprise))
    make.AidPaymentFactory(case=make.AidCaseFactory(union=world.enterprise))
    before = make.AidCaseFactory(union=world.enterprise, id_number=make.id_number(33))
    make.AidPaymentFactory(case=before, paid_on=date(2008, 1, 20))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(DISTINCT CASE WHEN c.id_hash <> '' THEN c.id_hash"
            " ELSE CAST(c.id AS VARCHAR(20)) END) FROM members_aidcase c"
            " JOIN members_aidpayment p ON p.case_id = c.id"
            " JOIN unions_union u ON u.id = c.union_id"
            " WHERE u.path LIKE %s AND p.paid_on BETWEEN '2009-01-01' AND '2009-10-31'",
            [f"{world.town.path}%"],
        )
        (people,) = cursor.fetchone()
    figure = book_of(world.town).figure(HELPED)
    assert figure.value == figure.rows == people == 4
