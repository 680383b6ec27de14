"""账号变动: what an administrator does with accounts is seen by the chair, within the town."""

from tests.pages import address, open_form, save, text_of
from unions.models import Assignment, User
from unions.permissions import Role

CHANGES = "/accounts/changes/"


def test_a_role_given_to_oneself_is_marked_for_the_chair(world, client):
    client.force_login(world.administrator)
    form = open_form(client, address(world.administrator))
    row = int(form["assignments-TOTAL_FORMS"]) - 1
    form |= {f"assignments-{row}-role": "staff", f"assignments-{row}-union": world.town.pk}
    assert client.post(address(world.administrator), form).status_code == 302
    client.force_login(world.chair)
    page = text_of(client.get(CHANGES))
    assert "管理员 给了角色：干事（示范镇总工会） 本人给自己" in page
    assert page.count("本人给自己") == 1


def test_passwords_and_switching_off_are_told_and_signing_in_is_not(world, client):
    client.force_login(world.administrator)
    save(client, address(world.staff), new_password="Xin-mima-2009", again="Xin-mima-2009")
    form = open_form(client, address(world.staff))
    form.pop("is_active")
    client.post(address(world.staff), form)
    page = text_of(client.get(CHANGES))
    assert "王干事 重设了密码" in page
    assert "王干事 停用了账号" in page
    before = User.history.count()
    client.logout()
    client.force_login(world.administrator)  # writes the last sign-in
    assert User.history.count() == before


def test_the_neighbours_accounts_are_not_shown_and_a_lost_role_is(world, client):
    Assignment.objects.get(user=world.colleague, role=Role.STAFF).delete()
    client.force_login(world.chair)
    page = text_of(client.get(CHANGES))
    assert "李干事 收回角色：干事（示范镇总工会）" in page
    assert "邻镇干事" not in page
    assert "县总老陈" not in page
