"""Joining, transfer, retention, resumption and leaving, counted on the days around them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from members import actions
from members.models import Member, Membership
from tests.pages import address, open_form, save, text_of
from unions.dates import Precision

DAY = date(2009, 6, 15)
BEFORE = DAY - timedelta(days=1)


def active(day, union):
    return Membership.objects.active_on(day).filter(union=union).count()


@pytest.fixture
def staff(world, client):
    client.force_login(world.staff)
    return client


def test_adding_a_member_starts_the_first_spell_on_the_day_of_joining(world, staff):
    form = open_form(staff, address(Member, "add"))
    form |= {
        "name": "新会员",
        "sex": "male",
        "union": world.enterprise.pk,
        "joined_on": "2009年5月",
    }
    assert staff.post(address(Member, "add"), form).status_code == 302
    spell = Member.objects.get(name="新会员").spells.get()
    assert (spell.union, spell.start_reason) == (world.enterprise, "join")
    assert (spell.from_on, spell.from_on_precision) == (date(2009, 5, 31), Precision.MONTH)
    assert spell.created_by == world.staff
    assert active(date(2009, 5, 30), world.enterprise) + 1 == active(
        date(2009, 5, 31), world.enterprise
    )


def test_a_member_added_without_a_day_of_joining_is_refused(world, staff):
    form = open_form(staff, address(Member, "add"))
    form |= {"name": "新会员", "sex": "male", "union": world.enterprise.pk, "joined_on": ""}
    assert staff.post(address(Member, "add"), form).status_code == 200
    assert not Member.objects.filter(name="新会员").exists()


def test_on_the_day_of_transfer_a_member_is_counted_once_in_the_new_union(world):
    actions.transfer(world.member, world.village_joint, DAY)
    assert (active(BEFORE, world.enterprise), active(DAY, world.enterprise)) == (1, 0)
    assert (active(BEFORE, world.village_joint), active(DAY, world.village_joint)) == (0, 1)
    assert Member.objects.get(pk=world.member.pk).union == world.village_joint
    year = (date(2009, 1, 1), date(2009, 12, 31))
    assert Membership.objects.left_between(*year).count() == 0
    joined = Membership.objects.joined_between(*year).filter(member=world.member)
    assert joined.count() == 1


def test_a_retained_member_is_not_counted_until_resumption_and_never_as_a_leaver(world):
    actions.retain(world.member, DAY)
    assert (active(BEFORE, world.enterprise), active(DAY, world.enterprise)) == (1, 0)
    actions.resume(world.member, date(2009, 9, 1))
    assert active(date(2009, 8, 31), world.enterprise) == 0
    assert active(date(2009, 9, 1), world.enterprise) == 1
    assert Membership.objects.left_between(date(2009, 1, 1), date(2009, 12, 31)).count() == 0


def test_leaving_ends_the_spell_and_counts_as_leaving(world):
    actions.leave(world.member, DAY, Membership.End.WITHDRAWN)
    assert (active(BEFORE, world.enterprise), active(DAY, world.enterprise)) == (1, 0)
    assert Membership.objects.left_between(DAY, DAY).count() == 1


def test_who_has_left_can_come_back_but_not_before_leaving(world):
    actions.leave(world.member, DAY, Membership.End.DEPARTED)
    with pytest.raises(ValidationError, match="重叠"):
        actions.resume(world.member, BEFORE)
    actions.resume(world.member, date(2009, 10, 1))
    assert active(date(2009, 10, 1), world.enterprise) == 1


@pytest.mark.parametrize(
    ("act", "fault"),
    [
        (lambda w: actions.transfer(w.member, w.enterprise, DAY), "已经在"),
        (lambda w: actions.resume(w.member, DAY), "不用恢复"),
        (lambda w: actions.leave(w.member, date(2009, 1, 1), "withdrawn"), "早于"),
        (lambda w: actions.transfer(w.member, w.village_joint, date(2009, 1, 1)), "早于"),
    ],
)
def test_a_senseless_movement_is_refused_and_changes_nothing(world, act, fault):
    with pytest.raises(ValidationError, match=fault):
        act(world)
    spell = Member.objects.get(pk=world.member.pk).spells.get()
    assert (spell.union, spell.to_on) == (world.enterprise, None)


def test_a_second_leaving_is_refused(world):
    actions.leave(world.member, DAY, Membership.End.WITHDRAWN)
    with pytest.raises(ValidationError, match="没有会籍"):
        actions.leave(world.member, DAY, Membership.End.WITHDRAWN)


def test_a_transfer_that_fails_half_way_leaves_the_member_where_he_was(world, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(actions, "_begin", broken)
    with pytest.raises(RuntimeError):
        actions.transfer(world.member, world.village_joint, DAY)
    member = Member.objects.get(pk=world.member.pk)
    assert member.union == world.enterprise
    assert member.spells.get().to_on is None


def test_a_movement_is_made_from_the_members_page_and_told_in_the_history(world, staff):
    url = reverse("members:move", args=[world.member.pk])
    assert url in staff.get(address(world.member)).content.decode()
    form = {"movement": "transfer", "day": "2009年6月15日", "to": world.village_joint.pk}
    assert staff.post(url, form).url == address(world.member)
    shown = text_of(staff.get(address(world.member, "history")))
    assert "所属工会 示范机械有限公司工会 东村小型民营企业联合工会" in shown
    assert "止因 （空） 转出" in shown


def test_a_transfer_needs_a_union_of_the_own_scope(world, staff):
    url = reverse("members:move", args=[world.member.pk])
    form = {"movement": "transfer", "day": "2009-06-15"}
    assert "请选择转入的工会" in text_of(staff.post(url, form))
    abroad = staff.post(url, {**form, "to": world.foreign_enterprise.pk})
    assert "不在您的管理范围内" in text_of(abroad)
    assert Member.objects.get(pk=world.member.pk).union == world.enterprise


def test_a_page_opened_before_a_movement_cannot_undo_it(world, staff):
    mine = open_form(staff, address(world.member))
    actions.leave(world.member, DAY, Membership.End.WITHDRAWN)
    assert staff.post(address(world.member), mine).status_code == 409
    assert Membership.objects.get(member=world.member).to_on == DAY


def test_a_wrongly_registered_spell_is_corrected_in_place(world, staff):
    answer = save(staff, address(world.member), spells__0__from_on="2008年12月")
    assert answer.status_code == 302
    spell = world.member.spells.get()
    assert (spell.from_on, spell.from_on_precision) == (date(2008, 12, 31), Precision.MONTH)
    assert active(date(2008, 12, 31), world.enterprise) == 1


def test_the_list_tells_the_state_as_of_today(world, staff, settings):
    settings.LEDGER_TODAY = DAY
    url = address(Member, "changelist")
    assert "在籍" in text_of(staff.get(f"{url}?spell=active"))
    actions.leave(world.member, DAY, Membership.End.DEATH)
    assert "单秀英" not in text_of(staff.get(f"{url}?spell=active"))
    assert "单秀英" in text_of(staff.get(f"{url}?spell=none"))
