"""A members' sheet tells somebody under another union: 会籍转移 on the user's word, not before."""

import json
from contextlib import suppress
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from members.models import Member, Membership
from reports.models import Upload
from tests import factories as make
from tests.reports.pages import text
from tests.unions.importing.sheets import workbook
from unions.importing.catalogue import importable
from unions.importing.drafts import Transfer
from unions.importing.orders import ALL_ROWS, Order
from unions.importing.plans import Moved, confirm, make_plan

pytestmark = pytest.mark.django_db
HEADINGS = ["姓名", "性别", "身份证号", "入会时间", "手机"]


@pytest.fixture(autouse=True)
def _on_the_day(settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)


@pytest.fixture
def order(world):
    """A sheet of 东村 whose first row is 单秀英, on file with 示范机械 since February 2009."""

    def of(*rows: list[object], **told) -> Order:
        above: list[list[object]] = [[f"填报单位：{world.village_joint.name}"], [*HEADINGS]]
        data = workbook([*above, *rows])
        resource = importable()["members"]
        return Order(data, resource, world.town, user=world.staff, **told)

    return of


def arrival(joined: object = "2009-9-1", phone: str = "13800000001") -> list[object]:
    return ["单秀英", "女", make.id_number(2), joined, phone]


def test_without_the_word_the_row_is_refused_and_the_transfer_offered(world, order):
    plan = confirm(order(arrival()), digest=None, partial=True)
    (draft,) = plan.refused
    assert "按转移办理" in draft.faults[0].message
    assert world.enterprise.name in draft.faults[0].message
    (offered,) = plan.transfers
    move = Transfer("单秀英", world.enterprise, world.village_joint, date(2009, 9, 1))
    assert offered.transfer == move
    assert Member.objects.get(name="单秀英").union == world.enterprise


def test_with_the_word_the_spell_ends_where_the_new_one_begins(world, order):
    asked = order(arrival(phone="13900000009"), transfers=ALL_ROWS)
    plan = confirm(asked, digest=make_plan(asked).digest(), partial=False)
    assert plan.counts == {"new": 0, "changed": 1, "unchanged": 0, "refused": 0}
    told = {change.column: change.new for change in plan.drafts[0].changes}
    assert told["所属工会"] == f"{world.village_joint}（2009年9月1日转入）"
    member = Member.objects.get(name="单秀英")
    assert (member.union, member.phone) == (world.village_joint, "13900000009")
    spells = Membership.objects.filter(member=member).order_by("from_on")
    assert list(spells.values_list("union", "from_on", "to_on", "start_reason", "end_reason")) == [
        (world.enterprise.pk, date(2009, 2, 1), date(2009, 9, 1), "join", "transfer"),
        (world.village_joint.pk, date(2009, 9, 1), None, "transfer", ""),
    ]
    latest = member.history.first()
    assert (latest.history_change_reason, latest.updated_by) == (
        "收表时按会籍转移办理",
        world.staff,
    )
    assert make_plan(asked).counts["unchanged"] == 1


@pytest.mark.parametrize("joined", [None, "2005年", "2009-2-1"])
def test_a_day_before_the_transfer_is_that_of_joining_and_the_sheets_day_counts(order, joined):
    asked = order(arrival(joined), transfers=ALL_ROWS, as_of=date(2009, 10, 31))
    plan = confirm(asked, digest=None, partial=False)
    assert plan.counts["changed"] == 1
    first, second = Membership.objects.filter(member__name="单秀英").order_by("from_on")
    begun = date(2005, 12, 31) if joined == "2005年" else date(2009, 2, 1)
    assert (first.from_on, first.to_on) == (begun, date(2009, 10, 31))
    assert second.from_on == date(2009, 10, 31)
    assert make_plan(asked).counts["unchanged"] == 1


def test_of_a_spell_of_unknown_beginning_the_day_of_joining_is_no_day_of_transfer(world, order):
    Membership.objects.update(from_on=None, from_on_precision="unknown")
    asked = order(arrival("1998年5月"), transfers=ALL_ROWS, as_of=date(2009, 10, 31))
    confirm(asked, digest=None, partial=False)
    first, second = Membership.objects.filter(member__name="单秀英").order_by("from_on")
    assert (first.union, second.union) == (world.enterprise, world.village_joint)
    assert first.to_on == date(2009, 10, 31)
    assert first.from_on == date(1998, 5, 31)
    assert second.from_on == date(2009, 10, 31)


def test_somebody_of_another_town_is_refused_and_that_town_not_named(world, order):
    row = ["邻桂花", "女", make.id_number(4), "2009-9-1", None]
    plan = confirm(order(row, transfers=ALL_ROWS), digest=None, partial=True)
    (draft,) = plan.refused
    assert plan.transfers == []
    assert "本镇以外" in draft.faults[0].message
    assert world.neighbour.name[:2] not in draft.faults[0].message
    assert Member.objects.get(name="邻桂花").union == world.foreign_enterprise


def test_who_left_or_would_move_before_coming_is_refused_with_the_reason(world, order):
    early = make_plan(order(arrival(None), transfers=ALL_ROWS, as_of=date(2009, 1, 1)))
    assert "晚于办理的日期" in early.drafts[0].faults[0].message
    Membership.objects.update(to_on=date(2009, 5, 1), end_reason="withdrawn")
    gone = make_plan(order(arrival(), transfers=ALL_ROWS))
    assert "请先恢复会籍" in gone.drafts[0].faults[0].message
    assert gone.transfers == []


def test_one_bad_row_keeps_everybody_where_they_are(world, order):
    asked = order(arrival(), ["郑示范", "不男不女", None, None, None], transfers=ALL_ROWS)
    plan = confirm(asked, digest=None, partial=False)
    assert plan.counts["refused"] == 1
    assert Member.objects.get(name="单秀英").union == world.enterprise


def test_what_was_confirmed_without_the_word_is_not_done_with_it(world, order):
    shown = make_plan(order(arrival())).digest()
    with pytest.raises(Moved):
        confirm(order(arrival(), transfers=ALL_ROWS), digest=shown, partial=True)
    assert Member.objects.get(name="单秀英").union == world.enterprise


def test_the_command_moves_only_when_told_to(world, order, tmp_path, capsys):
    path = tmp_path / "会员.xlsx"
    path.write_bytes(order(arrival()).data)

    def run(**flags: bool) -> dict:
        with suppress(SystemExit):
            call_command(
                "import_records", "members", str(path), union=world.town.code, format="json",
                confirm=True, **flags,
            )  # fmt: skip
        told: dict = json.loads(capsys.readouterr().out)
        return told

    first = run()
    move = {
        "row": 3,
        "from": world.enterprise.name,
        "to": world.village_joint.name,
        "day": "2009-09-01",
    }
    assert (first["stored"], first["transfers"]) == (False, [move])
    second = run(transfers=True)
    assert (second["stored"], second["changed"]) == (True, 1)
    assert Member.objects.get(name="单秀英").union == world.village_joint


def test_in_the_browser_those_ticked_are_moved_and_nobody_else(client, world, order):
    client.force_login(world.staff)
    others = [(make.id_number(seed), name) for seed, name in ((22, "石一"), (24, "石二"))]
    for number, name in others:
        person = make.MemberFactory(union=world.enterprise, name=name, id_number=number)
        make.MembershipFactory(member=person, from_on=date(2009, 2, 1))
    rows = [[name, "女", number, "2009-9-1", None] for number, name in others]
    sheet = SimpleUploadedFile("会员.xlsx", order(arrival(), *rows).data)
    data = {"file": sheet, "root": world.town.pk, "resource": "members"}
    response = client.post(reverse("reports:collect"), data, follow=True)
    assert "登记在别的工会的 3 人" in text(response)
    assert response.context["plan"].counts["refused"] == 3, "nobody is ticked beforehand"
    upload = response.context["upload"]

    def tick(**posted: object) -> dict[str, int]:
        address = reverse("reports:collect_transfers", args=[upload.pk])
        counts: dict[str, int] = client.post(address, posted, follow=True).context["plan"].counts
        return counts

    assert tick(all="1")["changed"] == 3
    assert tick(listed="3,4", row=["4"])["changed"] == 2, "row 5 is not on the page: as it was"
    assert tick(none="1")["changed"] == 0
    assert tick(listed="3,4,5", row=["3", "x", "99"])["changed"] == 1
    upload.refresh_from_db()
    assert upload.transfers == [3]
    page = client.get(reverse("reports:collect_preview", args=[upload.pk]))
    digest = {"digest": page.context["digest"], "partial": "1", "listed": "3,4,5"}
    store = reverse("reports:collect_store", args=[upload.pk])
    anew = client.post(store, {**digest, "row": ["3", "4"]}, follow=True)
    assert "已按新的勾选核对" in text(anew), "ticks not read anew are never dropped"
    assert anew.context["plan"].counts["changed"] == 2
    assert Member.objects.get(name="单秀英").union == world.enterprise
    digest["digest"] = client.post(store, {**digest, "row": ["3"]}, follow=True).context["digest"]
    client.post(store, {**digest, "row": ["3"]})
    assert Member.objects.get(name="单秀英").union == world.village_joint
    assert {member.union for member in Member.objects.filter(name__startswith="石")} == {
        world.enterprise
    }


def test_ticked_in_a_file_of_many_the_lot_moves_them_too(client, world, order):
    client.force_login(world.staff)
    files = [
        SimpleUploadedFile("会员一.xlsx", order(arrival()).data),
        SimpleUploadedFile("会员二.xlsx", order(["郑示范", "男", None, "2009-3-1", None]).data),
    ]
    data = {"file": files, "root": world.town.pk, "resource": "members"}
    lot = client.post(reverse("reports:collect"), data, follow=True)
    first = Upload.objects.get(name="会员一.xlsx")
    client.post(reverse("reports:collect_transfers", args=[first.pk]), {"listed": "3", "row": "3"})
    first.refresh_from_db()
    assert first.outcome["counts"]["changed"] == 1
    assert lot.status_code == 200
    digest = {"digest": first.outcome["digest"]}
    client.post(reverse("reports:collect_store", args=[first.pk]), digest)
    assert Member.objects.get(name="单秀英").union == world.village_joint


def test_an_id_number_beside_a_wholly_other_name_is_warned_of(world, order):
    person = make.MemberFactory(
        union=world.village_joint, name="石一", id_number=make.id_number(22)
    )
    other, typo = (
        make_plan(order([name, "女", person.id_number, None, None])) for name in ("郑示范", "石义")
    )
    assert "台账里是“石一”、表里是“郑示范”" in "".join(other.warnings)
    assert not typo.warnings
    (moving,) = make_plan(order(["郑示范", *arrival()[1:]])).transfers
    assert moving.transfer
    assert moving.transfer.person == "单秀英"
    assert moving.transfer.written == "郑示范"
