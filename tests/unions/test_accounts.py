"""Accounts: made, switched off and given roles by the system administrator only."""

import pytest

from tests import factories as make
from tests.pages import address, open_form, save, text_of
from unions.models import Assignment, User
from unions.permissions import Role

GOOD = "Xin-mima-2009"


@pytest.fixture
def administrator(world, client):
    client.force_login(world.administrator)
    return client


def new_account(client, **typed):
    form = open_form(client, address(User, "add"))
    form |= {"username": "xinren", "name": "新人", "new_password": GOOD, "again": GOOD, **typed}
    return client.post(address(User, "add"), form)


def test_a_new_account_signs_in_with_its_password_and_has_its_role(world, administrator):
    row = {"assignments-0-role": Role.STAFF, "assignments-0-union": world.town.pk}
    assert new_account(administrator, **row).status_code == 302
    user = User.objects.get(username="xinren")
    assert user.check_password(GOOD)
    assert user.role_paths == [("staff", world.town.path)]
    administrator.logout()
    administrator.post("/login/", {"username": "xinren", "password": GOOD, "next": "/"})
    assert "新人" in text_of(administrator.get("/"))


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"new_password": "", "again": ""}, "请填写新密码。"),
        ({"again": "other"}, "两次输入的密码不一样"),
        ({"new_password": "duan1", "again": "duan1"}, "10"),
        ({"new_password": "9876543210", "again": "9876543210"}, "数字"),
    ],
)
def test_a_poor_password_is_refused(world, administrator, typed, fault):
    answer = new_account(administrator, **typed)
    assert answer.status_code == 200
    assert fault in text_of(answer)
    assert not User.objects.filter(username="xinren").exists()


def test_an_account_changed_without_a_password_keeps_the_old_one(world, administrator):
    save(administrator, address(world.staff), name="王大干事")
    user = User.objects.get(pk=world.staff.pk)
    assert user.name == "王大干事"
    assert user.password == world.staff.password


def test_a_password_is_never_shown_nor_searched(world, administrator):
    page = administrator.get(address(world.staff)).content.decode()
    assert world.staff.password not in page
    url = address(User, "changelist")
    assert administrator.get(url, {"password__startswith": "md5"}).status_code == 400


def test_an_account_switched_off_is_out_at_the_next_click(world, client):
    client.force_login(world.staff)
    assert client.get("/").status_code == 200
    User.objects.filter(pk=world.staff.pk).update(is_active=False)
    assert client.get("/").status_code == 302


def test_a_town_administrator_keeps_no_accounts_of_the_neighbours(world, client):
    local = make.UserFactory(role=Role.ADMINISTRATOR, role__union=world.town)
    client.force_login(local)
    shown = text_of(client.get(address(User, "changelist")))
    assert "王干事" in shown
    assert "邻镇干事" not in shown
    assert "县总老陈" not in shown
    assert client.get(address(world.foreign_staff)).status_code == 404
    form = open_form(client, address(world.staff))
    total = int(form["assignments-TOTAL_FORMS"]) - 1
    form |= {f"assignments-{total}-role": "staff", f"assignments-{total}-union": world.county.pk}
    assert "不在您的管理范围内" in text_of(client.post(address(world.staff), form))
    assert not Assignment.objects.filter(user=world.staff, union=world.county).exists()


def test_a_locked_account_is_let_in_again_by_the_administrator(world, client, settings):
    settings.AXES_ENABLED = True
    for _ in range(settings.AXES_FAILURE_LIMIT):
        client.post("/login/", {"username": "xiaowang", "password": "wrong"})
    right = {"username": "xiaowang", "password": make.PASSWORD, "next": "/"}
    assert client.post("/login/", right).status_code == 429
    client.force_login(world.administrator)
    ticked = {"action": "unlock", "_selected_action": [world.staff.pk]}
    client.post(address(User, "changelist"), ticked)
    client.logout()
    assert client.post("/login/", right).status_code == 302
