"""One person with two roles: no right of the one town may reach into the other."""

import pytest

from members.models import AidPayment, Disclosure
from tests import factories as make
from tests.pages import address, open_form, save, text_of
from unions.models import Assignment, User
from unions.permissions import Role


def give(user: User, role: Role, union) -> None:
    Assignment.objects.create(user=user, role=role, union=union)


def test_an_administrator_of_one_town_gives_no_role_in_another_that_he_only_sees(world, client):
    admin = make.UserFactory(username="zhenguan", role=Role.ADMINISTRATOR, role__union=world.town)
    give(admin, Role.COUNTY, world.county)
    client.force_login(admin)
    newcomer = User.objects.create_user("xinren", "新人", "Xin-mima-2009")
    role, union = "assignments-0-role", "assignments-0-union"
    form = open_form(client, address(newcomer))
    refused = client.post(
        address(newcomer), form | {role: Role.ADMINISTRATOR, union: world.neighbour.pk}
    )
    assert "不在您的管理范围内" in text_of(refused)
    assert not newcomer.assignments.exists()
    assert client.post(address(newcomer), form | {role: "staff", union: world.town.pk}).url
    assert newcomer.assignments.get().union == world.town


def test_a_payment_goes_to_no_case_that_the_person_may_only_read(world, client):
    give(world.staff, Role.CHAIR, world.neighbour)
    client.force_login(world.staff)
    paid = {"paid_on": "2009-03-01", "amount": "500", "source": "town", "kind": "living"}
    form = open_form(client, address(AidPayment, "add")) | paid
    before = AidPayment.objects.count()
    refused = client.post(address(AidPayment, "add"), form | {"case": world.foreign_aid_case.pk})
    assert "不在您的管理范围内" in text_of(refused)
    assert AidPayment.objects.count() == before
    client.post(address(AidPayment, "add"), form | {"case": world.aid_case.pk})
    assert AidPayment.objects.count() == before + 1


@pytest.fixture
def won(world, client):
    """A competition of the neighbouring town whose winner its own staff wrote down."""
    competition = make.CompetitionFactory(union=world.neighbour)
    client.force_login(world.foreign_staff)
    save(client, address(competition), results__0__winner="邻冠军", results__0__rank="1")
    assert "新增竞赛结果：邻冠军" in text_of(client.get(address(competition, "history")))
    return competition


def test_the_county_reads_no_winner_in_the_history(world, client, won):
    client.force_login(world.county_viewer)
    for page in ("change", "history"):
        assert "邻冠军" not in text_of(client.get(address(won, page)))


def test_staff_of_one_town_read_no_winner_of_another_that_they_see_for_the_county(
    world, client, won
):
    give(world.staff, Role.COUNTY, world.county)
    client.force_login(world.staff)
    for page in ("change", "history"):
        answer = client.get(address(won, page))
        assert answer.status_code == 200
        assert "邻冠军" not in text_of(answer)


def test_a_chair_reads_no_name_of_another_town_in_the_register_of_disclosures(world, client):
    give(world.staff, Role.STAFF, world.neighbour)
    opened = Disclosure.objects.create(user=world.staff, reason="核对名单")
    opened.note(world.member)
    opened.note(world.foreign_member)
    client.force_login(world.chair)
    shown = text_of(client.get(address(opened)))
    assert world.member.name in shown
    assert world.foreign_member.name not in shown
