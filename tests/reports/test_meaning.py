"""What a file is, said by hand: which of its sheets, which row is the header, what a column is."""

import json
import os

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from lxml.html import document_fromstring

from reports.models import Upload
from tests.reports.pages import text
from tests.unions.importing.sheets import workbook
from unions.commands import Refused
from unions.models import Headcount, ProposalReturn

pytestmark = pytest.mark.django_db

IDEAS = ["单位", "提出建议", "实施"]


@pytest.fixture
def staff(as_):
    return as_("staff")


def send(client, world, content: bytes, name="表.xlsx", **fields):
    data = {"file": SimpleUploadedFile(name, content), "root": world.town.pk, **fields}
    return client.post(reverse("reports:collect"), data, follow=True)


def say(client, page, **said):
    """What the page's form would send, with these answers in it."""
    form = document_fromstring(page.content.decode()).get_element_by_id("meaning")
    return client.post(form.action, dict(form.form_values()) | said, follow=True)


def refuse(*_paths):
    raise PermissionError


def two_quarters(world) -> bytes:
    """The second has fewer headings, so the first is taken; between them is a sheet of words."""
    ours, theirs = world.enterprise.name, world.village_joint.name
    first = [["2009年第1季度合理化建议"], IDEAS, [ours, 12, 5], [theirs, 4, 1]]
    words = [["说明", "联系人"], ["请按季度填报", "丁一"]]
    return workbook(first, words, [["2009年第2季度合理化建议"], IDEAS, [ours, 8, 2]])


def test_another_sheet_is_chosen_by_name_and_rows_and_only_it_is_stored(staff, world):
    page = send(staff, world, two_quarters(world))
    form = document_fromstring(page.content.decode()).get_element_by_id("meaning")
    labels = [option.text for option in form.inputs["sheet"].xpath(".//option")]
    assert labels == ["自动：表1（2 行）", "表1（2 行）", "表2（1 行）", "表3（1 行）"]
    page = say(staff, page, sheet="表3")
    assert page.context["plan"].table.sheet == "表3"
    store = reverse("reports:collect_store", args=[page.context["upload"].pk])
    result = staff.post(store, {"digest": page.context["digest"]}, follow=True)
    assert "“表.xlsx〔表3〕”已收" in text(result)
    assert [(kept.raised, str(kept.period_to)) for kept in ProposalReturn.objects.all()] == [
        (8, "2009-06-30")
    ]


@pytest.mark.parametrize("has_links", [True, False])
def test_all_sheets_that_fit_are_brought_in_without_sending_the_file_again(
    staff, world, monkeypatch, has_links
):
    if not has_links:  # as on a disk formatted FAT
        monkeypatch.setattr(os, "link", refuse)
    page = send(staff, world, two_quarters(world))
    assert "还有 1 张表也收得进来：“表3”（1 行）" in text(page)
    one = page.context["upload"]
    lot = staff.post(reverse("reports:collect_apart", args=[one.pk]), follow=True)
    shown = {upload.label: upload.counts["new"] for upload in lot.context["page"]}
    assert shown == {"表.xlsx〔表1〕": 2, "表.xlsx〔表3〕": 1}
    assert "工作表“表2”没有收" in text(lot)
    assert not Upload.objects.filter(pk=one.pk).exists()
    address = reverse("reports:collect_lot_store", args=[lot.context["lot"].pk])
    staff.post(address, {"seen": lot.context["seen"]})
    assert ProposalReturn.objects.count() == 3
    assert not any(upload.path.exists() for upload in Upload.objects.all())


def test_in_a_lot_every_sheet_that_fits_is_an_outcome_whatever_it_holds(staff, world):
    ours = world.enterprise.name
    numbers: list[list[object]] = [
        ["职工与会员人数（2009年10月31日）"],
        ["职工数", "会员数"],
        [90, 80],
    ]
    both = workbook(numbers, [IDEAS, [world.village_joint.name, 4, 1]])
    other = workbook([IDEAS, [ours, 3, 1]])
    files = [SimpleUploadedFile("合.xlsx", both), SimpleUploadedFile("单.xlsx", other)]
    data = {"file": files, "root": world.town.pk, "union": ours}
    lot = staff.post(reverse("reports:collect"), data, follow=True)
    kinds = {upload.label: upload.resource for upload in lot.context["page"]}
    assert kinds == {
        "合.xlsx〔表1〕": "headcounts",
        "合.xlsx〔表2〕": "proposals",
        "单.xlsx": "proposals",
    }


def test_headings_that_nobody_knows_are_told_by_hand_once(staff, world):
    """With the number of a person among the examples: not shown in full."""
    rows = [
        ["给镇里的表"],
        ["哪家", "条数", "做了几条", "证号"],
        [world.enterprise.name, 12, 5, "330301199001011234"],
        [world.enterprise.name, None, None, "330301 19900101 1234"],
        [world.enterprise.name, None, None, "330301-19900101-1234"],
    ]
    page = send(staff, world, workbook(rows), resource="proposals")
    assert "找不到合理化建议的表头" in text(page)
    assert "330301******" in text(page)
    assert "19900101" not in text(page)
    said = {"column-0": "union", "column-1": "raised", "column-2": "implemented"}
    page = say(staff, page, **said)
    assert page.context["plan"].counts["new"] == 1
    assert "“证号”列没有收" in text(page)  # nobody said that it is not used
    page = say(staff, page, **{"column-3": "-"})
    assert "没有收" not in text(page)
    store = reverse("reports:collect_store", args=[page.context["upload"].pk])
    staff.post(store, {"digest": page.context["digest"], "partial": "1"})
    kept = ProposalReturn.objects.get()
    assert (kept.union, kept.raised, kept.implemented) == (world.enterprise, 12, 5)


@pytest.mark.parametrize(
    "other",
    [{"union": "village"}, {"as_of": "2009-10-31"}, {"column-1": "-", "column-2": "implemented"}],
)
def test_what_another_tab_read_otherwise_is_shown_before_it_is_stored(staff, world, other):
    """The rows are new in both tabs; only what they would hold is different."""
    sheet = workbook([["提出建议", "实施", "另一列"], [12, 5, 3]])
    said = {"resource": "proposals", "union": world.enterprise.name}
    first = send(staff, world, sheet, **said)
    told = {key: world.village_joint.name if value == "village" else value
            for key, value in other.items()}  # fmt: skip
    second = say(staff, first, **told)
    assert second.context["plan"].counts["new"] == 1
    address = reverse("reports:collect_store", args=[first.context["upload"].pk])
    for digest in ({"digest": first.context["digest"]}, {"digest": ""}, {}):
        shown = staff.post(address, digest, follow=True)
        assert "请再看一遍" in text(shown)
        assert not ProposalReturn.objects.exists()
    staff.post(address, {"digest": second.context["digest"]})
    assert ProposalReturn.objects.count() == 1


def test_a_file_of_an_unknown_kind_is_kept_until_somebody_says_what_it_is(staff, world):
    rows = [["甲", "乙"], [world.enterprise.name, 100], ["本行以下不用", ""]]
    page = send(staff, world, workbook(rows))
    assert "认不出这个文件是哪一种表" in text(page)
    page = say(staff, page, resource="headcounts")
    page = say(staff, page, **{"column-0": "union", "column-1": "staff"})
    assert page.context["plan"].counts == {"new": 1, "changed": 0, "unchanged": 0, "refused": 1}


def test_the_row_of_the_header_is_told_and_a_wrong_one_is_said(staff, world):
    """The likeliest row is the one with the most texts: here it is a remark."""
    rows: list[list[object]] = [["甲", "乙", "丙"], ["哪家", 2009], [world.enterprise.name, 100]]
    page = send(staff, world, workbook(rows), resource="headcounts")
    assert page.context["columns"][0].column.heading == "甲"
    page = say(staff, page, header="9")
    assert "第9行没有表头" in text(page)
    page = say(staff, page, header="2")
    assert "第2行没有表头" in text(page)  # one heading is none


def test_one_of_two_columns_that_mean_the_same_is_left_out_by_hand(staff, world):
    rows = [["单位", "提出建议", "建议数", "实施"], [world.enterprise.name, 12, 13, 5]]
    page = send(staff, world, workbook(rows), resource="proposals")
    assert "是同一项，不知道以哪列为准" in text(page)
    page = say(staff, page, **{"column-1": "-"})
    (draft,) = page.context["plan"].drafts
    assert draft.record.raised == 13


def test_a_column_without_a_heading_is_told_by_hand_or_left_out(staff, world):
    rows = [["单位", "提出建议"], [world.enterprise.name, 12, None, 5, "甲"]]
    page = send(staff, world, workbook(rows), resource="proposals")
    assert "D列、E列没有表头，里面的内容没有收" in text(page)
    bare = [shown for shown in page.context["columns"] if shown.column.heading == "（没有表头）"]
    assert [(shown.column.letter, shown.examples) for shown in bare] == [("D", "5"), ("E", "甲")]
    page = say(staff, page, **{"column-3": "implemented", "column-4": "-", "column-99": "raised"})
    assert "没有表头，里面的内容没有收" not in text(page)
    (draft,) = page.context["plan"].drafts
    assert (draft.record.raised, draft.record.implemented) == (12, 5)
    unknown = workbook([["哪家", "条数"], [world.enterprise.name, 12, 5]])
    page = send(staff, world, unknown, resource="proposals")
    said = {"column-0": "union", "column-1": "raised", "column-2": "implemented"}
    (draft,) = say(staff, page, **said).context["plan"].drafts
    assert draft.record.implemented == 5


def test_another_kind_starts_with_the_headings_it_knows(staff, world):
    """What was unknown to the kind before must not stay unused."""
    rows = [["单位", "职工数", "提出建议", "实施"], [world.enterprise.name, 90, 12, 5]]
    page = send(staff, world, workbook(rows), resource="headcounts")
    page = say(staff, page, resource="proposals")
    (draft,) = page.context["plan"].drafts
    assert (draft.record.raised, draft.record.implemented) == (12, 5)


def test_the_command_reads_the_sheet_named_and_names_the_one_it_took(world, tmp_path, capsys):
    path = tmp_path / "表.xlsx"
    path.write_bytes(two_quarters(world))
    common = {"union": world.town.code, "format": "json"}
    call_command("import_records", "proposals", str(path), **common)
    told = json.loads(capsys.readouterr().out)
    assert (told["new"], told["sheet"], told["other_sheets"]) == (2, "表1", ["表3"])
    call_command("import_records", "proposals", str(path), sheet="表3", **common)
    told = json.loads(capsys.readouterr().out)
    assert (told["new"], told["sheet"]) == (1, "表3")
    with pytest.raises(Refused, match="没有叫“三月”的工作表，有：“表1”、“表2”、“表3”"):
        call_command("import_records", "proposals", str(path), sheet="三月", **common)
    assert not Headcount.objects.exists()


def test_a_sheet_that_is_called_after_a_union_is_that_unions_on_the_command_line(
    world, tmp_path, capsys
):
    book, path = openpyxl.Workbook(), tmp_path / "各厂.xlsx"
    for name in ("厂里", f"{world.enterprise.name}建议"):
        sheet = book.create_sheet(name)
        sheet.append(["提出建议", "实施"])
        sheet.append([12, 5])
    book.save(path)
    common = {"union": world.town.code, "format": "json"}
    call_command("import_records", "proposals", str(path), sheet=sheet.title, **common)
    told = json.loads(capsys.readouterr().out)
    assert told["new"] == 1
    assert f"没有写明工会的行归“{world.enterprise}”" in told["assumed"]
    with pytest.raises(SystemExit):
        call_command("import_records", "proposals", str(path), sheet="厂里", **common)
    assert "没有写明是哪家工会的" in capsys.readouterr().out
