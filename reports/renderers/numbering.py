"""Heading numbers of official papers: 一、 then （一） then 1. then （1）."""

__all__ = ["HeadingNumbers", "chinese"]

DIGITS = "零一二三四五六七八九"
LEVELS = 4


def chinese(number: int) -> str:
    """A number from 1 to 99 in Chinese numerals as spoken: 十, 十一, 二十, 二十一.

    Raises ``ValueError`` outside that range; no paper has a hundred headings of one level.
    """
    if not 1 <= number <= 99:
        raise ValueError(f"标题序号只能是 1 到 99，现在是 {number}。")
    tens, units = divmod(number, 10)
    tens_word = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return tens_word + (DIGITS[units] if units else "")


class HeadingNumbers:
    """Counts the headings of one paper in reading order."""

    def __init__(self) -> None:
        self._counts = [0] * LEVELS

    def next(self, level: int) -> str:
        """Number of the next heading of ``level`` (1–4) with its mark; deeper levels restart."""
        self._counts[level - 1] += 1
        self.restart_below(level)
        return self._mark(level, self._counts[level - 1])

    def restart_below(self, level: int) -> None:
        self._counts[level:] = [0] * (LEVELS - level)

    def restart(self) -> None:
        """Begin a new part of the paper: its first heading is 一、 again."""
        self.restart_below(0)

    @staticmethod
    def _mark(level: int, count: int) -> str:
        match level:
            case 1:
                return f"{chinese(count)}、"
            case 2:
                return f"（{chinese(count)}）"
            case 3:
                return f"{count}."
            case _:
                return f"（{count}）"
