"""How cells that only the roll of members has are read: nation, state, birth.

A member's birth date is known to the day or not at all, yet old rolls tell the month. The ID number
tells the day; without one the month alone is refused: any day put in its place would be invented.
"""

from datetime import date
from typing import Any

from members.models import Member, Membership
from unions.dates import PartialDate, Precision
from unions.importing import cells
from unions.importing.drafts import Draft, Fault
from unions.importing.widgets import ChoiceWidget, DayWidget, TextWidget
from unions.validators import birth_date_of

__all__ = [
    "LEFT", "LEFT_WORD", "OLDER_EDUCATION", "OLDER_EMPLOYMENT", "OLDER_POLITICS", "BirthWidget",
    "NationWidget", "StatusWidget", "settle_birth",
]  # fmt: skip

LEFT, LEFT_WORD = "left", "已离会"  # a state that lists show; no sheet brings anybody in with it
OLDER_POLITICS = {
    "党员": Member.Politics.PARTY, "预备党员": Member.Politics.PARTY,
    "中共预备党员": Member.Politics.PARTY,
    "团员": Member.Politics.LEAGUE, "无党派": Member.Politics.MASSES,
    **dict.fromkeys(
        ("民革党员", "民盟盟员", "民建会员", "民进会员", "农工党党员", "致公党党员", "九三学社社员",
         "台盟盟员"), Member.Politics.OTHER_PARTY,
    ),
}  # fmt: skip
OLDER_EDUCATION = {
    "小学": Member.Education.PRIMARY, "文盲": Member.Education.PRIMARY,
    "高中": Member.Education.SENIOR, "中专": Member.Education.SENIOR,
    "中技": Member.Education.SENIOR, "技校": Member.Education.SENIOR,
    "职高": Member.Education.SENIOR, "高中/中专": Member.Education.SENIOR,
    "大本": Member.Education.BACHELOR, "硕士研究生": Member.Education.MASTER,
    "博士研究生": Member.Education.MASTER, "专科": Member.Education.COLLEGE,
    "大学": Member.Education.BACHELOR, "大学本科": Member.Education.BACHELOR,
    "硕士": Member.Education.MASTER, "博士": Member.Education.MASTER,
}  # fmt: skip
OLDER_EMPLOYMENT = {
    **dict.fromkeys(("合同工", "合同制", "劳动合同", "合同制职工"), Member.Employment.CONTRACT),
    **dict.fromkeys(("劳务派遣", "派遣工", "劳务派遣工"), Member.Employment.DISPATCHED),
}
ONLY_MONTH = (
    "只写了{told}，没有写到日。请补填身份证号（出生日期从号码上取），或把出生日期写到日；"
    "都不知道的，这一格空着。"
)
OTHER_MONTH = "出生日期与身份证号不符：身份证号上是{born}，请核对。"


class NationWidget(TextWidget):
    """汉 and 汉族 are one nation."""

    advice = "写全称。"
    example = "汉族"

    def clean(self, value: Any, row: Any = None, **_more: Any) -> str:
        name = str(value).strip()
        is_short = 0 < len(name) <= 3 and not name.endswith(("族", "人", "其他"))
        return f"{name}族" if is_short else name


class StatusWidget(ChoiceWidget):
    """The kinds of spells, and that none runs any more."""

    is_exact = False

    def __init__(self) -> None:
        kinds = Membership.Kind
        words = {"正常": kinds.ACTIVE, "保留": kinds.RETAINED, LEFT_WORD: LEFT}
        super().__init__(kinds.choices, words)

    def render(self, value: Any, obj: Any = None, **_more: Any) -> Any:
        return LEFT_WORD if value == LEFT else super().render(value)


class BirthWidget(DayWidget):
    """The day, or as a PartialDate the month or year where no more is written."""

    is_exact = False
    advice = "年月日，写到日；填了身份证号的可以空着，或只填年月。"

    def clean(self, value: Any, row: Any = None, **_more: Any) -> date | PartialDate | None:
        partial = cells.partial_date(value)
        is_rough = partial.precision in {Precision.MONTH, Precision.YEAR}
        return partial if is_rough else partial.day


def settle_birth(draft: Draft) -> None:
    """Takes a month or year off the row where the ID number tells the day; else refuses it."""
    told: PartialDate = draft.values.pop("birth_on")
    number = draft.values.get("id_number")
    born = birth_date_of(number) if number else None
    if born is None:
        if not _has_number(draft):
            message = ONLY_MONTH.format(told=told)
            draft.faults.append(Fault(draft.number, "birth_on", str(told), message))
    elif PartialDate(born, told.precision) != told:
        message = OTHER_MONTH.format(born=f"{born:%Y-%m-%d}")
        draft.faults.append(Fault(draft.number, "birth_on", str(told), message))


def _has_number(draft: Draft) -> bool:
    """Whether an ID number stands in the row that is refused itself, or masked and on file."""
    is_refused = any(fault.column == "id_number" for fault in draft.faults)
    return is_refused or any(name == "id_number" for name, _mask in draft.masked)
