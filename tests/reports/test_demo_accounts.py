"""Accounts of the demo: one for each role, passwords only in a file of the owner."""

import re
import stat
from pathlib import Path

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.management import call_command

from reports.demo.accounts import ACCOUNTS, AccountsRefused, accounts_table
from tests.factories import UnionFactory
from unions.commands import Refused
from unions.models import Union, User

FILE = "demo_accounts.txt"


@pytest.fixture
def county(db):
    """Only what the accounts need: the county and a town."""
    root = UnionFactory(code="D00", kind=Union.Kind.COUNTY, name="示范县总工会")
    UnionFactory(code="D01", kind=Union.Kind.TOWN, name="示范镇总工会", parent=root)
    return root


def passwords(table: str) -> dict[str, str]:
    """User name and password are the last two words of a line."""
    return dict(re.findall(r"(\w+)\s+(\S{10,})$", table, re.MULTILINE))


def test_every_role_gets_an_account_that_can_sign_in(county, tmp_path):
    found = passwords(accounts_table(tmp_path))
    assert set(found) == {"admin", "ganshi", "zhuxi", "xianzong"}
    for account in ACCOUNTS:
        user = User.objects.get(username=account.username)
        assert user.check_password(found[account.username])
        assert list(user.assignments.values_list("role", "union__code")) == [
            (account.role, account.union)
        ]


def test_passwords_pass_the_rules_for_people(county, tmp_path):
    for username, password in passwords(accounts_table(tmp_path)).items():
        validate_password(password, User.objects.get(username=username))


def test_the_file_is_readable_by_its_owner_alone(county, tmp_path):
    table = accounts_table(tmp_path)
    path = tmp_path / FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text("utf-8") == table


def test_a_second_run_shows_the_same_table_and_makes_nothing(county, tmp_path):
    first = accounts_table(tmp_path)
    assert accounts_table(tmp_path) == first
    assert User.objects.count() == len(ACCOUNTS)


def test_two_installations_have_different_passwords(county, tmp_path):
    first = passwords(accounts_table(tmp_path))
    User.objects.all().delete()
    (tmp_path / FILE).unlink()
    second = passwords(accounts_table(tmp_path))
    assert not set(first.values()) & set(second.values())


def test_a_file_of_another_database_is_not_shown_as_if_it_were_ours(county, tmp_path):
    (tmp_path / FILE).write_text("旧密码")
    with pytest.raises(AccountsRefused, match="请删除该文件后再运行"):
        accounts_table(tmp_path)
    assert not User.objects.exists()


def test_existing_accounts_keep_their_passwords_when_the_file_is_gone(county, tmp_path):
    accounts_table(tmp_path)
    (tmp_path / FILE).unlink()
    kept = User.objects.get(username="admin").password
    with pytest.raises(AccountsRefused, match="changepassword"):
        accounts_table(tmp_path)
    assert User.objects.get(username="admin").password == kept


def test_no_account_remains_when_the_file_cannot_be_written(county, tmp_path):
    with pytest.raises(AccountsRefused, match="写不进去"):
        accounts_table(tmp_path / "没有的目录")
    assert not User.objects.exists()


def test_accounts_need_the_demo_data_first(db, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    with pytest.raises(Refused, match="请先运行"):
        call_command("demo_accounts")
    assert not Path(tmp_path / FILE).exists()


def test_columns_stand_one_under_another(county, tmp_path, settings, capsys):
    settings.DATA_DIR = tmp_path
    call_command("demo_accounts")
    lines = capsys.readouterr().out.splitlines()
    widths = {len(line[: line.rindex("  ")].encode("gbk")) for line in lines}
    assert len(lines) == len(ACCOUNTS) + 1
    assert len(widths) == 1
