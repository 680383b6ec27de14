"""Adding, moving and deleting unions."""

import pytest
from django.core.exceptions import ValidationError

from members.models import Member
from tests import factories as make
from tests.pages import address, open_form, save, text_of
from unions.actions import save_in_tree
from unions.models import Headcount, Union
from unions.records import StaleRecord


@pytest.fixture
def staff(world, client):
    client.force_login(world.staff)
    return client


def test_a_new_union_stands_under_the_own_town_with_a_code_of_its_own(world, staff):
    form = open_form(staff, address(Union, "add"))
    assert form["parent"] == str(world.town.pk)
    staff.post(address(Union, "add"), {**form, "name": "新办公司工会", "kind": "enterprise"})
    union = Union.objects.get(name="新办公司工会")
    assert (union.parent, union.code) == (world.town, "D01-003")
    assert union.path.startswith(world.town.path)


def test_a_union_cannot_be_added_without_a_parent_or_under_another_town(world, staff):
    form = {**open_form(staff, address(Union, "add")), "name": "新办公司工会", "kind": "enterprise"}
    for parent in ("", str(world.neighbour.pk), str(world.county.pk)):
        assert staff.post(address(Union, "add"), {**form, "parent": parent}).status_code == 200
    assert not Union.objects.filter(name="新办公司工会").exists()


def test_a_moved_union_takes_its_branches_and_their_records_along(world, staff):
    branch = make.UnionFactory(parent=world.enterprise, kind=Union.Kind.BRANCH, name="一车间分会")
    below = make.UnionFactory(parent=branch, kind=Union.Kind.BRANCH, name="一班分会")
    make.HeadcountFactory(union=below)

    save(staff, address(world.enterprise), parent=str(world.village_joint.pk))

    moved = {u.name: u for u in Union.objects.subtree_of(world.village_joint)}
    assert {"示范机械有限公司工会", "一车间分会", "一班分会"} <= moved.keys()
    last = moved["一班分会"]
    assert last.path == (
        f"{world.county.node}/{world.town.node}/{world.village_joint.node}"
        f"/{world.enterprise.node}/{branch.node}/{below.node}/"
    )
    assert Headcount.objects.subtree_of(world.village_joint).get().union == last
    assert last.history.first().path == last.path


def test_moving_notices_a_stale_record_and_changes_no_path(world):
    stale = Union.objects.get(pk=world.enterprise.pk)
    fresh = Union.objects.get(pk=world.enterprise.pk)
    fresh.save()
    stale.parent = world.village_joint
    with pytest.raises(StaleRecord):
        save_in_tree(stale)
    assert Union.objects.get(pk=stale.pk).path == fresh.path


def test_a_union_cannot_hang_below_itself(world, staff):
    branch = make.UnionFactory(parent=world.enterprise, kind=Union.Kind.BRANCH)
    answer = save(staff, address(world.enterprise), parent=str(branch.pk))
    assert "上级工会不能是本工会或它的下属工会" in text_of(answer)
    world.enterprise.parent = branch
    with pytest.raises(ValidationError):
        world.enterprise.clean()


def test_the_own_town_can_be_edited_though_its_parent_is_out_of_reach(world, staff):
    page = staff.get(address(world.town))
    assert "示范县总工会" in text_of(page)
    assert address(world.county) not in page.content.decode()
    assert save(staff, address(world.town), contact_name="王干事").status_code == 302
    town = Union.objects.get(pk=world.town.pk)
    assert (town.parent, town.contact_name) == (world.county, "王干事")


def test_a_union_with_records_is_not_deleted_and_the_page_counts_what_is_in_the_way(world, staff):
    answer = staff.post(address(world.enterprise, "delete"), {"post": "yes"})
    shown = text_of(answer)
    assert "会员1条：请先删除或改到别处" in shown
    assert "困难职工档案1条" in shown
    assert "单秀英" not in shown
    assert Union.objects.filter(pk=world.enterprise.pk).exists()


def test_an_empty_union_is_deleted_and_its_history_stays(world, staff):
    union = make.UnionFactory(parent=world.town, name="登错的工会")
    assert staff.post(address(union, "delete"), {"post": "yes"}).status_code == 302
    assert not Union.objects.filter(pk=union.pk).exists()
    assert Union.history.filter(id=union.pk, history_type="-").count() == 1


def test_ticked_rows_of_another_town_are_not_deleted(world, staff):
    form = {
        "action": "delete_selected",
        "_selected_action": [world.foreign_member.pk],
        "post": "yes",
    }
    staff.post(address(Member, "changelist"), form)
    assert Member.objects.filter(pk=world.foreign_member.pk).exists()


def test_a_union_is_found_by_name_initials_former_names_and_code(world, staff):
    make.EmployerFactory(union=world.village_joint, name="无关作坊")
    world.enterprise.former_names.create(name="红星农机厂工会")
    for typed in ("示范机械", "sfjx", "红星农机", "hxnj", "hongxingnongji", world.enterprise.code):
        shown = text_of(staff.get(address(Union, "changelist"), {"q": typed}))
        assert "示范机械有限公司工会" in shown, typed
        assert "东村小型民营企业联合工会" not in shown, typed
