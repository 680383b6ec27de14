"""manage.py start_town: 正式启用 without a browser: county, town, first accounts, recovery key."""

import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandParser

from unions.actions import start_town
from unions.backups import recovery
from unions.commands import LedgerCommand, Refused, day_of
from unions.management.commands.recovery_key import SHOWN_ONCE
from unions.permissions import Role
from unions.starting import LETTERS, Account, AlreadyStarted, Start, forget_code
from unions.text import clean_line, shorten

ROLES = {"administrator": Role.ADMINISTRATOR, "staff": Role.STAFF, "chair": Role.CHAIR}
GROUPS, GROUP = 3, 4


class Command(LedgerCommand):
    help = (
        "正式启用：在空的数据目录里建立上级工会、本会和第一批账号。"
        "同一个用户名可以同时写在几个角色里；密码随机，只显示一次。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--town", required=True, metavar="本会全称")
        parser.add_argument("--county", required=True, metavar="上级工会全称")
        parser.add_argument("--own-place", default="", metavar="自称", help="如 我镇、我街道")
        parser.add_argument("--term-no", type=int, metavar="届次", help="本届是第几届")
        parser.add_argument("--elected-on", metavar="日期", help="本届选举日期，如 2008-05-20")
        parser.add_argument("--term-years", type=int, default=3, choices=(3, 5), metavar="任期")
        for name, role in ROLES.items():
            parser.add_argument(
                f"--{name}",
                required=name == "administrator",
                metavar="用户名:姓名",
                help=f"{role.label}，如 wangfang:王芳",
            )

    def handle(self, *args: Any, **options: Any) -> None:
        accounts = _accounts(options)
        elected_on = day_of("--elected-on", options["elected_on"])
        if bool(options["term_no"]) != bool(elected_on):
            raise Refused("参数 --term-no 和 --elected-on 要同时写，或都不写。")
        names = ("town", "county", "own_place", "term_no", "term_years")
        start = Start(
            accounts=accounts, elected_on=elected_on, **{name: options[name] for name in names}
        )
        try:
            start_town(start)
        except AlreadyStarted as error:
            raise Refused(str(error)) from error
        except ValidationError as error:
            raise Refused("；".join(error.messages)) from error
        forget_code()
        self._tell(start)

    def _tell(self, start: Start) -> None:
        self.stdout.write(f"已启用：{start.county}、{start.town}。账号（密码只显示这一次）：")
        for account in start.accounts:
            roles = "、".join(Role(role).label for role in account.roles)
            self.stdout.write(
                f"  {roles}  {account.name}  用户名 {account.username}  密码 {account.password}"
            )
        self.stdout.write(f"恢复密钥：{recovery.draw()}\n{SHOWN_ONCE}")


def _accounts(options: dict[str, Any]) -> tuple[Account, ...]:
    people: dict[tuple[str, str], list[str]] = {}
    for option, role in ROLES.items():
        if given := options[option]:
            username, colon, name = clean_line(given).replace("：", ":").partition(":")
            if not (username and colon and name):
                raise Refused(
                    f"参数 --{option} 的“{shorten(given)}”不对，"
                    "请写成 用户名:姓名，如 wangfang:王芳。"
                )
            people.setdefault((username, name), []).append(role)
    return tuple(
        Account(username, name, _password(), tuple(roles))
        for (username, name), roles in people.items()
    )


def _password() -> str:
    letters = LETTERS.lower()
    groups = ("".join(secrets.choice(letters) for _ in range(GROUP)) for _ in range(GROUPS))
    return "-".join(groups)
