"""Bulk actions from the lists: asked, told what follows, done whole or not at all."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.models import Member, Membership
from tests import factories as make
from tests.pages import address, text_of
from unions.models import CollectiveContract, Employer, FormerName, Headcount, Union
from unions.permissions import Role

DAY = date(2009, 6, 15)


@pytest.fixture
def staff(world, client, settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)
    client.force_login(world.staff)
    return client


@pytest.fixture
def colleagues(world):
    """Two more members of the enterprise; one of them joined after DAY."""
    early = make.MemberFactory(union=world.enterprise, name="赵早")
    make.MembershipFactory(member=early, from_on=date(2008, 1, 1))
    late = make.MemberFactory(union=world.enterprise, name="迟晚")
    make.MembershipFactory(member=late, from_on=date(2009, 9, 1))
    return early, late


def start(action, *rows, across=False, **asked):
    return {
        "action": action,
        "index": "0",
        "select_across": "1" if across else "0",
        "_selected_action": [row.pk for row in rows],
        **asked,
    }


def look(client, url, form):
    return client.post(url, {**form, "step": "look"})


def do(client, url, form, seen=None):
    page = seen or look(client, url, form)
    digest = re.search(r'name="seen" value="(\w+)"', page.content.decode())
    return client.post(url, {**form, "step": "do", "seen": digest[1] if digest else ""})


def running(union) -> list[str]:
    """Names on the roll today, by plain SQL."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT m.name FROM members_membership s JOIN members_member m ON m.id = s.member_id"
            " WHERE s.union_id = %s AND m.union_id = %s AND s.to_on IS NULL ORDER BY m.name",
            [union.pk, union.pk],
        )
        return [name for (name,) in cursor.fetchall()]


def test_ticked_members_move_on_the_day_and_the_refused_one_is_named(world, staff, colleagues):
    url = address(Member, "changelist")
    form = start(
        "transfer_members",
        world.member,
        *colleagues,
        to=world.village_joint.pk,
        day="2009-06-15",
        note="车间搬迁",
    )
    shown = text_of(look(staff, url, form))
    assert "迟晚（示范机械有限公司工会） 现在的会籍从2009年9月1日开始，晚于办理的日期。" in shown
    assert running(world.village_joint) == []  # looking changes nothing

    assert do(staff, url, form).status_code == 302
    assert running(world.village_joint) == sorted(["单秀英", "赵早"])
    assert running(world.enterprise) == ["迟晚"]
    spells = Membership.objects.filter(member=world.member).order_by("from_on")
    assert [(s.from_on, s.to_on, s.end_reason) for s in spells] == [
        (date(2009, 2, 1), DAY, "transfer"),
        (DAY, None, ""),
    ]
    told = text_of(staff.get(address(world.member, "history")))
    assert "所属工会 示范机械有限公司工会 东村小型民营企业联合工会" in told
    assert "车间搬迁" in told
    assert "王干事 修改" in told
    assert Member.objects.get(pk=world.member.pk).version == world.member.version + 1


def test_all_filtered_members_move_with_a_handful_of_statements(
    world, staff, django_assert_max_num_queries
):
    for number in range(30):
        person = make.MemberFactory(union=world.enterprise, name=f"群众{number:02d}")
        make.MembershipFactory(member=person, from_on=date(2008, 1, 1))
    url = f"{address(Member, 'changelist')}?union={world.enterprise.pk}"
    form = start(
        "transfer_members", world.member, across=True, to=world.village_joint.pk, day="2009-06-15"
    )
    seen = look(staff, url, form)
    with django_assert_max_num_queries(45):
        do(staff, url, form, seen)
    assert len(running(world.village_joint)) == 31
    assert running(world.enterprise) == []


def test_what_changed_after_looking_is_shown_again_before_anything_is_done(world, staff):
    url = address(Member, "changelist")
    form = start("transfer_members", world.member, to=world.village_joint.pk, day="2009-06-15")
    seen = look(staff, url, form)
    Member.objects.filter(pk=world.member.pk).update(department="二车间")
    again = do(staff, url, form, seen)
    assert "刚有人改过" in text_of(again)
    assert running(world.village_joint) == []


def test_members_cannot_be_sent_to_another_town_nor_taken_from_it(world, staff):
    url = address(Member, "changelist")
    abroad = start("transfer_members", world.member, to=world.foreign_enterprise.pk, day="2009-6-1")
    assert "不在您的管理范围内" in text_of(look(staff, url, abroad))
    theirs = start("transfer_members", world.foreign_member, to=world.enterprise.pk, day="2009-6-1")
    page = look(staff, url, theirs)
    assert "邻桂花" not in text_of(page)
    do(staff, url, theirs, page)
    assert running(world.foreign_enterprise) == ["邻桂花"]


def test_merging_tells_what_follows_and_leaves_nothing_behind(world, staff, colleagues):
    branch = make.UnionFactory(parent=world.enterprise, name="一分会", kind=Union.Kind.BRANCH)
    make.ContractFactory(
        union=world.enterprise, signed_on=date(2009, 1, 5), expires_on=date(2010, 1, 4)
    )
    make.HeadcountFactory(union=world.enterprise, as_of=date(2009, 1, 1))
    url = address(Union, "changelist")
    form = start(
        "merge_unions",
        world.enterprise,
        survivor=world.village_joint.pk,
        day="2009-10-01",
        new_name="东村企业联合工会",
    )
    shown = text_of(look(staff, url, form))
    for words in (
        "会员 3人",
        "下属工会 1家",
        "涵盖单位 1个",
        "有效的集体合同 1份",
        "困难职工档案 1份",
        "请给“东村小型民营企业联合工会”登记一次合并后的职工与会员人数",
    ):
        assert words in shown, words
    assert Union.objects.get(pk=world.enterprise.pk).dissolved_on is None

    assert do(staff, url, form).status_code == 302
    old = Union.objects.get(pk=world.enterprise.pk)
    survivor = Union.objects.get(pk=world.village_joint.pk)
    assert (old.dissolved_on, old.merged_into) == (date(2009, 10, 1), survivor)
    assert survivor.name == "东村企业联合工会"
    assert dict(FormerName.objects.filter(union=survivor).values_list("name", "until_on")) == {
        "示范机械有限公司工会": date(2009, 10, 1),
        "东村小型民营企业联合工会": date(2009, 10, 1),
    }
    assert running(survivor) == sorted(["单秀英", "赵早", "迟晚"])
    assert Union.objects.get(pk=branch.pk).path.startswith(survivor.path)
    assert Employer.objects.filter(union=survivor).count() == 4
    assert CollectiveContract.objects.get().union == old
    assert Headcount.objects.get().union == old
    assert "并入：示范机械有限公司工会" in text_of(staff.get(address(survivor, "history")))


def test_a_union_and_those_below_it_merge_together(world, staff):
    branch = make.UnionFactory(parent=world.enterprise, name="一分会", kind=Union.Kind.BRANCH)
    shop = make.UnionFactory(parent=world.enterprise, name="车间工会")
    team = make.UnionFactory(parent=shop, name="班组工会")
    form = start(
        "merge_unions",
        world.enterprise,
        branch,
        team,
        survivor=world.village_joint.pk,
        day="2009-10-01",
    )
    assert do(staff, address(Union, "changelist"), form).status_code == 302
    merged = Union.objects.filter(merged_into=world.village_joint, dissolved_on=date(2009, 10, 1))
    assert set(merged) == {world.enterprise, branch, team}
    assert Union.objects.get(pk=branch.pk).parent == world.enterprise  # ended where it stood
    assert Union.objects.get(pk=shop.pk).parent == world.village_joint
    assert running(world.village_joint) == ["单秀英"]


def test_the_survivor_may_go_on_under_the_name_of_a_merged_union(world, staff):
    url, name = address(Union, "changelist"), "示范机械有限公司工会"
    form = start(
        "merge_unions",
        world.enterprise,
        survivor=world.village_joint.pk,
        day="2009-10-01",
        new_name=name,
    )
    assert f"改称“{name}（2009年10月1日并入）”" in text_of(look(staff, url, form))
    assert do(staff, url, form).status_code == 302
    assert Union.objects.get(name=name) == world.village_joint
    assert Union.objects.get(pk=world.enterprise.pk).name == f"{name}（2009年10月1日并入）"
    former = FormerName.objects.filter(union=world.village_joint).values_list("name", flat=True)
    assert list(former) == ["东村小型民营企业联合工会"]


def test_what_a_merger_would_break_is_said_on_its_page(world, staff):
    other = make.UnionFactory(parent=world.town, name="西村工会", code="D01-77")
    url = address(Union, "changelist")
    form = start(
        "merge_unions", world.enterprise, survivor=world.village_joint.pk, day="2009-10-01"
    )
    taken = look(staff, url, {**form, "new_name": other.name})
    assert "同一上级下已有“西村工会”（D01-77），请另取名称。" in text_of(taken)
    Union.objects.filter(pk=world.enterprise.pk).update(unified_code="123")  # as an old import
    told = text_of(do(staff, url, form))
    assert "没有办理：示范机械有限公司工会：" in told
    assert "信用代码" in told
    assert Union.objects.get(pk=world.enterprise.pk).dissolved_on is None
    assert running(world.enterprise) == ["单秀英"]


def test_a_merger_takes_along_a_member_filed_under_the_survivor(world, staff):
    """The file was moved by hand, the spell was not; nobody may stay in a union that is gone."""
    Member.objects.filter(pk=world.member.pk).update(union=world.village_joint)
    form = start("merge_unions", world.enterprise, survivor=world.village_joint.pk, day="2009-10-1")
    assert do(staff, address(Union, "changelist"), form).status_code == 302
    assert running(world.village_joint) == ["单秀英"]
    assert not Membership.objects.filter(union=world.enterprise, to_on=None).exists()


def test_a_member_with_two_running_spells_is_named_and_nothing_is_lost(world, staff):
    make.MembershipFactory(member=world.member, union=world.village_joint)
    form = start("merge_unions", world.enterprise, survivor=world.village_joint.pk, day="2009-10-1")
    told = text_of(do(staff, address(Union, "changelist"), form))
    assert "例如“单秀英”：同时有几段没有终止的会籍" in told
    assert Union.objects.get(pk=world.enterprise.pk).dissolved_on is None


def test_dates_known_to_the_month_or_year_do_not_stop_a_movement(world, staff, settings):
    """They are held as their last day, which lies ahead of today."""
    Union.objects.filter(pk=world.enterprise.pk).update(
        founded_on=date(2009, 12, 31), founded_on_precision="year"
    )
    Membership.objects.filter(member=world.member).update(
        from_on=date(2009, 11, 30), from_on_precision="month"
    )
    url = address(Union, "changelist")
    early = start("dissolve_unions", world.enterprise, day="2009-10-31", fate="leave")
    assert "现在的会籍从2009年11月开始，晚于办理的日期" in text_of(look(staff, url, early))
    form = start("dissolve_unions", world.enterprise, day="2009-11-20", fate="leave")
    assert do(staff, url, form).status_code == 302
    assert Membership.objects.get(member=world.member).to_on == date(2009, 11, 20)


def test_members_go_to_the_nearest_union_that_stands_and_is_the_users_own(world, staff, client):
    branch = make.UnionFactory(parent=world.enterprise, name="一分会", kind=Union.Kind.BRANCH)
    url = address(Union, "changelist")
    both = start("dissolve_unions", world.enterprise, branch, day="2009-10-01", fate="retain")
    below = make.UserFactory(role=Role.STAFF, role__union=world.enterprise)
    client.force_login(below)
    told = text_of(look(client, url, both))
    assert "上级工会（示范镇总工会）不在您的管理范围内" in told
    person = make.MemberFactory(union=branch, name="分会员")
    make.MembershipFactory(member=person, from_on=date(2008, 1, 1))
    client.force_login(world.staff)
    do(client, url, both)
    assert running(world.town) == ["分会员", "单秀英"]


def test_looking_at_many_unions_costs_no_more_queries_than_at_two(world, staff):
    unions = [make.UnionFactory(parent=world.town) for _ in range(9)]
    for union in unions:
        make.MembershipFactory(member=make.MemberFactory(union=union), from_on=date(2008, 1, 1))
        make.UnionFactory(parent=union)  # stands in the way
    url = address(Union, "changelist")
    counts = []
    for some in (unions[:2], unions):
        form = start("dissolve_unions", *some, day="2009-10-01", fate="leave")
        with CaptureQueriesContext(connection) as asked:
            assert text_of(look(staff, url, form)).count("还有下属工会") == len(some)
        counts.append(len(asked))
    assert counts[1] <= counts[0]


def test_a_merger_that_fails_half_way_changes_nothing(world, staff, monkeypatch):
    monkeypatch.setattr("members.merging._take_in", lambda *_: 1 / 0)
    form = start("merge_unions", world.enterprise, survivor=world.village_joint.pk, day="2009-10-1")
    with pytest.raises(ZeroDivisionError):
        do(staff, address(Union, "changelist"), form)
    assert running(world.enterprise) == ["单秀英"]
    assert Union.objects.get(pk=world.enterprise.pk).dissolved_on is None
    assert world.enterprise.employers.count() == 1


def test_dissolving_asks_what_becomes_of_the_members(world, staff, colleagues):
    url = address(Union, "changelist")
    form = start("dissolve_unions", world.enterprise, day="2009-10-01")
    assert "会员怎么办" in text_of(look(staff, url, form))  # not chosen yet
    form |= {"fate": "retain"}
    assert "转为会籍保留，由“示范镇总工会”保留" in text_of(look(staff, url, form))
    assert do(staff, url, form).status_code == 302
    assert running(world.enterprise) == []  # nobody stays with a union that is gone
    assert running(world.town) == sorted(["单秀英", "赵早", "迟晚"])
    kinds = Membership.objects.filter(to_on=None, union=world.town).values_list("kind")
    assert set(kinds) == {("retained",)}
    assert Membership.objects.active_on(date(2009, 9, 30)).count() == 4  # 3 here, 1 next door
    assert Membership.objects.active_on(date(2009, 10, 1)).count() == 1
    assert Union.objects.get(pk=world.enterprise.pk).dissolved_on == date(2009, 10, 1)


def test_a_union_with_standing_sub_unions_goes_only_together_with_them(world, staff):
    branch = make.UnionFactory(parent=world.enterprise, name="一分会", kind=Union.Kind.BRANCH)
    url = address(Union, "changelist")
    alone = start("dissolve_unions", world.enterprise, day="2009-10-01", fate="leave")
    assert "还有下属工会（一分会）" in text_of(look(staff, url, alone))
    do(staff, url, alone)
    assert Union.objects.get(pk=world.enterprise.pk).dissolved_on is None
    both = start("dissolve_unions", world.enterprise, branch, day="2009-10-01", fate="leave")
    do(staff, url, both)
    assert set(Union.objects.filter(dissolved_on="2009-10-01")) == {world.enterprise, branch}


def test_the_town_itself_is_never_dissolved_from_the_list(world, staff):
    form = start("dissolve_unions", world.town, day="2009-10-01", fate="leave")
    assert "不在这里撤销" in text_of(look(staff, address(Union, "changelist"), form))


def test_contracts_are_marked_as_filed_with_numbered_receipts(world, staff):
    days = {"早": date(2009, 3, 1), "中": date(2009, 4, 1), "晚": date(2009, 9, 1)}
    made = {
        name: make.ContractFactory(union=world.enterprise, signed_on=day, number=name)
        for name, day in days.items()
    }
    filed = make.ContractFactory(union=world.enterprise, filed_on=date(2009, 2, 2))
    url = address(CollectiveContract, "changelist")
    form = start(
        "file_contracts", *made.values(), filed, day="2009年6月1日", stem="人社〔2009〕", first="7"
    )
    shown = text_of(look(staff, url, form))
    assert "已经在2009-02-02报送" in shown
    assert "签订日期是2009-09-01，晚于报送日期" in shown
    do(staff, url, form)
    stored = {c.number: (c.filed_on, c.receipt_no) for c in CollectiveContract.objects.all()}
    assert stored["中"] == (date(2009, 6, 1), "人社〔2009〕007")
    assert stored["早"] == (date(2009, 6, 1), "人社〔2009〕008")
    assert stored["晚"] == (None, "")
    assert "报送日期 （空） 2009年6月1日" in text_of(staff.get(address(made["早"], "history")))


@pytest.mark.parametrize("who", ["chair", "county_viewer", "administrator"])
def test_who_may_not_change_unions_is_offered_no_bulk_action(world, client, who):
    client.force_login(getattr(world, who))
    page = client.get(address(Union, "changelist")).content.decode()
    assert 'value="merge_unions"' not in page
    assert 'value="delete_selected"' not in page
    form = start("dissolve_unions", world.enterprise, day="2009-10-01", fate="leave", step="do")
    client.post(address(Union, "changelist"), form)
    assert Union.objects.get(pk=world.enterprise.pk).dissolved_on is None


def test_a_second_click_is_told_that_the_work_is_done(world, staff):
    url = address(Member, "changelist")
    form = start("transfer_members", world.member, to=world.village_joint.pk, day="2009-06-15")
    seen = look(staff, url, form)
    assert "要办的：单秀英。" in text_of(seen)
    do(staff, url, form, seen)
    again = do(staff, url, form, seen)
    assert again.status_code == 302
    told = text_of(staff.get(url))
    assert "已办理，不用再点一次。" in told
    assert "还没有办理" not in told
    assert running(world.village_joint) == ["单秀英"]


def test_unions_that_end_are_named_with_their_members(world, staff):
    form = start(
        "merge_unions", world.enterprise, survivor=world.village_joint.pk, day="2009-06-15"
    )
    shown = text_of(look(staff, address(Union, "changelist"), form))
    assert "“示范机械有限公司工会”（会员1人）：并入“" in shown
