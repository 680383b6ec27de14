"""正式启用: an empty installation has one page, which asks for the code of its console."""

import pytest
from django.core.management import call_command

from tests.pages import text_of
from unions.backups import recovery
from unions.commands import Refused
from unions.crypto import ensure_keys
from unions.models import CommitteeTerm, Union, User
from unions.starting import start_code

TYPED = {
    "town": "临水街道总工会",
    "county": "示范区总工会",
    "own_place": "我街道",
    "term_no": "5",
    "elected_on": "2008年5月20日",
    "term_years": "3",
    "name": "王芳",
    "username": "wangfang",
    "password": "Lin-shui-2009",
    "again": "Lin-shui-2009",
    "is_staff": "on",
}
NAMED = {"town": "临水街道总工会", "county": "示范区总工会"}


@pytest.fixture(autouse=True)
def own_keys(tmp_path, settings, db):
    settings.LEDGER_KEY_DIR = tmp_path / "keys"
    ensure_keys(settings.LEDGER_KEY_DIR)


def test_every_page_of_an_empty_installation_leads_to_the_start(client):
    for address in ("/", "/login/", "/unions/union/", "/backups/", "/nowhere/"):
        assert client.get(address).headers["Location"] == "/start/"
    assert "正式启用" in text_of(client.get("/start/"))


def test_the_code_opens_the_ledger_for_its_first_keeper(client, settings):
    code = start_code().lower().replace("-", " ")
    answer = client.post("/start/", TYPED | {"code": code})
    assert recovery.taken_at() is not None
    assert "恢复密钥" in text_of(answer)
    assert "no-store" in answer.headers["Cache-Control"]
    town = Union.objects.get(name="临水街道总工会")
    assert (town.kind, str(town.parent), town.own_place) == ("town", "示范区总工会", "我街道")
    assert str(CommitteeTerm.objects.get().ends_on) == "2011-05-20"
    user = User.objects.get()
    assert {role for role, _ in user.role_paths} == {"administrator", "staff"}
    home = text_of(client.get("/"))
    assert "临水街道总工会" in home
    assert "系统管理员、干事" in home
    assert [*settings.LEDGER_KEY_DIR.glob("start_code")] == []


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"code": "AAAA-AAAA-AAAA"}, "启用码不对"),
        ({"code": ""}, "请填写启用码。"),
        ({"again": "other"}, "两次输入的密码不一样"),
        ({"password": "1234567890", "again": "1234567890"}, "数字"),
        ({"username": "王 芳"}, "用户名"),
        ({"town": ""}, "请填写本会全称。"),
        ({"elected_on": ""}, "都填"),
        ({"elected_on": "2008年13月"}, "日期"),
    ],
)
def test_what_cannot_be_used_is_said_and_nothing_is_stored(client, typed, fault):
    answer = client.post("/start/", TYPED | {"code": start_code()} | typed)
    assert answer.status_code == 200
    assert fault in text_of(answer)
    assert not (Union.objects.exists())
    assert not (User.objects.exists())
    assert recovery.taken_at() is None


def test_nobody_starts_a_second_time(client, world):
    assert client.post("/start/", TYPED | {"code": start_code()}).headers["Location"] == "/login/"
    with pytest.raises(Refused, match="不能再次启用"):
        call_command("start_town", **NAMED, administrator="wangfang:王芳")
    assert not Union.objects.filter(name="临水街道总工会").exists()


def test_one_person_may_hold_several_roles_from_the_command_line(capsys):
    call_command(
        "start_town",
        **NAMED,
        administrator="wangfang:王芳",
        staff="wangfang:王芳",
        chair="zhang：张主席",
    )
    told = capsys.readouterr().out
    first, second = User.objects.order_by("pk")
    assert first.role_names == "系统管理员、干事"
    assert second.role_names == "主席"
    password = next(line.split()[-1] for line in told.splitlines() if "wangfang" in line)
    assert first.check_password(password)


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"administrator": "wangfang"}, "用户名:姓名"),
        ({"administrator": "wang fang:王芳"}, "用户名"),
        ({"term_no": 5}, "--elected-on"),
        ({"town": "x" * 101}, "100"),
    ],
)
def test_a_wrong_argument_is_refused_in_one_line(wrong, fault):
    with pytest.raises(Refused, match=fault) as refused:
        call_command("start_town", **(NAMED | {"administrator": "wangfang:王芳"} | wrong))
    assert "\n" not in str(refused.value)
    assert not (Union.objects.exists())
    assert not (User.objects.exists())
