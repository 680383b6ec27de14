"""Two people at the tree at once: the second one's paths are those that stand by then."""

import pytest

from tests import factories as make
from unions.actions import save_in_tree
from unions.models import Union
from unions.records import StaleRecord


@pytest.mark.django_db
def test_a_union_saved_under_a_parent_moved_meanwhile_gets_its_new_path():
    town, village, works = (make.UnionFactory() for _ in range(3))
    works.parent = Union.objects.get(pk=village.pk)  # the form was read before the move
    village.parent = town
    save_in_tree(village)
    save_in_tree(works)
    assert works.path.startswith(Union.objects.get(pk=village.pk).path)


@pytest.mark.django_db
def test_two_moves_that_would_put_each_union_under_the_other_are_not_both_made():
    one, other = make.UnionFactory(), make.UnionFactory()
    late = Union.objects.get(pk=one.pk)
    late.parent = Union.objects.get(pk=other.pk)
    other.parent = one
    save_in_tree(other)
    with pytest.raises(StaleRecord):
        save_in_tree(late)
