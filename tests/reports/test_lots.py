"""批量收表 in the browser's steps: a dozen files at once, good and bad, counted by plain SQL."""

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from reports.collecting import receiving
from reports.models import State, Upload
from tests import factories as make
from tests.reports.pages import text
from tests.unions.importing.sheets import workbook
from unions.models import Headcount
from unions.resources.headcounts import HeadcountResource

pytestmark = pytest.mark.django_db

MEMBERS = ["姓名", "性别", "身份证号", "入会时间"]
NUMBERS = ["工会名称", "职工数", "会员数"]
IDEAS = ["单位", "提出建议", "实施"]
THIRD = "第三纺织有限公司工会"
TABLES = ("members_member", "members_membership", "unions_headcount", "unions_proposalreturn")


def roster(union: str, *rows: Any) -> bytes:
    head = [["会员登记表（2009年10月31日）"], [f"填报单位：{union}"]] if union else [["会员登记表"]]
    return workbook([*head, MEMBERS, *rows])


def person(name: str, serial: int) -> Any:
    return [name, "男", make.id_number(serial), "2009年3月"]


def numbers(*rows: Any) -> bytes:
    return workbook([["人数（2009年10月31日）"], NUMBERS, *rows])


def dozen(world) -> dict[str, bytes]:
    """What comes in: six good files, seven that are not, and junk."""
    factory, village = world.enterprise.name, world.village_joint.name
    good = roster(factory, person("赵甲", 101), person("钱乙", 103))
    return {
        "厂会员.xlsx": good,
        "厂会员 (1).xlsx": good,
        f"{village}2009年建议.csv": "提出建议,实施\n12,5\n".encode("gb18030"),
        "人数.xlsx": numbers([factory, 100, 90], [village, 50, 40]),
        "厂人数补报.xlsx": numbers([factory, 110, 95]),
        "有错.xlsx": workbook([IDEAS, [THIRD, 3, 7], [factory, 9, 4]]),
        "谁的.xlsx": roster("", person("孙丙", 105)),
        "不认识的.xlsx": workbook([["甲", "乙"], [1, 2]]),
        "邻镇.xlsx": workbook([IDEAS, [world.foreign_enterprise.name, 3, 1]]),
        "照片.jpg": b"\xff\xd8\xff\xe0 no table",
        "空.xlsx": b"",
        "没填.xlsx": workbook([IDEAS]),
        "断.xlsx": good[: len(good) // 2],
        "~$厂会员.xlsx": b"lock",
    }


def zipped(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as parcel:
        for name, content in files.items():
            parcel.writestr(name, content)
    return stream.getvalue()


def send(client, world, *files: tuple[str, bytes], **said):
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    data = {"file": sent, "root": world.town.pk, **said}
    return client.post(reverse("reports:collect"), data, follow=True)


def send_dozen(client, world):
    return send(client, world, ("一批.zip", zipped(dozen(world))))


def store(client, page, **fields):
    address = reverse("reports:collect_lot_store", args=[page.context["lot"].pk])
    return client.post(address, {"seen": page.context["seen"], **fields}, follow=True)


def states(page) -> dict[str, str]:
    return {upload.name: upload.state.value for upload in page.context["page"]}


def rows() -> dict[str, int]:
    with connection.cursor() as cursor:
        counts = {}
        for table in TABLES:
            cursor.execute(f"SELECT COUNT(*) FROM {table}")
            (counts[table],) = cursor.fetchone()
    return counts


@pytest.fixture
def staff(as_, world):
    make.UnionFactory(name=THIRD, parent=world.town)
    return as_("staff")


def test_every_file_gets_its_outcome_and_nothing_is_stored_yet(staff, world):
    before = rows()
    page = send_dozen(staff, world)
    village = world.village_joint.name
    assert states(page) == {
        "厂会员 (1).xlsx": "ready",
        "厂会员.xlsx": "unreadable",
        f"{village}2009年建议.csv": "ready",
        "人数.xlsx": "ready",
        "厂人数补报.xlsx": "ready",
        "有错.xlsx": "partly",
        "谁的.xlsx": "asked",
        "不认识的.xlsx": "asked",
        "邻镇.xlsx": "asked",
        "照片.jpg": "unreadable",
        "空.xlsx": "unreadable",
        "没填.xlsx": "unreadable",
        "断.xlsx": "unreadable",
    }
    shown = text(page)
    for words in (
        "和“厂会员 (1).xlsx”是同一个文件，只收一份。",
        "工会按文件名认。",
        "没有写明是哪家工会",
        "第2行实施：",
        "这个文件是空的",
        "这张表只有表头，一行也没有填。",
        "不完整或已损坏",
        "~$厂会员.xlsx",
    ):
        assert words in shown
    assert rows() == before


def test_all_good_files_are_stored_together_and_the_counts_equal_the_database(staff, world):
    before = rows()
    page = send_dozen(staff, world)
    result = store(staff, page, refused="leave")
    added = {table: count - before[table] for table, count in rows().items()}
    assert added == {
        "members_member": 2,
        "members_membership": 2,
        "unions_headcount": 2,
        "unions_proposalreturn": 1,
    }
    assert result.context["done"] == {"new": 5, "changed": 0, "unchanged": 0, "refused": 0}
    assert states(result)["有错.xlsx"] == "partly"


def test_of_files_with_refused_rows_the_good_rows_are_stored_when_asked_for(staff, world):
    before = rows()
    result = store(staff, send_dozen(staff, world), refused="partial")
    assert rows()["unions_proposalreturn"] - before["unions_proposalreturn"] == 2
    assert result.context["done"] == {"new": 6, "changed": 0, "unchanged": 0, "refused": 1}


def test_what_an_earlier_file_changed_is_shown_anew_before_it_is_stored(staff, world):
    """人数.xlsx and 厂人数补报.xlsx tell the same union and day: the second would now change it."""
    page = store(staff, send_dozen(staff, world))
    late = page.context["lot"].uploads.get(name="厂人数补报.xlsx")
    assert late.state is State.READY
    assert late.counts == {"new": 0, "changed": 1, "unchanged": 0, "refused": 0}
    assert "请再看一遍" in text(page)
    assert Headcount.objects.get(union=world.enterprise).staff == 100
    store(staff, page)
    assert Headcount.objects.get(union=world.enterprise).staff == 110


def test_a_second_click_stores_nothing_more(staff, world):
    page = send_dozen(staff, world)
    store(staff, page, refused="partial")
    before, history = rows(), Headcount.history.count()
    again = store(staff, page, refused="partial")
    assert rows() == before
    assert Headcount.history.count() == history
    assert again.context["done"]["new"] == 6


def test_a_record_changed_since_stops_its_own_file_only(staff, world):
    Headcount.objects.create(union=world.enterprise, as_of="2009-10-31", staff=80)
    title = ["人数（2009年10月31日）"]
    ours = [world.enterprise.name, 100, 90, "见附件"]
    page = send(
        staff,
        world,
        ("厂人数.xlsx", workbook([title, [*NUMBERS, "附言"], ours])),
        ("村人数.xlsx", numbers([world.village_joint.name, 50, 40])),
    )
    kept = Headcount.objects.get(union=world.enterprise)
    kept.staff = 81
    kept.save()
    result = store(staff, page)
    kept.refresh_from_db()
    assert kept.staff == 81
    assert Headcount.objects.get(union=world.village_joint).staff == 50
    assert "请再看一遍" in text(result)
    assert "“附言”列没有收" in text(result)
    assert states(result) == {"厂人数.xlsx": "ready", "村人数.xlsx": "stored"}
    store(staff, result)
    kept.refresh_from_db()
    assert kept.staff == 100


LOOK = "按表里的收。请核对这份表是哪家的。"


@pytest.mark.parametrize(
    ("written", "note"),
    [
        ("示范机械有限公司工会", ""),
        ("示范机戒厂", "填报单位“示范机戒厂”认不出，工会按文件名认。"),
        (THIRD, f"文件名像是“示范机械有限公司工会”，表里是“{THIRD}”，" + LOOK),
    ],
)
def test_the_sheet_tells_its_union_before_the_name_of_the_file(staff, world, written, note):
    page = send(
        staff,
        world,
        ("示范机械有限公司会员.xlsx", roster(written, person("周己", 107))),
        ("另一份.xlsx", roster(THIRD, person("吴庚", 109))),
    )
    told = {upload.name: upload.outcome for upload in page.context["page"]}
    outcome = told["示范机械有限公司会员.xlsx"]
    assert outcome["unions"] == (written if written == THIRD else world.enterprise.name)
    lines = [*outcome["warnings"], *outcome["notes"]]
    assert [line for line in lines if "本批" not in line] == ([note] if note else [])


def test_a_file_named_after_another_union_than_its_sheet_waits_to_be_looked_at(staff, world):
    title = [[f"{world.village_joint.name}2009年会员名册"], MEMBERS, person("吴庚", 109)]
    page = send(
        staff,
        world,
        ("示范机械有限公司会员.xlsx", roster(THIRD, person("周己", 107))),
        ("会员.xlsx", workbook(title)),
    )
    assert states(page) == {"示范机械有限公司会员.xlsx": "doubtful", "会员.xlsx": "ready"}
    told = {upload.name: upload.outcome for upload in page.context["page"]}
    assert told["会员.xlsx"]["unions"] == world.village_joint.name
    assert told["会员.xlsx"]["notes"] == ["工会按标题认。"]
    own = page.context["lot"].uploads.get(name="示范机械有限公司会员.xlsx")
    assert "请核对这份表是哪家的" in text(staff.get(own.get_absolute_url()))
    result = store(staff, page)
    assert states(result) == {"示范机械有限公司会员.xlsx": "doubtful", "会员.xlsx": "stored"}


def test_staff_say_whose_and_what_a_file_is_and_it_is_read_anew(staff, world):
    page = send_dozen(staff, world)
    whose = page.context["lot"].uploads.get(name="谁的.xlsx")
    elsewhere = page.context["lot"].uploads.get(name="邻镇.xlsx")
    unknown = page.context["lot"].uploads.get(name="不认识的.xlsx")
    said = {
        f"union-{whose.pk}": "示范机械",
        f"union-{elsewhere.pk}": "东村小型联合工会",
        f"kind-{unknown.pk}": "花名册",
    }
    say = reverse("reports:collect_lot_say", args=[page.context["lot"].pk])
    shown = staff.post(say, said, follow=True)
    assert "是不是：示范机械有限公司工会" in text(shown)
    assert "是不是：东村小型民营企业联合工会" in text(shown)
    assert "没有“花名册”这种表，请填：" in text(shown)
    said = {
        f"union-{whose.pk}": world.enterprise.name,
        f"union-{elsewhere.pk}": world.village_joint.code,
    }
    shown = staff.post(say, said, follow=True)
    assert states(shown)["谁的.xlsx"] == states(shown)["邻镇.xlsx"] == "ready"
    result = store(staff, shown, only=str(whose.pk))
    assert states(result)["谁的.xlsx"] == "stored"
    assert states(result)["人数.xlsx"] == "ready"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("示范机械公司工会会员名册2009.xlsx", ""),
        ("2009年会员花名册（示范机械公司）.xlsx", ""),
        ("各厂报来/示范机械公司/会员.xlsx", ""),
        ("一.xlsx", "示范机械公司"),
    ],
)
def test_a_careless_name_is_asked_after_wherever_it_stands(staff, world, name, written):
    page = send(staff, world, ("批.zip", zipped({name: roster(written, person("周己", 107))})))
    (upload,) = page.context["page"]
    assert upload.outcome["asks"] == "union"
    assert upload.outcome["trouble"].endswith(
        "是不是：示范机械有限公司工会？文件名里也找不到。"
        if written
        else "文件名里也找不到。是不是：示范机械有限公司工会？"
    )


def test_one_file_is_corrected_and_stored_by_itself_in_its_own_preview(staff, world):
    page = send_dozen(staff, world)
    wrong = page.context["lot"].uploads.get(name="有错.xlsx")
    preview = staff.get(wrong.get_absolute_url())
    data = {"digest": preview.context["digest"], "partial": "1"}
    result = staff.post(reverse("reports:collect_store", args=[wrong.pk]), data, follow=True)
    assert states(result)["有错.xlsx"] == "stored"
    assert result.context["done"] == {"new": 1, "changed": 0, "unchanged": 0, "refused": 1}


def test_a_file_nobody_recognised_opens_where_its_kind_can_be_said(staff, world):
    page = send_dozen(staff, world)
    unknown = page.context["lot"].uploads.get(name="不认识的.xlsx")
    assert "认不出这个文件是哪一种表" in text(staff.get(unknown.get_absolute_url()))
    address = reverse("reports:collect_reread", args=[unknown.pk])
    said = {"resource": "proposals", "root": world.town.pk}
    assert "找不到合理化建议的表头" in text(staff.post(address, said, follow=True))


def test_a_fault_of_ours_in_one_file_keeps_no_other_out(staff, world, monkeypatch):
    def break_down(*_args):
        raise ZeroDivisionError

    monkeypatch.setattr(HeadcountResource, "check", break_down)
    page = send_dozen(staff, world)
    assert states(page)["人数.xlsx"] == "unreadable"
    assert states(page)["有错.xlsx"] == "partly"


@pytest.mark.parametrize("stored", [False, True])
def test_the_refused_rows_of_all_files_come_back_in_one_zip(staff, world, stored):
    page = send_dozen(staff, world)
    if stored:
        store(staff, page, refused="partial")
    address = reverse("reports:collect_lot_refused", args=[page.context["lot"].pk])
    with zipfile.ZipFile(io.BytesIO(staff.get(address).content)) as archive:
        (name,) = [name for name in archive.namelist() if "有错" in name]
        sheet = load_workbook(io.BytesIO(archive.read(name))).active
        unread = archive.read("没有收的文件.txt").decode("utf-8-sig")
    assert sheet.max_row == 4
    assert "不能大于" in sheet.cell(4, 4).value
    assert "照片.jpg：" in unread


def test_a_file_let_go_is_gone_from_the_lot_and_the_disk(staff, world):
    page = send_dozen(staff, world)
    gone = page.context["lot"].uploads.get(name="人数.xlsx")
    result = store(staff, page, drop=str(gone.pk))
    assert "人数.xlsx" not in states(result)
    assert not gone.path.exists()


def test_too_many_and_too_much_are_refused_with_a_sentence(staff, world, monkeypatch):
    files = [(f"{number}.csv", b"a") for number in range(401)]
    assert "一次最多收 400 个文件，请分几次收。" in text(send(staff, world, *files))
    monkeypatch.setattr(receiving, "MAX_REQUEST", 1000)
    shown = text(send(staff, world, ("大.csv", b"a" * 2000)))
    assert "一次最多收 20 MB，请分几次收。" in shown
    assert "请选择要收的文件" not in shown
    assert not Upload.objects.exists()


def test_sending_without_the_token_of_the_form_is_forbidden(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.staff)
    sent = {"file": SimpleUploadedFile("表.csv", b"a"), "root": world.town.pk}
    assert client.post(reverse("reports:collect"), sent).status_code == 403


def test_more_files_cost_the_page_no_more_queries(staff, world):
    costs = []
    for count in (3, 9):
        files = [
            (f"{number}.xlsx", numbers([world.enterprise.name, 50 + number, 40]))
            for number in range(count)
        ]
        page = send(staff, world, *files)
        with CaptureQueriesContext(connection) as queries:
            staff.get(page.context["lot"].get_absolute_url())
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_after_a_lot_the_unions_have_reported(staff, world):
    page = store(staff, send_dozen(staff, world))
    lines = {line.heading.code: str(line.coverage) for line in page.context["lines"]}
    assert lines["headcounts"] == "2/3"
    assert lines["proposals"] == "1/3"


def test_files_of_employers_and_what_follows_them_are_stored_in_one_press(staff, world):
    """Employers are names unions are known by: each such file changes what the next one reads."""
    ours, theirs = world.enterprise.name, world.village_joint.name
    head = ["所属工会", "单位名称", "统一社会信用代码"]
    page = send(
        staff,
        world,
        ("甲单位.xlsx", workbook([head, [ours, "示范甲厂", None]])),
        ("乙单位.xlsx", workbook([head, [theirs, "示范乙厂", None]])),
        ("人数.xlsx", numbers([ours, 100, 90], [theirs, 50, 40])),
    )
    assert set(states(page).values()) == {"ready"}
    assert set(states(store(staff, page)).values()) == {"stored"}


def test_a_file_that_overwrites_a_whole_column_is_stored_only_from_its_own_page(staff, world):
    unions = [make.UnionFactory(name=f"示范{one}厂工会", parent=world.town) for one in range(12)]
    for place, union in enumerate(unions):
        Headcount.objects.create(union=union, as_of="2009-10-31", staff=20 + place)
    rows = [[union.name, 90 - place, None] for place, union in enumerate(unions)]
    other = numbers([world.enterprise.name, 100, 90])
    page = send(staff, world, ("错行.xlsx", numbers(*rows)), ("厂.xlsx", other))
    odd = page.context["lot"].uploads.get(name="错行.xlsx")
    assert "有 12 行的“职工数”改成了别的" in text(page)
    page = store(staff, page, refused="partial")
    assert states(page) == {"错行.xlsx": "doubtful", "厂.xlsx": "stored"}
    shown = store(staff, page, only=str(odd.pk))
    assert shown.redirect_chain[-1][0] == odd.get_absolute_url()
    assert Headcount.objects.get(union=unions[0]).staff == 20
    address = reverse("reports:collect_store", args=[odd.pk])
    staff.post(address, {"digest": shown.context["digest"]})
    assert Headcount.objects.get(union=unions[0]).staff == 90


def test_files_that_are_gone_from_the_disk_are_named_and_stop_nothing(staff, world):
    page = send_dozen(staff, world)
    assert page.context["lot"] in staff.get(reverse("reports:collect")).context["lots"]
    uploads = {one.name: one for one in page.context["page"]}
    for name in ("有错.xlsx", "谁的.xlsx", "人数.xlsx"):
        uploads[name].discard()
    lot = page.context["lot"].pk
    archive = staff.get(reverse("reports:collect_lot_refused", args=[lot])).content
    with zipfile.ZipFile(io.BytesIO(archive)) as parcel:
        unread = parcel.read("没有收的文件.txt").decode("utf-8-sig")
    assert "有错.xlsx：这个文件已不在，请重新收一次。" in unread
    said = {f"union-{uploads['谁的.xlsx'].pk}": world.enterprise.name}
    shown = staff.post(reverse("reports:collect_lot_say", args=[lot]), said, follow=True)
    found = states(store(staff, shown))
    assert (found["谁的.xlsx"], found["人数.xlsx"]) == ("unreadable", "unreadable")
    assert found["厂人数补报.xlsx"] == "stored"


def test_all_people_of_a_file_who_moved_are_ticked_in_one_step_and_unticked(staff, world):
    arrival = ["单秀英", "女", make.id_number(2), "2009年9月1日"]  # on file with the enterprise
    moved = roster(world.village_joint.name, arrival)
    page = send(staff, world, ("村会员.xlsx", moved), ("人数.xlsx", numbers([THIRD, 9, 8])))
    one = page.context["lot"].uploads.get(name="村会员.xlsx")
    assert one.counts["refused"] == 1
    assert "1 人都是调来的，按转移办理" in text(page)
    address = reverse("reports:collect_transfers", args=[one.pk])
    page = staff.post(address, {"all": "lot"}, follow=True)
    assert page.redirect_chain[-1][0] == page.context["lot"].get_absolute_url()
    one.refresh_from_db()
    assert (one.counts["changed"], one.counts["refused"]) == (1, 0)
    assert "改为不办" in text(page)
    staff.post(address, {"none": "lot"})
    one.refresh_from_db()
    assert one.counts["refused"] == 1
