"""收表 in the browser's steps: send, look, confirm; who may, and what is left behind."""

import io
import os
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from reports.models import Upload
from tests import factories as make
from tests.reports.pages import text
from tests.unions.importing.sheets import workbook
from unions.models import Assignment, Headcount, ProposalReturn
from unions.permissions import RIGHTS, Role

pytestmark = pytest.mark.django_db


def send(client, world, content: bytes, name="表.xlsx", **fields):
    data = {"file": SimpleUploadedFile(name, content), "root": world.town.pk, **fields}
    return client.post(reverse("reports:collect"), data, follow=True)


def store(client, response, **fields):
    upload = response.context["upload"]
    data = {"digest": response.context["digest"], **fields}
    return client.post(reverse("reports:collect_store", args=[upload.pk]), data, follow=True)


def proposals(*rows) -> bytes:
    return workbook([["单位", "提出建议(条)", "实施(条)"], *rows])


@pytest.fixture
def staff(as_):
    return as_("staff")


def test_a_sheet_is_recognised_shown_and_stored_only_after_confirmation(staff, world):
    response = send(staff, world, proposals([world.enterprise.name, 12, 5]))
    assert response.context["plan"].counts["new"] == 1
    assert "合理化建议" in text(response)
    assert not ProposalReturn.objects.exists()
    result = store(staff, response)
    assert "已收" in text(result)
    kept = ProposalReturn.objects.get()
    assert (kept.union, kept.raised, kept.implemented) == (world.enterprise, 12, 5)
    assert kept.history.get().history_user == world.staff


def test_data_that_is_not_brought_in_is_named_before_and_after_storing(staff, world):
    """An unknown heading over data, a second sheet, and the unit that only the title tells."""
    name = world.enterprise.name
    first = [
        ["2009年1-9月合理化建议", "（单位：万元）"],
        ["序号", "单位", "提出", "实施", "经济效益", "牵头人", "奖金"],
        [1, name, 12, 5, 0.5, "丁一", None],
    ]
    first += [["合计", None, 12, 5, 0.5]]
    response = send(staff, world, workbook(first, [["单位", "电话"], [name, 3]]))
    page, stored = text(response), text(store(staff, response))
    for told in ("“牵头人”列没有收", "工作表“表2”没有收", "第4行（"):
        assert told in page
        assert told in stored
    assert "“经济效益”按万元计" in page
    assert "期间 2009年1月1日至2009年9月30日" in page


def test_a_refused_row_is_named_with_row_column_and_advice(staff, world):
    response = send(staff, world, proposals([world.enterprise.name, 3, 7]))
    page = text(response)
    assert "不能大于" in page
    assert "实施(条)" in page
    assert [fault.rows for fault in response.context["refused"].rows] == ["2"]


def test_one_reason_for_many_rows_is_told_once_with_their_numbers(staff, world):
    bad, good = ["不存在的工会", 3, 1], [world.enterprise.name, 12, 5]
    response = send(staff, world, proposals(bad, bad, good, bad))
    (fault,) = response.context["refused"].rows
    assert fault.rows == "2—3、5"
    assert (fault.first.column, fault.first.value) == ("单位", "不存在的工会")


def test_without_the_word_for_the_rest_one_refused_row_stores_nothing(staff, world):
    rows = proposals([world.enterprise.name, 12, 5], [world.village_joint.name, 3, 7])
    response = send(staff, world, rows)
    store(staff, response)
    assert not ProposalReturn.objects.exists()
    result = store(staff, response, partial="1")
    assert ProposalReturn.objects.count() == 1
    assert result.context["upload"].counts == {
        "new": 1, "changed": 0, "unchanged": 0, "refused": 1,
    }  # fmt: skip


def test_the_refused_rows_come_back_as_a_workbook_with_the_reasons(staff, world):
    rows = proposals(["=1+1", 3, 1], [world.enterprise.name, 3, 7])
    upload = send(staff, world, rows).context["upload"]
    content = staff.get(reverse("reports:collect_refused", args=[upload.pk])).content
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet["A1"].value == "合理化建议：不收的行"
    assert sheet["A2"].value == "统计截至：2009年11月20日"
    assert [cell.value for cell in sheet[3]][-1] == "不收的原因"
    assert sheet.max_row == 5
    assert "不能大于" in sheet.cell(5, 4).value
    assert {cell.data_type for row in sheet for cell in row} <= {"s", "n"}


def test_records_changed_since_the_preview_are_shown_anew_before_anything_is_stored(staff, world):
    Headcount.objects.create(union=world.enterprise, as_of="2009-10-31", staff=10)
    sheet = workbook(
        [["统计(2009年10月31日)"], ["工会名称", "职工数"], [world.enterprise.name, 12]]
    )
    response = send(staff, world, sheet, resource="headcounts")
    assert response.context["plan"].counts["changed"] == 1
    headcount = Headcount.objects.get(union=world.enterprise, as_of="2009-10-31")
    headcount.staff = 11
    headcount.save()
    result = store(staff, response)
    assert "重新核对" in text(result)
    headcount.refresh_from_db()
    assert headcount.staff == 11
    store(staff, result)
    headcount.refresh_from_db()
    assert headcount.staff == 12


def test_a_column_can_be_taken_for_something_else(staff, world):
    sheet = workbook([["单位", "提出建议", "落实"], [world.enterprise.name, 9, 4]])
    upload = send(staff, world, sheet).context["upload"]
    response = staff.post(
        reverse("reports:collect_reread", args=[upload.pk]),
        {"root": world.town.pk, "resource": "proposals", "column-2": "implemented"},
        follow=True,
    )
    store(staff, response)
    assert ProposalReturn.objects.get().implemented == 4


def test_a_union_of_another_town_is_not_known(staff, world):
    response = send(staff, world, proposals([world.foreign_enterprise.name, 3, 1]))
    (fault,) = response.context["refused"].rows
    assert "没有叫" in fault.first.message


@pytest.mark.parametrize(
    ("who", "may"),
    [("chair", "已报和催报名单"), ("county_viewer", "下载统计表"), ("administrator", "备份")],
)
def test_whose_work_it_is_and_what_the_own_role_may_do_is_said(as_, who, may):
    for name in ("reports:collect", "reports:handouts"):
        response = as_(who).get(reverse(name))
        assert response.status_code == 403
        assert "由干事办理" in text(response)
        assert may in text(response)
        assert f'href="{reverse(name)}"' not in text(response)  # the menu does not offer it


def test_the_right_to_one_record_type_is_needed_in_the_very_town(staff, world, monkeypatch):
    """Staff here and, in the neighbour, somebody who may bring in unions but no numbers."""
    county = RIGHTS[Role.COUNTY]
    monkeypatch.setitem(county, "unions.union", county["unions.union"] | {"import"})
    Assignment.objects.create(user=world.staff, union=world.neighbour, role=Role.COUNTY)
    sheet = proposals([world.foreign_enterprise.name, 3, 1])
    said = send(staff, world, sheet, root=world.neighbour.pk, resource="proposals")
    assert "您不能往“" in str(said.context["form"].errors["resource"])
    kept = send(staff, world, sheet, root=world.neighbour.pk).context["upload"]
    assert kept.resource == ""  # not even recognised
    data = {"root": world.neighbour.pk, "resource": "proposals"}
    staff.post(reverse("reports:collect_reread", args=[kept.pk]), data)
    kept.refresh_from_db()
    assert kept.resource == ""


@pytest.mark.parametrize("end", ["stored", "gone"])
def test_who_comes_too_late_is_led_to_the_result_or_asked_to_send_again(
    staff, world, monkeypatch, end
):
    response = send(staff, world, proposals([world.enterprise.name, 12, 5]))
    upload = response.context["upload"]
    late = Upload.objects.get(pk=upload.pk)
    late.union = world.village_joint
    if end == "stored":
        store(staff, response)
        assert not late.keep_reading()
    else:
        monkeypatch.setattr(Upload, "content", Upload.refused)  # the file goes while it is read
    told = "已收" if end == "stored" else "请重新收一次"
    data = {"root": world.town.pk, "all": "1"}
    for step in ("transfers", "reread", "apart", "whose"):
        address = reverse(f"reports:collect_{step}", args=[upload.pk])
        assert told in text(staff.post(address, data, follow=True)), step
    late.refresh_from_db()
    assert (late.union, late.result is None) == (None, end == "gone")


def test_one_explanation_for_two_cells_is_counted_as_one(staff, world):
    other = make.MemberFactory(union=world.enterprise, name="丁新", phone="13800000002")
    rows = [[one.name, one.id_number, "139****0009"] for one in (world.member, other)]
    head = ["姓名", "身份证号", "手机", "工会名称"]
    sheet = workbook([head, *([*row, world.enterprise.name] for row in rows)])
    page = send(staff, world, sheet, resource="members")
    assert len(page.context["plan"].unapplied) == 2
    assert '<span class="chip">1 条说明</span>' in text(page)


def test_another_town_cannot_be_chosen(staff, world):
    content = proposals([world.foreign_enterprise.name, 3, 1])
    data = {"file": SimpleUploadedFile("表.xlsx", content), "root": world.neighbour.pk}
    response = staff.post(reverse("reports:collect"), data)
    assert "root" in response.context["form"].errors
    assert not Upload.objects.exists()


def test_what_cannot_be_read_is_said_at_the_file(staff, world):
    response = send(staff, world, b"%PDF-1.4")
    assert "PDF" in str(response.context["form"].errors["file"])
    assert not Upload.objects.exists()


def test_a_sheet_lies_encrypted_and_is_gone_after_confirmation(staff, world):
    response = send(staff, world, proposals([world.enterprise.name, 12, 5]))
    upload = response.context["upload"]
    assert world.enterprise.name.encode() not in upload.path.read_bytes()
    assert upload.path.stat().st_mode & 0o077 == 0
    store(staff, response)
    assert not upload.path.exists()


def test_after_an_hour_a_sheet_is_gone(staff, world):
    upload = send(staff, world, proposals([world.enterprise.name, 12, 5])).context["upload"]
    Upload.objects.update(created_at=timezone.now() - timedelta(hours=1))
    response = staff.get(reverse("reports:collect_preview", args=[upload.pk]))
    assert response.status_code == 404
    assert "最多保留一小时" in text(response)
    assert f'href="{reverse("reports:collect")}"' in response.content.decode()
    assert not Upload.objects.exists()


def test_what_nobody_comes_back_for_goes_by_command_after_the_hour(world, settings):
    left, fresh = (make.sheet_of(world.staff, world.town) for _ in range(2))
    for upload in (left, fresh):
        upload.keep(b"sheet")
        upload.save()
    stray = settings.SHEET_FOLDER / "of-no-row"
    stray.write_bytes(b"half written")
    hour_ago = (timezone.now() - timedelta(hours=1, seconds=1)).timestamp()
    for path in (left.path, stray):
        os.utime(path, (hour_ago, hour_ago))
    Upload.objects.filter(pk=left.pk).update(created_at=timezone.now() - timedelta(hours=1))
    call_command("purge_uploads")
    assert list(settings.SHEET_FOLDER.iterdir()) == [fresh.path]
    assert list(Upload.objects.all()) == [fresh]


def test_nobody_confirms_the_sheet_of_a_colleague(as_, world):
    upload = make.sheet_of(world.colleague, world.town)
    client = as_("staff")
    address = reverse("reports:collect_store", args=[upload.pk])
    assert client.post(address, {"partial": "1"}).status_code == 404
