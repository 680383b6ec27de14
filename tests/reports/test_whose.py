"""收表: whose sheet it is, said on the page of the file without sending it again."""

import pytest
from django.urls import reverse

from reports.models import Upload
from tests import factories as make
from tests.reports.pages import text
from tests.reports.test_collecting import send, store
from tests.reports.test_lots import send as send_lot
from tests.unions.importing.sheets import workbook
from unions.importing.record_numbers import numbering
from unions.models import Headcount, ProposalReturn

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


MISTYPED = "示范机戒有限公司"
NOT_TAKEN = "所填的填报工会没有采用"


def unions_of(page) -> list[object]:
    return [draft.union for draft in page.context["plan"].drafts]


def test_a_mistyped_union_does_not_take_the_place_of_those_in_the_rows(staff, world):
    """Sent in with it, read anew with it, or asked for by address."""
    first, second = world.enterprise, world.village_joint
    owners = [first, second, second]
    people = [("甄一", "男", 601), ("甄二", "女", 602), ("甄三", "男", 603)]
    rows = [
        [name, sex, make.id_number(number), union.name]
        for (name, sex, number), union in zip(people, owners, strict=True)
    ]
    roll = workbook([["姓名", "性别", "身份证号", "所属工会"], *rows])
    sent = send(staff, world, roll, union=MISTYPED)
    upload = sent.context["upload"]
    form = {"root": world.town.pk, "resource": "members", "union": MISTYPED}
    anew = staff.post(reverse("reports:collect_reread", args=[upload.pk]), form, follow=True)
    asked = staff.get(upload.get_absolute_url(), {"union": MISTYPED})
    for page in (sent, anew, asked):
        assert page.context["whose"] is None
        assert "这是哪家工会的表" not in text(page)
        assert text(page).count(f"没有叫“{MISTYPED}”的工会。是不是：") == 1
        assert NOT_TAKEN in text(page)
        assert unions_of(page) == owners
    assert "这次改的都没有采用" in text(anew)
    crafted = say(staff, sent, near=first.code, **{"column-3": "-", "column-0": "-"})
    assert unions_of(crafted) == owners
    assert Upload.objects.get().columns == {}
    assert NOT_TAKEN not in text(staff.get(upload.get_absolute_url()))


def test_a_mistyped_union_is_told_too_where_the_table_is_not_read(staff, world):
    page = send(staff, world, workbook([["甲", "乙"], ["丙", "丁"]]), union=MISTYPED)
    assert page.context["trouble"]
    assert f"没有叫“{MISTYPED}”的工会" in text(page)
    assert NOT_TAKEN in text(page)


def test_of_the_columns_posted_only_that_of_unknown_unions_is_set_aside(staff, world):
    sheet = workbook([["单位", *IDEAS], ["甲车间", 12, 5]])
    page = send(staff, world, sheet)
    crafted = {"column-0": "-", "column-1": "-", "column-2": "raised"}
    say(staff, page, near=world.enterprise.code, **crafted)
    assert Upload.objects.get().columns == {"0": "-"}


def test_a_known_union_that_its_record_belies_is_not_set_aside(staff, world):
    """Every row is refused at its union, and yet each names one."""
    kept = make.HeadcountFactory(union=world.enterprise, as_of="2009-10-31", staff=105)
    number = numbering(Headcount)(kept.pk)
    head = ["台账编号", "工会名称", "职工数", "会员数"]
    page = send(staff, world, workbook([head, [number, world.village_joint.name, 9, 8]]))
    assert page.context["plan"].counts["refused"] == 1
    assert page.context["whose"] is None


def test_different_unknown_unions_are_named_and_a_column_set_aside_leaves_a_trace(staff, world):
    """Before it is done, before it is stored and after; by itself and in a lot."""
    names = ["甲车间", "乙车间", "甲车间", "丙车间", "丁车间", "戊车间", "己车间"]
    sheet = workbook([["所属工会", *IDEAS], *([name, 12, 5] for name in names)])
    question = (
        "表里写的是“甲车间”、“乙车间”、“丙车间”、“丁车间”、“戊车间”……，共 6 家；"
        "填了这里，就全部算作那一家。"
    )
    trace = f"“所属工会”列没有用，各行都算作“{world.enterprise}”。"
    page = send(staff, world, sheet)
    assert question in text(page)
    assert "没有用" not in text(page)
    assert question in text(say(staff, page, union=MISTYPED))
    right = say(staff, page, **{"near": world.enterprise.code, "column-0": "-"})
    assert f'<p class="notice notice--warn">{trace}' in text(right)
    assert trace in store(staff, right, partial="1").context["upload"].result["left"]

    lot = send_lot(staff, world, ("甲.xlsx", sheet), ("空.xlsx", b""))
    asked = lot.context["lot"].uploads.get(name="甲.xlsx")
    assert question in text(lot)
    address = reverse("reports:collect_lot_say", args=[lot.context["lot"].pk])
    assert question in text(staff.post(address, {f"union-{asked.pk}": MISTYPED}, follow=True))
    said = {f"union-{asked.pk}": world.enterprise.code}
    assert trace in text(staff.post(address, said, follow=True))


def test_unions_entered_since_the_lot_was_read_are_not_set_aside(staff, world):
    sheet = workbook([["单位", *IDEAS], ["新来的厂", 12, 5]])
    lot = send_lot(staff, world, ("甲.xlsx", sheet), ("空.xlsx", b""))
    asked = lot.context["lot"].uploads.get(name="甲.xlsx")
    entered = make.UnionFactory(parent=world.town, name="新来的厂工会")
    address = reverse("reports:collect_lot_say", args=[lot.context["lot"].pk])
    staff.post(address, {f"union-{asked.pk}": world.enterprise.code})
    asked.refresh_from_db()
    assert (asked.columns, asked.outcome["union"]) == ({}, entered.pk)


def test_nothing_filled_in_is_said(staff, world):
    page = send(staff, world, workbook([IDEAS, [12, 5]]))
    assert "请填工会名称或编号" in text(say(staff, page, union=" "))


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
