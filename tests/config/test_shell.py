"""The shell: who sees which menu, and rules every template keeps (strict CSP, Chinese, icons)."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from config.browsers import OLD_ENGINE
from config.menu import MENU, Group, Item, menu_for
from unions.models import Assignment, Union, User
from unions.permissions import Role

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
SHEETS = sorted((settings.BASE_DIR / "static" / "ledger").glob("*.css"))
ICONS = (settings.BASE_DIR / "static" / "ledger" / "icons.svg").read_text(encoding="utf-8")
IN_ORDER = [
    "首页",
    "工会组织",
    "会员",
    "合同与民主管理",
    "困难帮扶",
    "竞赛与建议",
    "培训与活动",
    "创建与荣誉",
    "大事记",
    "收表",
    "核数",
    "总结与计划",
    "上报",
    "设置",
]
INTERNET_EXPLORER = "Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko"
CHROMIUM_86 = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/86.0.4240.198 Safari/537.36"


class Somebody:
    """Holds exactly the permissions given."""

    def __init__(self, *permissions: str) -> None:
        self.permissions = permissions

    def has_perm(self, permission: str) -> bool:
        return permission in self.permissions


def name(path: Path) -> str:
    return str(path.relative_to(settings.BASE_DIR))


def without_comments(path: Path) -> str:
    return re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"))


@pytest.fixture
def town(db):
    county = Union.objects.create(name="示范县总工会", kind=Union.Kind.COUNTY)
    return Union.objects.create(name="示范镇总工会", kind=Union.Kind.TOWN, parent=county)


def signed_in(role: str, union: Union) -> Client:
    user = User.objects.create_user(role, "王秀英", "a long password 2009")
    Assignment.objects.create(user=user, role=role, union=union)
    client = Client()
    client.force_login(user, "unions.backends.RoleBackend")
    return client


# The menu


def test_the_groups_stand_in_the_users_order():
    assert [group.label for group in MENU] == IN_ORDER


def test_an_item_without_the_permission_is_hidden_and_its_empty_group_too():
    labels = [section.label for section in menu_for(Somebody("members.view_member"), "/")]
    assert labels == ["首页", "会员"]


def test_an_item_whose_page_does_not_exist_is_hidden():
    menu = (Group("收表", "inbox", (Item("收表", "inbox", "nowhere:index"),)),)
    assert menu_for(Somebody(), "/", menu) == ()


def test_the_add_page_is_offered_only_to_those_who_may_add():
    reader, writer = (
        Somebody("unions.view_union"),
        Somebody("unions.view_union", "unions.add_union"),
    )
    add = [
        link.add_url
        for who in (reader, writer)
        for section in menu_for(who, "/")
        for link in section.links
        if link.label == "工会"
    ]
    assert add == ["", "/unions/union/add/"]


def test_a_record_page_marks_its_list_and_not_the_home_page():
    sections = menu_for(Somebody("unions.view_union"), "/unions/union/7/change/")
    current = [link.label for section in sections for link in section.links if link.is_current]
    assert current == ["工会"]


@pytest.mark.parametrize(
    ("role", "seen", "hidden"),
    [
        (Role.STAFF, ("困难职工档案", "年度总结", "统计表"), ("账号",)),
        (Role.COUNTY, ("集体合同", "统计表"), ("困难职工档案", "年度总结", "账号")),
        (Role.ADMINISTRATOR, ("账号",), ("困难职工档案", "集体合同", "年度总结")),
    ],
)
def test_each_role_sees_its_own_menu(town, role, seen, hidden):
    page = signed_in(role, town).get("/").content.decode()
    for label in seen:
        assert f">{label}</a>" in page
    for label in hidden:
        assert label not in page


# Pages


@pytest.mark.parametrize(
    "address", ["/", "/unions/union/", "/unions/union/add/", "/password_change/"]
)
def test_every_page_is_chinese_and_asks_for_the_fast_engine(town, address):
    page = signed_in(Role.STAFF, town).get(address).content.decode()
    assert '<html lang="zh-hans">' in page
    assert '<meta name="renderer" content="webkit">' in page
    assert "示范镇总工会" in page
    assert "干事" in page


def test_the_sign_in_page_has_no_menu_and_says_the_same_for_every_mistake(client, town):
    answer = client.post("/login/", {"username": "nobody", "password": "wrong"})
    page = answer.content.decode()
    assert "用户名或密码不对" in page
    assert 'id="menu"' not in page


def test_the_strip_tells_the_day_of_the_demo_and_only_there(town, settings):
    staff = signed_in(Role.STAFF, town)
    settings.LEDGER_TODAY = None
    assert "演示环境" not in staff.get("/").content.decode()
    settings.LEDGER_TODAY = date(2009, 11, 20)
    assert "演示环境：今天按2009年11月20日计算。" in staff.get("/").content.decode()


def test_a_missing_page_answers_inside_the_shell(town):
    answer = signed_in(Role.STAFF, town).get("/unions/union/424242/change/")
    assert answer.status_code == 404
    assert "找不到这一页" in answer.content.decode()


def test_an_empty_list_says_what_to_do_next(town):
    page = signed_in(Role.STAFF, town).get("/unions/training/").content.decode()
    assert "还没有登记培训" in page
    assert 'href="/unions/training/add/"' in page


def test_a_form_carries_the_version_it_was_opened_at_once(town):
    page = signed_in(Role.STAFF, town).get(f"/unions/union/{town.pk}/change/").content.decode()
    assert page.count('name="version"') == 1


def test_old_engines_get_the_one_page_and_floor_browsers_do_not(client, db):
    assert OLD_ENGINE.search(INTERNET_EXPLORER)
    assert not OLD_ENGINE.search(CHROMIUM_86)
    page = client.get("/login/", headers={"user-agent": INTERNET_EXPLORER}).content.decode()
    assert "请切换到极速模式" in page


# Rules of the templates and sheets


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_no_template_has_inline_script_style_or_handler(path):
    text = without_comments(path)
    assert not re.search(r"<script(?![^>]*\ssrc=)[^>]*>", text)
    assert not re.search(r"<style\b", text)
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert not re.search(r"(?:src|href)=[\"'](?:https?:)?//", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_every_whole_page_says_its_language(path):
    text = without_comments(path)
    if "<html" in text:
        assert re.search(r'<html lang="(zh-hans|\{\{ LANGUAGE_CODE)', text)


def test_every_icon_in_use_is_in_the_sprite():
    texts = [path.read_text(encoding="utf-8") for path in TEMPLATES]
    used = {
        icon for text in texts for icon in re.findall(r'icon\.html" with name="([\w-]+)"', text)
    }
    used |= {icon for text in texts for icon in re.findall(r'\bicon="([\w-]+)"', text)}
    used |= {group.icon for group in MENU} | {item.icon for group in MENU for item in group.items}
    assert len(used) > 30
    assert used <= set(re.findall(r'<symbol id="([\w-]+)"', ICONS))


@pytest.mark.parametrize("path", SHEETS, ids=name)
def test_the_sheets_use_nothing_newer_than_chromium_86(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
    for newer in (":has(", "@container", "@layer", "inset:", "&:", "color-mix(", "dvh", ":is("):
        assert newer not in text
    assert not re.search(r"url\(\s*[\"']?(?:https?:)?//", text)
