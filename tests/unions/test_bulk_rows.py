"""Many rows stored together: all or none, each as if it were saved by itself."""

import pytest

from members.models import Member, Membership
from tests import factories as make
from unions.models import Attachment
from unions.records import StaleRecord


def test_rows_saved_together_are_all_stored_or_none_and_the_one_that_moved_is_named(world):
    kept, moved = (make.MemberFactory(union=world.enterprise, name=f"周示范{n}") for n in "甲乙")
    Member.objects.get(pk=moved.pk).save()
    new = Member(union=world.enterprise, name="周示范丙", sex="male", department="车间")
    kept.department = "车间"
    with pytest.raises(StaleRecord) as told:
        Member.objects.all().save_together([new, kept, moved])
    assert told.value.record is moved
    assert not Member.objects.filter(name="周示范丙").exists()
    assert not Member.objects.filter(department="车间").exists()


def test_many_rows_saved_together_are_what_saving_each_would_have_stored(world):
    """1,300 rows are more than one statement takes."""
    kept = make.MemberFactory(union=world.enterprise, name="周示范甲")
    alone = Member(union=world.enterprise, sex="female", nation="藏族", phone="13900000001")
    alone.name = "丁示范0"
    alone.save()
    new = [Member.blank() for _ in range(1300)]
    for n, row in enumerate(new, 1):
        row.union, row.name, row.sex = world.enterprise, f"丁示范{n}", "female"
        row.nation, row.phone = "藏族", "13900000001"
        row.prepare()
    kept.department = "车间"
    Member.objects.all().save_together([*new, kept])
    names = dict(Member.objects.values_list("pk", "name"))
    assert all(names[row.pk] == row.name for row in new)
    own = {"id", "name", "search_text", "phone", "created_at", "updated_at"}
    same = [f.attname for f in Member._meta.concrete_fields if f.attname not in own]
    stored = Member.objects.filter(name__startswith="丁示范")
    assert stored.values_list(*same).distinct().count() == 1
    assert set(stored.values_list("created_at", "updated_at").exclude(pk=alone.pk)) == {
        (new[0].created_at, new[0].created_at)
    }
    assert {row.phone for row in stored} == {"13900000001"}
    assert stored.filter(search_text__contains="dsf").count() == 1301
    assert Member.history.filter(name__startswith="丁示范", history_type="+").count() == 1301
    kept.refresh_from_db()
    assert (kept.department, kept.version) == ("车间", 2)


def test_a_row_given_twice_or_that_is_no_new_one_is_never_half_stored(world):
    first = make.MemberFactory(union=world.enterprise)
    second = Member.objects.get(pk=first.pk)
    first.department, second.phone = "车间", "13900000002"
    spells = Membership.objects.count()
    with pytest.raises(StaleRecord):
        Member.objects.all().save_together([first, second])
    with pytest.raises(ValueError, match="is not new"):
        Member.objects.all().save_together([Member(pk=777, union=world.enterprise)])
    with pytest.raises(ValueError, match="unsaved related object"):
        Membership.objects.all().save_together([Membership(member=Member())])
    stored = Member.objects.get(pk=first.pk)
    assert stored.version == 1
    assert stored.department != "车间"
    assert Membership.objects.count() == spells


def test_a_blank_row_is_made_for_models_whose_defaults_are_values_only(world):
    one, other = Member.blank(), Member.blank()
    one.name = "丁一"
    assert (other.name, other.nation) == ("", "汉族")
    assert other._state.adding
    assert other.pk is None
    assert vars(other).keys() == vars(Member()).keys()
    with pytest.raises(TypeError, match="token"):
        Attachment.blank()
