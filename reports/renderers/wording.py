"""Fixed words that all renderers print alike."""

from datetime import date

__all__ = ["DRAFT_MARK", "chinese_date"]

DRAFT_MARK = "草稿"


def chinese_date(day: date) -> str:
    """2009年12月20日: Arabic digits without leading zeros (GB/T 9704)."""
    return f"{day.year}年{day.month}月{day.day}日"
