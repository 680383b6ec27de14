"""统计与总结: figures, papers and statistics drawn from the records.

Nothing imports it but config.
"""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "统计与总结"

    def ready(self) -> None:
        from reports import catalogue_checks, checks, indicators  # noqa: F401, PLC0415 - checks register
        from reports.registry import registry  # noqa: PLC0415 - models must be loaded first

        if not registry.indicators:
            indicators.fill(registry)
