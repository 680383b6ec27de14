"""What used to end in "系统出错": a key stored by somebody else meanwhile, a wrong key file."""

import pytest

from tests import factories as make
from tests.pages import address, open_form, text_of
from unions import crypto
from unions.models import Employer


@pytest.fixture
def staff(world, client):
    client.force_login(world.staff)
    return client


def test_a_name_stored_between_check_and_write_is_told_at_the_form(world, staff, monkeypatch):
    form = open_form(staff, address(Employer, "add"))
    form |= {"union": world.enterprise.pk, "name": "清源净水厂"}
    make.EmployerFactory(union=world.enterprise, name="清源净水厂")
    check, calls = Employer.validate_constraints, []

    def late(self, exclude=None):
        calls.append(self)
        if len(calls) > 1:  # the first check ran before the other one was stored
            check(self, exclude)

    monkeypatch.setattr(Employer, "validate_constraints", late)
    answer = staff.post(address(Employer, "add"), form)
    assert answer.status_code == 200
    assert "这家工会已登记过同名单位" in text_of(answer)
    assert Employer.objects.filter(name="清源净水厂").count() == 1


def test_a_wrong_key_file_is_said_plainly_and_prints_nothing_secret(world, staff, monkeypatch):
    def broken(token):
        raise crypto.UnreadableSecret("密钥与数据不匹配 /somewhere/keys")

    monkeypatch.setattr(crypto, "decrypt", broken)
    answer = staff.get(address(world.member))
    assert answer.status_code == 503
    assert "放回原来的密钥文件" in text_of(answer)
    assert "/somewhere" not in text_of(answer)
