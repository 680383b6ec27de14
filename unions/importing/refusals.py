"""Why a file cannot be used at all, in words for whoever sent it."""

__all__ = ["TOO_LONG", "Unreadable", "too_many_rows"]

TOO_LONG = "表格里有一个单元格的内容过长。请删去或缩短后重新保存。"


class Unreadable(Exception):
    """The file cannot be used at all; the message says why and what to do."""


def too_many_rows(what: str, rows: int, limit: int) -> str:
    return f"{what}有 {rows} 行，一张表最多收 {limit} 行。请分成几个文件，每个不超过 {limit} 行。"
