"""The left menu in the users' words, as data. What a person may not see is not offered."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from django.urls import NoReverseMatch, reverse

__all__ = ["MENU", "Group", "Item", "Link", "Section", "menu_for"]


class Permitted(Protocol):
    """Anyone who may be asked for a permission; the anonymous user has none."""

    def has_perm(self, permission: str) -> bool: ...


@dataclass(frozen=True)
class Item:
    """A menu entry. Without a permission every signed-in person sees it."""

    label: str
    icon: str  # a symbol of static/ledger/icons.svg
    url_name: str
    permission: str = ""
    add_url_name: str = ""
    add_permission: str = ""
    query: str = ""


@dataclass(frozen=True)
class Group:
    label: str
    icon: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Link:
    """An item this person may open, resolved for the page being shown."""

    label: str
    icon: str
    url: str
    add_url: str
    is_current: bool


@dataclass(frozen=True)
class Section:
    label: str
    icon: str
    links: tuple[Link, ...]

    @property
    def is_current(self) -> bool:
        return any(link.is_current for link in self.links)

    @property
    def is_single(self) -> bool:
        """One link of the same name: shown as one line instead of a fold with one line in it."""
        return [link.label for link in self.links] == [self.label]


def record(label: str, icon: str, name: str, *, query: str = "") -> Item:
    """The entry of a record type, named like "unions.union": its list, and its add form.

    ``query`` narrows the list; such an entry is a short way there and offers no form of its own.
    """
    app, _, model = name.partition(".")
    page = f"admin:{app}_{model}"
    return Item(
        label,
        icon,
        f"{page}_changelist",
        f"{app}.view_{model}",
        "" if query else f"{page}_add",
        f"{app}.add_{model}",
        query,
    )


MENU: tuple[Group, ...] = (
    Group(
        "首页",
        "home",
        (
            Item("首页", "home", "admin:index"),
            Item("本月要办", "calendar", "reports:deadlines", "reports.view_deadlines"),
        ),
    ),
    Group(
        "工会组织",
        "sitemap",
        (
            record("工会", "sitemap", "unions.union"),
            Item("档案完整度", "checks", "reports:archives", "reports.view_archivekindsetting"),
            record("涵盖单位", "building-factory-2", "unions.employer"),
            record("职工与会员人数", "users-group", "unions.headcount"),
            record("届次与干部", "calendar", "unions.committeeterm"),
            record("机构与制度", "list-details", "unions.body"),
            record("代表大会", "users", "unions.congress"),
            record("法人资格证书", "file-certificate", "unions.legalpersoncertificate"),
            record("经费审计", "coin-yuan", "unions.fundaudit"),
        ),
    ),
    Group("会员", "users", (record("会员", "id-badge-2", "members.member"),)),
    Group(
        "合同与民主管理",
        "file-certificate",
        (
            record("集体合同", "file-certificate", "unions.collectivecontract"),
            record("争议与援助", "alert-circle", "unions.dispute"),
            record("职代会", "users", "unions.congress", query="kind__exact=staff"),
        ),
    ),
    Group(
        "困难帮扶",
        "heart-handshake",
        (
            record("困难职工档案", "folder-heart", "members.aidcase"),
            record("帮扶款", "coin-yuan", "members.aidpayment"),
            record("慰问", "heart-handshake", "members.visit"),
        ),
    ),
    Group(
        "竞赛与建议",
        "trophy",
        (
            record("竞赛", "trophy", "unions.competition"),
            record("合理化建议", "bulb", "unions.proposalreturn"),
        ),
    ),
    Group(
        "培训与活动",
        "school",
        (
            record("培训", "school", "unions.training"),
            record("活动", "calendar", "unions.activity"),
        ),
    ),
    Group("创建与荣誉", "award", (record("创建与荣誉", "award", "unions.recognition"),)),
    Group("大事记", "notebook", (record("大事记", "notebook", "unions.worklog"),)),
    Group(
        "收表",
        "inbox",
        (
            Item("收表", "inbox", "reports:collect", "unions.import_headcount"),
            Item("催报", "clock", "reports:chase", "reports.view_statistics"),
            Item("下发表格", "download", "reports:handouts", "unions.import_headcount"),
        ),
    ),
    Group(
        "核数",
        "checks",
        (
            Item("核数", "checks", "reports:verification", "reports.view_statistics"),
            Item("主要数字", "report-analytics", "reports:main_figures", "reports.view_statistics"),
            Item("数据检查", "circle-check", "reports:data_checks", "reports.view_datachecks"),
            record("手工填报数", "list-numbers", "reports.reportedfigure"),
            record("自定义指标", "plus", "reports.ownfigure"),
            record("目标", "target-arrow", "reports.target"),
        ),
    ),
    Group(
        "总结与计划",
        "report-analytics",
        (
            Item("年度总结", "file-description", "reports:summary", "reports.view_summary"),
            record("计划事项", "target-arrow", "reports.planitem"),
            record("成段文字", "pencil", "reports.passage"),
            record("报告要素", "list-details", "reports.reporthead"),
        ),
    ),
    Group(
        "上报",
        "upload",
        (
            Item("统计表", "table-export", "reports:statistics", "reports.view_statistics"),
            Item("数据项一览", "list-details", "reports:figures", "reports.view_statistics"),
        ),
    ),
    Group(
        "设置",
        "settings",
        (
            record("创建项目", "award", "unions.scheme"),
            Item(
                "档案类别",
                "notebook",
                "reports:archive_kinds",
                "reports.view_archivekindsetting",
            ),
            record("账号", "user-circle", "unions.user"),
            Item("账号变动", "history", "account_changes", "unions.view_accountchange"),
            Item("备份", "device-floppy", "backups:page", "unions.view_backup"),
        ),
    ),
)


def menu_for(user: Permitted, path: str, menu: tuple[Group, ...] = MENU) -> tuple[Section, ...]:
    """The groups in which this user may open something; the page at ``path`` is marked."""
    sections = (
        Section(group.label, group.icon, tuple(_links(user, path, group))) for group in menu
    )
    return tuple(section for section in sections if section.links)


def _links(user: Permitted, path: str, group: Group) -> Iterator[Link]:
    for item in group.items:
        url = _address(user, item.url_name, item.permission)
        if url:
            add_url = _address(user, item.add_url_name, item.add_permission)
            full = f"{url}?{item.query}" if item.query else url
            # The list itself stands under its own name; a short way to it is never "here".
            is_here = not item.query and _is_at(path, url)
            yield Link(item.label, item.icon, full, add_url, is_here)


def _address(user: Permitted, url_name: str, permission: str) -> str:
    """Where the page is, or "" when it does not exist or is not for this user."""
    if permission and not user.has_perm(permission):
        return ""
    return _url(url_name)


@cache
def _url(url_name: str) -> str:
    """The addresses stay while the process runs, and every page asks for a hundred of them."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def _is_at(path: str, url: str) -> bool:
    return path == url or (url != _url("admin:index") and path.startswith(url))
