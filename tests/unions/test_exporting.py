"""导出 Excel: which rows and columns leave a list, for whom, and what the file is like."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.http import parse_header_parameters

from members.models import DisclosedRecord, Disclosure
from tests import factories as make
from tests.pages import read_out

MEMBERS, CONTRACTS = "/members/member/", "/unions/collectivecontract/"


@pytest.fixture
def as_(client, world, settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)

    def sign_in(who):
        client.force_login(getattr(world, who))
        return client

    return sign_in


def export(client, url, action="export_seen", ticked=(), **more):
    form = {"action": action, "index": "0", "select_across": "0" if ticked else "1", **more}
    form["_selected_action"] = [str(pk) for pk in ticked] or ["1"]
    return client.post(url, form)


def is_workbook(answer):
    return answer.headers["Content-Type"].endswith("spreadsheetml.sheet")


def sheet_of(answer):
    assert is_workbook(answer), answer.status_code
    return openpyxl.load_workbook(io.BytesIO(read_out(answer))).active


def rows_of(answer):
    head, *rows = sheet_of(answer).iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_the_rows_are_those_of_the_list_filtered_searched_and_ordered(world, as_):
    for name, sex in (("王丙", "male"), ("王乙", "male"), ("王甲", "female"), ("李丁", "male")):
        make.MemberFactory(union=world.enterprise, name=name, sex=sex, id_number="")
    url = f"{MEMBERS}?sex__exact=male&q=王&o=-1"
    assert [row["姓名"] for row in rows_of(export(as_("staff"), url))] == ["王乙", "王丙"]


def test_only_ticked_rows_leave_when_some_are_ticked(world, as_):
    one, _other, third = make.MemberFactory.create_batch(3, union=world.enterprise, id_number="")
    rows = rows_of(export(as_("staff"), MEMBERS, ticked=[one.pk, third.pk]))
    assert [row["姓名"] for row in rows] == [one.name, third.name]


def test_a_row_of_another_town_is_not_exported_when_its_key_is_ticked(world, as_):
    assert rows_of(export(as_("staff"), MEMBERS, ticked=[world.foreign_member.pk])) == []


def test_numbers_are_masked_unless_a_reason_is_given(world, as_):
    (row,) = rows_of(export(as_("staff"), MEMBERS, "export_all"))
    assert (row["身份证号"], row["手机"]) == ("990001************", "138****0001")
    assert not Disclosure.objects.exists()


def test_full_numbers_leave_with_a_reason_that_is_kept_with_every_name(world, as_):
    client = as_("chair")
    asked = export(client, MEMBERS, "export_numbers")
    assert "为什么要导出完整号码" in asked.content.decode()
    assert not is_workbook(export(client, MEMBERS, "export_numbers", reason=" ", columns="all"))
    answer = export(client, MEMBERS, "export_numbers", reason="办会员卡", columns="all")
    (row,) = rows_of(answer)
    assert (row["身份证号"], row["手机"]) == (world.member.id_number, "13800000001")
    (noted,) = DisclosedRecord.objects.all()
    assert (noted.record, noted.key) == ("members.member", str(world.member.pk))
    assert noted.disclosure.user == world.chair
    assert noted.disclosure.reason == "导出会员名册1条：办会员卡"


def test_texts_are_never_formulas_and_numbers_and_days_are_real_cells(world, as_):
    make.ContractFactory(
        union=world.enterprise, number="=1+1", remark='=HYPERLINK("x")' * 40, covered_staff=120
    )
    sheet = sheet_of(export(as_("staff"), CONTRACTS, "export_all"))
    cells = {cell.value: below for cell, below in zip(sheet[1], sheet[2], strict=True)}
    number, remark = cells["合同编号"], cells["备注"]
    assert (number.data_type, number.number_format, number.value) == ("s", "@", "=1+1")
    assert remark.data_type == "s"
    assert remark.quotePrefix, "or F2 and Enter would make a formula of it"
    assert (cells["签订日期"].is_date, cells["覆盖职工"].data_type) == (True, "n")
    make.AidPaymentFactory(case=world.aid_case, amount=Decimal("300.10"))
    (paid, *_) = rows_of(export(as_("staff"), "/members/aidpayment/?o=-6"))
    assert paid["金额（元）"] in {300.1, float(world.aid_case.payments.first().amount)}


def test_the_file_is_named_filtered_frozen_and_prints_on_a4(world, as_):
    answer = export(as_("staff"), MEMBERS)
    _, named = parse_header_parameters(answer.headers["Content-Disposition"])
    assert named["filename"] == "会员名册（示范镇总工会）2009-11-20.xlsx"
    assert "no-store" in answer.headers["Cache-Control"]
    sheet = sheet_of(answer)
    assert (sheet.title, sheet.freeze_panes, sheet.auto_filter.ref) == ("会员名册", "A2", "A1:G2")
    page = sheet.page_setup
    assert (page.paperSize, page.orientation, page.fitToHeight) == (9, "landscape", 0)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.print_title_rows) == (True, "$1:$1")
    assert sheet.oddHeader.center.text == "示范镇总工会会员名册"
    assert "2009年11月20日" in sheet.oddFooter.left.text


def test_the_county_gets_unions_and_returns_but_no_people(world, as_):
    make.HeadcountFactory(union=world.enterprise, reported_by="李会计", staff=20)
    county = as_("county_viewer")
    assert export(county, MEMBERS).status_code == 404
    assert export(county, "/members/aidcase/", "export_all").status_code == 404
    (row,) = rows_of(export(county, "/unions/headcount/", "export_all"))
    assert row["职工数"] == 20
    assert not [heading for heading in row if "填报" in heading]
    assert len(rows_of(export(county, "/unions/union/"))) == 6


def test_who_may_only_look_at_accounts_exports_nothing(world, as_):
    administrator = as_("administrator")
    assert not is_workbook(export(administrator, "/unions/union/"))
    assert "导出 Excel" not in administrator.get("/unions/union/").content.decode()
    assert "导出 Excel" in as_("county_viewer").get("/unions/union/").content.decode()


def test_a_list_without_a_sheet_of_its_own_leaves_as_it_is_seen(world, as_):
    make.WorkLogFactory(union=world.town, title="座谈会")
    (row,) = rows_of(export(as_("staff"), "/unions/worklog/"))
    assert "座谈会" in row.values()


@pytest.mark.parametrize("action", ["export_seen", "export_all"])
def test_queries_do_not_grow_with_rows(world, as_, action):
    client = as_("staff")

    def cost():
        with CaptureQueriesContext(connection) as queries:
            rows_of(export(client, MEMBERS, action))
        return len(queries)

    cost()  # the first request of a session asks more
    few = cost()
    for member in make.MemberFactory.create_batch(30, union=world.enterprise, id_number=""):
        make.MembershipFactory(member=member)
    assert cost() == few


def test_nothing_is_left_on_the_disk(world, as_, settings):
    rows_of(export(as_("staff"), MEMBERS, "export_all"))
    assert list(settings.SHEET_FOLDER.iterdir()) == []
