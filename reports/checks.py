"""Checks of ``manage.py check``: what would spoil papers and workbooks without any error."""

import ctypes
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Warning, register

from reports import fonts

__all__ = ["check_fonts", "check_spreadsheet_reader", "check_subsetter"]

SUBSET_LIBRARY = "libharfbuzz-subset.so.0"


@register()
def check_subsetter(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """WeasyPrint loads this library when it can; without it a paper takes 10 to 27 s."""
    try:
        ctypes.CDLL(SUBSET_LIBRARY)
    except OSError:
        return [
            Warning(
                f"找不到 {SUBSET_LIBRARY}，生成 PDF 会慢二十多倍。",
                hint="请执行 make install，或安装 Debian 软件包 libharfbuzz-subset0。",
                id="reports.W001",
            )
        ]
    return []


@register()
def check_fonts(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Papers print without these faces too, in Noto: 仿宋 and 楷体 then come out as 宋体."""
    missing = fonts.missing_files()
    if not missing:
        return []
    return [
        Warning(
            f"公文字体不全，{fonts.font_dir()} 中缺少：{'、'.join(missing)}。",
            hint="请执行 make install 下载字体；在此之前公文用 Noto 宋体代替仿宋。",
            id="reports.W002",
        )
    ]


@register()
def check_spreadsheet_reader(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Without defusedxml openpyxl expands the entities of a hostile workbook until memory ends."""
    if import_module("openpyxl").DEFUSEDXML:  # 100 ms, only when checks run
        return []
    return [
        Error(
            "缺少 defusedxml，导入 Excel 时不能防住恶意文件。",
            hint="请执行 make install 重装依赖。",
            id="reports.E001",
        )
    ]
