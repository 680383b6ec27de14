"""Heading numbers of official papers: 一、 then （一） then 1. then （1）."""

from reports.wording import chinese_number

__all__ = ["HeadingNumbers"]

LEVELS = 4


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
                return f"{chinese_number(count)}、"
            case 2:
                return f"（{chinese_number(count)}）"
            case 3:
                return f"{count}."
            case _:
                return f"（{count}）"
