"""工会组织: the organisation and its work; the lowest layer."""

from django.apps import AppConfig
from django.conf import settings


class UnionsConfig(AppConfig):
    name = "unions"
    verbose_name = "工会组织"

    def ready(self) -> None:
        from unions.backups.swap import finish  # noqa: PLC0415 - models must be loaded first
        from unions.crypto import ensure_keys  # noqa: PLC0415 - models must be loaded first

        finish(settings.DATA_DIR)  # a restore that was cut off; before anything is opened
        ensure_keys(settings.LEDGER_KEY_DIR)
