"""Mending punctuation where a dropped clause leaves two marks, or none of the words before one."""

from collections.abc import Iterable

from reports.document import Run, RunKind

__all__ = ["mended"]

_PAUSES = ("，", "、", "；")
_CLOSERS = ("。", "；", "）")
_BEFORE_WORDS = ("，", "、", "；", "：", "。", "（", "“", "其中")


def mended(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Join neighbouring plain text; keep one mark at each seam.

    “其中” + “、村联合工会” loses the 、; “甲，” + “。” loses the ，. Inside a text nothing changes.
    """
    kept: list[Run] = []
    for run in runs:
        if not _is_plain(run):
            kept.append(run)
            continue
        text = _without_leading_pause(run.text, kept[-1].text if kept else "")
        before = kept.pop().text if kept and _is_plain(kept[-1]) else ""
        if joined := _without_pause_before_closer(before, text) + text:
            kept.append(Run(joined))
    return tuple(kept)


def _is_plain(run: Run) -> bool:
    return run.kind is RunKind.TEXT and not run.text.startswith("（待填：")


def _without_leading_pause(text: str, before: str) -> str:
    is_seam = before.endswith(_BEFORE_WORDS) if before else True
    return text[1:] if text.startswith(_PAUSES) and is_seam else text


def _without_pause_before_closer(before: str, text: str) -> str:
    return before[:-1] if before.endswith(_PAUSES) and text.startswith(_CLOSERS) else before
