"""下发填报表: the .zip as a clerk downloads it, its workbooks read back and sent in again."""

import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from members.models import Member
from reports.collecting.prefilled import FORMS
from tests import factories as make
from tests.reports.pages import text
from tests.reports.test_handouts import HEADER, filled
from unions.importing.catalogue import importable
from unions.importing.orders import Order
from unions.importing.plans import confirm, make_plan
from unions.models import Headcount, Training, Union

pytestmark = pytest.mark.django_db
YELLOW = "FFFFF3C4"
NOTHING = {"new": 0, "changed": 0, "unchanged": 0, "refused": 0}


@pytest.fixture(autouse=True)
def _on_the_day(settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)


@pytest.fixture
def records(world):
    """What the ledger knows of the enterprise: one record of every kind of form."""
    union = world.enterprise
    make.HeadcountFactory(union=union, as_of=date(2008, 12, 31), staff=20, members=18, women=None)
    make.ContractFactory(union=union)
    make.ProposalFactory(union=union)
    make.TrainingFactory(union=union, title="=1+1")
    make.ActivityFactory(union=union)
    return union


@pytest.fixture
def forms(as_, world, records):
    client = as_("staff")

    def of(name: str) -> dict[str, bytes]:
        """The workbooks of the download, by their file names."""
        asked = {"resource": name, "root": world.town.pk, "as_of": "2009年9月30日"}
        response = client.get(reverse("reports:handouts"), asked)
        assert response["Content-Type"] == "application/zip"
        bundle = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
        return {entry: bundle.read(entry) for entry in bundle.namelist()}

    return of


def planned(world, name: str, content: bytes):
    return make_plan(Order(content, importable()[name], world.town, user=world.staff))


def of_enterprise(forms: dict[str, bytes]) -> bytes:
    (name,) = [name for name in forms if "示范机械有限公司工会" in name]
    return forms[name]


def test_every_union_of_the_town_gets_a_file_that_names_it_its_kind_and_the_day(world, forms):
    codes = {
        union: f"{union.code}{union.name}_会员_2009年9月30日.xlsx"
        for union in (world.enterprise, world.village_joint)
    }
    found = forms("members")
    assert set(found) == set(codes.values())
    for union, name in codes.items():
        sheet = load_workbook(io.BytesIO(found[name])).worksheets[0]
        assert sheet["B2"].value == f"{union.code} {union.name}"
        assert sheet["B3"].value == "2009年9月30日"


def test_forms_sent_back_untouched_change_nothing(world, forms):
    wrong: dict[str, object] = {}
    for name in FORMS:
        rows = 0
        for file, content in forms(name).items():
            plan = planned(world, name, content)
            rows += len(plan.drafts)
            if plan.counts != NOTHING | {"unchanged": len(plan.drafts)}:
                wrong[file] = (plan.counts, [(d.changes, d.faults) for d in plan.drafts])
        if rows != {"employers": 4}.get(name, 1):
            wrong[name] = f"{rows} rows"
    assert wrong == {}


def test_no_full_number_leaves_and_a_masked_one_tells_nothing(world, forms):
    content = of_enterprise(forms("members"))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        inside = b"".join(parts.read(part) for part in parts.namelist())
    member = world.member
    assert member.id_number.encode() not in inside
    assert member.phone.encode() not in inside
    assert b"990001************" in inside
    assert planned(world, "members", content).counts["unchanged"] == 1
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    row = {
        str(head.value).lstrip("*"): str(cell.value)
        for head, cell in zip(sheet[HEADER], sheet[HEADER + 1], strict=True)
    }
    assert (row["姓名"], row["出生日期"]) == ("单秀英", "1970-05-20 00:00:00")
    assert (row["入会时间"], row["会籍状态"]) == ("2009-02-01 00:00:00", "在籍")


def test_what_is_typed_into_a_form_is_what_changes(world, forms):
    content = filled(of_enterprise(forms("headcounts")), {"职工数": 25}, {"职工数": 31})
    plan = confirm(
        Order(content, importable()["headcounts"], world.town, user=world.staff),
        digest=None, partial=False,
    )  # fmt: skip
    assert plan.counts == NOTHING | {"changed": 1, "new": 1}
    stored = Headcount.objects.filter(union=world.enterprise).values_list("as_of", "staff")
    assert dict(stored) == {date(2008, 12, 31): 25, date(2009, 9, 30): 31}


def test_a_new_person_below_the_known_ones_joins_the_union_of_the_form(world, forms):
    row: dict[str, object] = {"姓名": "郑示范", "性别": "男", "入会时间": "2009年6月"}
    content = filled(of_enterprise(forms("members")), {}, row)
    confirm(
        Order(content, importable()["members"], world.town, user=world.staff),
        digest=None, partial=False,
    )  # fmt: skip
    assert Member.objects.get(name="郑示范").union == world.enterprise


def test_what_the_ledger_lacks_is_marked_and_user_text_is_no_formula(world, forms):
    sheet = load_workbook(io.BytesIO(of_enterprise(forms("headcounts")))).worksheets[0]
    places = {str(cell.value).lstrip("*"): cell.column for cell in sheet[HEADER]}
    known, asked = HEADER + 1, HEADER + 2
    marked = {
        (line, heading)
        for line in (known, asked)
        for heading, place in places.items()
        if sheet.cell(line, place).fill.fgColor.rgb == YELLOW
    }
    of_period = {"职工数", "女职工", "农民工", "会员数", "女会员", "农民工会员"}
    unknown = of_period - {"职工数", "会员数"}
    assert marked == {(known, n) for n in unknown} | {(asked, n) for n in of_period}
    training = load_workbook(io.BytesIO(of_enterprise(forms("training")))).worksheets[0]
    title = training.cell(known, 1)
    assert (title.value, title.data_type) == ("=1+1", "s")
    assert Training.objects.get().title == "=1+1"


def test_the_bundle_sent_back_whole_is_all_good_and_changes_nothing(as_, world, records):
    client = as_("staff")
    asked = {"resource": "headcounts", "root": world.town.pk, "as_of": "2009-9-30"}
    response = client.get(reverse("reports:handouts"), asked)
    bundle = SimpleUploadedFile("回收.zip", b"".join(response.streaming_content))
    data = {"file": bundle, "root": world.town.pk}
    page = text(client.post(reverse("reports:collect"), data, follow=True))
    assert "没有变化 1 行" in page
    assert "新增 0 行" in page
    assert "不收 0 行" in page


def test_rows_of_a_branch_go_to_the_union_above_it(world, forms):
    branch = make.UnionFactory(name="一车间分会", kind=Union.Kind.BRANCH, parent=world.enterprise)
    make.TrainingFactory(union=branch, title="分会培训")
    found = forms("training")
    assert len(found) == 2
    content = of_enterprise(found)
    assert planned(world, "training", content).counts == NOTHING | {"unchanged": 2}


def test_another_town_cannot_be_asked_for(as_, world):
    asked = {"resource": "members", "root": world.neighbour.pk, "as_of": "2009-9-30"}
    response = as_("staff").get(reverse("reports:handouts"), asked)
    assert "下发填报表" in text(response)
    assert "root" in response.context["form"].errors


@pytest.mark.parametrize("day", ["1949-10-1", "不知道", ""])
def test_a_day_that_nobody_can_be_asked_for_is_said_at_the_field(as_, world, day):
    asked = {"resource": "members", "root": world.town.pk, "as_of": day}
    response = as_("staff").get(reverse("reports:handouts"), asked)
    assert "as_of" in response.context["form"].errors
