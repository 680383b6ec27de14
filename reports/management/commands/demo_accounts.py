"""manage.py demo_accounts: one account for each role, with random passwords."""

from typing import Any

from django.conf import settings

from reports.demo.accounts import AccountsRefused, accounts_table
from unions.commands import LedgerCommand, Refused


class Command(LedgerCommand):
    help = "建立演示账号（每种角色一个，密码随机）并列出；再次运行只列出，不改动。"

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            table = accounts_table(settings.DATA_DIR)
        except AccountsRefused as error:
            raise Refused(str(error)) from error
        self.stdout.write(table, ending="")
