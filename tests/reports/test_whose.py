"""收表: whose sheet it is, said on the page of the file without sending it again."""

import pytest
from django.urls import reverse

from reports.models import Upload
from tests import factories as make
from tests.reports.pages import text
from tests.reports.test_collecting import send, store
from tests.reports.test_lots import send as send_lot
from tests.unions.importing.sheets import workbook
from unions.models import ProposalReturn

pytestmark = pytest.mark.django_db

IDEAS = ["提出建议", "实施"]


@pytest.fixture
def staff(as_):
    return as_("staff")


def say(client, page, **said):
    address = reverse("reports:collect_whose", args=[page.context["upload"].pk])
    return client.post(address, said, follow=True)


def test_a_sheet_without_a_known_union_asks_and_offers_the_near_names(staff, world):
    sheet = workbook([["填报单位：示范机戒有限公司工会"], IDEAS, [12, 5]])
    page = send(staff, world, sheet, name="建议.xlsx")
    assert page.context["plan"].counts["refused"] == 1
    assert "这是哪家工会的表" in text(page)
    assert f'name="near" value="{world.enterprise.code}"' in text(page)
    assert f'<option value="{world.village_joint.name}">' in text(page)
    store(staff, say(staff, page, near=world.enterprise.code))
    kept = ProposalReturn.objects.get()
    assert (kept.union, kept.raised) == (world.enterprise, 12)


def test_a_wrong_union_is_put_right_by_a_name_or_number(staff, world):
    """The sheet itself names one; what is typed wrong is asked again and changes nothing."""
    sheet = workbook([[f"填报单位：{world.enterprise.name}"], IDEAS, [12, 5]])
    page = send(staff, world, sheet)
    assert f"不是“{world.enterprise.name}”的表" in text(page)
    again = say(staff, page, union="东村小型联合工会")
    assert "没有叫“东村小型联合工会”的工会。是不是：东村小型民营企业联合工会" in text(again)
    assert world.village_joint in again.context["whose"].near
    assert Upload.objects.get().union is None
    for stranger in (world.foreign_enterprise.name, "", "'\"<script>", "x" * 5000):
        assert say(staff, page, union=stranger).status_code == 200
        assert Upload.objects.get().union is None
    right = say(staff, page, union=world.village_joint.code)
    assert right.context["whose"].now == world.village_joint
    store(staff, right)
    assert ProposalReturn.objects.get().union == world.village_joint


def test_what_is_said_stands_for_a_column_of_unknown_names(staff, world):
    sheet = workbook([["单位", *IDEAS], ["机戒公司甲车间", 12, 5], ["机戒公司乙车间", 3, 1]])
    page = send(staff, world, sheet)
    assert "没有叫“机戒公司甲车间”的工会" in page.context["whose"].trouble
    right = say(staff, page, **{"near": world.enterprise.code, "column-0": "-"})
    assert {draft.union for draft in right.context["plan"].drafts} == {world.enterprise}


def test_rows_that_name_their_own_unions_are_not_asked_about(staff, world):
    sheet = workbook([["单位", *IDEAS], [world.enterprise.name, 12, 5], ["没有这家", 3, 1]])
    page = send(staff, world, sheet)
    assert page.context["whose"] is None
    assert "这是哪家工会的表" not in text(page)


def test_an_unknown_union_chosen_with_one_file_does_not_send_it_back(staff, world):
    sheet = workbook([IDEAS, [12, 5]])
    page = send(staff, world, sheet, union="示范机戒有限公司")
    assert page.context["whose"].typed == "示范机戒有限公司"
    assert world.enterprise in page.context["whose"].near
    store(staff, say(staff, page, near=world.enterprise.code))
    assert ProposalReturn.objects.get().union == world.enterprise
    files = [("甲.xlsx", sheet), ("乙.xlsx", sheet)]
    several = send_lot(staff, world, *files, union="示范机戒有限公司")
    assert "没有叫“示范机戒有限公司”的工会" in text(several)
    assert Upload.objects.filter(result=None).count() == 0


def test_sums_in_ten_thousands_are_told_on_the_line_of_a_file_too(staff, world):
    rows = [["单位", *IDEAS, "经济效益（万元）"], [world.enterprise.name, 12, 5, 0.5]]
    plain = [["单位", *IDEAS, "经济效益（元）"], [world.village_joint.name, 12, 5, 50]]
    page = send_lot(staff, world, ("万.xlsx", workbook(rows)), ("元.xlsx", workbook(plain)))
    told = "“经济效益（万元）”写明单位是万元，存入时乘以一万，请核对。"
    assert text(page).count(told) == 1
    assert {upload.state.value for upload in page.context["page"]} == {"ready"}


def test_an_unknown_column_shows_what_stands_in_it_also_where_the_header_is_known(staff, world):
    number = make.id_number(501)
    rows = [["单位", *IDEAS, "牵头人", "证件"], [world.enterprise.name, 12, 5, "丁一", number]]
    shown = text(send(staff, world, workbook(rows)))
    assert '<td class="quiet">丁一</td>' in shown
    assert f'<td class="quiet">{number[:6]}******</td>' in shown
    assert number not in shown
    assert shown.count('<td class="quiet"></td>') == 3, "columns that are known"
    known = text(send(staff, world, workbook([row[:3] for row in rows])))
    assert "表里写的" not in known.partition("认得不对时在这里改")[2]
