"""Going back: to an earlier state of a record, and from its deletion."""

from datetime import date

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.urls import reverse

from members.models import Member, Membership
from tests import factories as make
from tests.pages import address, inputs, messages_of, save, text_of
from unions.dates import Precision
from unions.models import Attachment, CollectiveContract, Headcount, Union


@pytest.fixture
def staff(world, client):
    client.force_login(world.staff)
    return client


def restore_page(record, place: int) -> str:
    """The page that goes back to the ``place``-th saving, counted from the first."""
    state = record.history.order_by("history_id")[place]
    name = f"admin:{record._meta.app_label}_{record._meta.model_name}_restore"
    return reverse(name, args=[record.pk, state.pk])


def undelete_page(model, key: int) -> str:
    state = model.history.filter(id=key, history_type="-").first()
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_undelete"
    return reverse(name, args=[state.pk])


def test_a_union_goes_back_field_by_field_and_the_history_says_so(world, staff):
    url = address(world.enterprise)
    save(staff, url, founded_on="2001年5月", name="改错了的工会")
    assert "恢复到此版本" in staff.get(address(world.enterprise, "history")).content.decode()
    page = staff.get(restore_page(world.enterprise, 0))
    shown = text_of(page)
    assert "工会名称 改错了的工会 示范机械有限公司工会" in shown
    assert "成立日期 2001年5月 2000年3月1日" in shown
    assert Union.objects.get(pk=world.enterprise.pk).name == "改错了的工会"  # only asked so far

    assert staff.post(restore_page(world.enterprise, 0), inputs(page)).status_code == 302
    back = Union.objects.get(pk=world.enterprise.pk)
    assert (back.name, back.founded_on) == ("示范机械有限公司工会", date(2000, 3, 1))
    assert back.founded_on_precision == Precision.DAY
    assert back.version == 3
    assert "的内容" in text_of(staff.get(address(world.enterprise, "history")))


def test_files_follow_a_contract_back_and_its_warnings_are_told(world, staff):
    contract = make.ContractFactory(
        union=world.enterprise, signed_on=date(2009, 1, 1), expires_on=date(2009, 3, 1)
    )
    kind = ContentType.objects.get_for_model(contract)
    Attachment.objects.create(
        union=world.enterprise, content_type=kind, object_id=contract.pk, file="a.pdf", name="a.pdf"
    )
    CollectiveContract.objects.filter(pk=contract.pk).update(
        union=world.village_joint, expires_on=date(2009, 12, 31)
    )
    Attachment.objects.update(union=world.village_joint)
    page = staff.get(restore_page(contract, 0))
    answer = staff.post(restore_page(contract, 0), inputs(page), follow=True)
    assert CollectiveContract.objects.get().union == world.enterprise
    assert Attachment.objects.get().union == world.enterprise
    assert any("合同期限为60天" in told for told in messages_of(answer))


def test_going_back_is_refused_where_saving_would_be(world, staff):
    record = make.HeadcountFactory(union=world.enterprise, staff=100, members=90)
    Headcount.objects.filter(pk=record.pk).update(staff=50, members=40)
    Headcount.history.filter(id=record.pk, staff=100).update(members=300)  # never valid
    page = staff.get(restore_page(record, 0))
    refused = staff.post(restore_page(record, 0), inputs(page))
    assert "不能大于" in text_of(refused)
    assert Headcount.objects.get().staff == 50


def test_a_page_of_going_back_opened_before_another_saving_is_stale(world, staff):
    record = make.HeadcountFactory(union=world.enterprise, staff=100)
    Headcount.objects.filter(pk=record.pk).update(staff=120)
    asked = inputs(staff.get(restore_page(record, 0)))
    Headcount.objects.filter(pk=record.pk).update(staff=130)
    assert "刚被别人改过" in text_of(staff.post(restore_page(record, 0), asked))
    assert Headcount.objects.get().staff == 130


def test_a_link_does_not_go_back_to_another_town(world, staff):
    record = make.HeadcountFactory(union=world.foreign_enterprise)
    Headcount.objects.filter(pk=record.pk).update(union=world.enterprise)
    page = staff.get(restore_page(record, 0))
    assert "不在您的管理范围内" in text_of(staff.post(restore_page(record, 0), inputs(page)))
    assert Headcount.objects.get().union == world.enterprise


def test_a_members_union_goes_back_only_by_a_movement(world, staff):
    Member.objects.filter(pk=world.member.pk).update(union=world.village_joint, nation="回族")
    page = staff.get(restore_page(world.member, 0))
    assert "“所属工会”不在这里恢复" in text_of(page)
    staff.post(restore_page(world.member, 0), inputs(page))
    member = Member.objects.get(pk=world.member.pk)
    assert (member.nation, member.union) == ("汉族", world.village_joint)


def test_a_deleted_member_comes_back_with_number_and_spells(world, staff):
    key, number = world.member.pk, world.member.id_number
    staff.post(address(world.member, "delete"), {"post": "yes"})
    assert not Membership.objects.filter(member_id=key).exists()
    listed = staff.get(reverse("admin:members_member_deleted"))
    assert "单秀英" in text_of(listed)
    page = staff.get(undelete_page(Member, key))
    assert number not in page.content.decode()
    assert "1 条会籍也一起恢复" in text_of(page)

    assert staff.post(undelete_page(Member, key), inputs(page)).status_code == 302
    member = Member.objects.get(pk=key)
    assert (member.name, member.id_number) == ("单秀英", number)
    assert member.spells.get().from_on == date(2009, 2, 1)
    staff.get(address(member))  # the word of success is read
    assert "单秀英" not in text_of(staff.get(reverse("admin:members_member_deleted")))
    assert "恢复已删除的这一条" in text_of(staff.get(address(member, "history")))


def test_what_was_deleted_on_purpose_just_before_stays_deleted(world, staff):
    mistaken = make.MembershipFactory(member=world.member, union=world.village_joint)
    form = inputs(staff.get(address(world.member)))
    row = next(name for name, value in form.items() if value == str(mistaken.pk))
    saved = staff.post(address(world.member), {**form, row.replace("-id", "-DELETE"): "on"})
    assert saved.status_code == 302
    staff.post(address(world.member, "delete"), {"post": "yes"})
    page = staff.get(undelete_page(Member, world.member.pk))
    staff.post(undelete_page(Member, world.member.pk), inputs(page))
    assert [spell.union for spell in world.member.spells.all()] == [world.enterprise]


def test_what_cannot_come_back_is_named(world, staff):
    contract = make.ContractFactory(union=world.enterprise)
    contract.coverage.create(employer=world.employer)
    staff.post(address(contract, "delete"), {"post": "yes"})
    page = staff.get(undelete_page(CollectiveContract, contract.pk))
    assert "这些不能恢复" in text_of(page)
    assert "删除覆盖单位：示范机械有限公司" in text_of(page)
    staff.post(undelete_page(CollectiveContract, contract.pk), inputs(page))
    assert CollectiveContract.objects.get().pk == contract.pk


def test_a_deleted_person_entered_again_meanwhile_stays_single(world, staff):
    key, number = world.member.pk, world.member.id_number
    staff.post(address(world.member, "delete"), {"post": "yes"})
    make.MemberFactory(
        union=world.village_joint, name="单秀英", id_number=number, birth_on=date(1970, 5, 20)
    )
    page = staff.get(undelete_page(Member, key))
    told = text_of(staff.post(undelete_page(Member, key), inputs(page)))
    assert "已登记在册" in told, told[-900:]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM members_member WHERE name = %s", ["单秀英"])
        assert cursor.fetchone() == (1,)


def test_the_deleted_of_another_town_do_not_exist(world, staff):
    key = world.foreign_member.pk
    world.foreign_member.spells.all().delete()
    world.foreign_member.delete()
    assert "邻桂花" not in text_of(staff.get(reverse("admin:members_member_deleted") + "?all=1"))
    assert staff.post(undelete_page(Member, key)).status_code == 404


def test_the_list_of_deleted_records_does_not_grow_in_queries(
    world, staff, django_assert_max_num_queries
):
    for month in range(1, 9):
        make.HeadcountFactory(union=world.enterprise, as_of=date(2008, month, 1)).delete()
    with django_assert_max_num_queries(10):
        page = staff.get(reverse("admin:unions_headcount_deleted"))
    assert text_of(page).count("恢复…") == 8
